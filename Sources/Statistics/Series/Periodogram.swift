internal import CGSL
internal import GSLAccess
internal import Glibc

/// The power of a series at its Fourier frequencies, after taking out its straight line.
///
///     Iⱼ = |Σₜ eₜ·exp(−2πi·jt/n)|²/n,   j = 1…⌊(n − 1)/2⌋
///
/// - SeeAlso: `gsl_fft_real_transform`.
public struct Periodogram: Hashable, Sendable {
  /// The number of values, `n`.
  public let count: Int
  /// `I₁…I_M`, `[M]`, `M = ⌊(n − 1)/2⌋`.
  public let power: [Double]
  /// The lag-1 autocorrelation of the series without its line, at least 0; the memory of red noise.
  public let redness: Double

  /// Sines and cosines, by the number of values.
  private static let tables = WorkspacePool(
    "gsl_fft_real_wavetable_alloc", allocate: { gsl_fft_real_wavetable_alloc($0) },
    free: { gsl_fft_real_wavetable_free($0) })
  /// By the number of values.
  private static let workspaces = WorkspacePool(
    "gsl_fft_real_workspace_alloc", allocate: { gsl_fft_real_workspace_alloc($0) },
    free: { gsl_fft_real_workspace_free($0) })

  /// Transforms a series of at least five values.
  ///
  /// - Throws: ``StatisticsError/tooShort(series:needed:found:)``,
  ///   ``StatisticsError/gsl(function:status:message:)``.
  public init(_ series: FiniteSeries) throws(StatisticsError) {
    try series.require(5)
    let residuals = try LinearFit(series).residuals
    redness = max(0, try FiniteSeries(residuals).lag1Autocorrelation ?? 0)
    count = series.count
    var data = residuals
    let n = data.count
    try Self.tables.lend(size: n) { table throws(StatisticsError) in
      try Self.workspaces.lend(size: n) { workspace throws(StatisticsError) in
        try GSL.run("gsl_fft_real_transform") {
          gsl_fft_real_transform(&data, 1, n, table, workspace)
        }
      }
    }
    // Halfcomplex order: the parts of frequency j stand at 2j − 1 and 2j.
    power = (1...((n - 1) / 2)).map { j in
      (data[2 * j - 1] * data[2 * j - 1] + data[2 * j] * data[2 * j]) / Double(n)
    }
  }

  /// Fisher's test of the largest peak against white noise.
  ///
  ///     g = max I/Σ I,   p = Σⱼ (−1)ʲ⁻¹·C(M, j)·(1 − jg)₊^{M−1}
  ///
  /// - Returns: The peak's frequency `j`, `g` and `p`; `nil` for a series that is its line.
  /// - SeeAlso: Fisher, Proc. Royal Society A 125 (1929).
  public var fisher: (peak: Int, g: Double, p: Double)? {
    let total = power.reduce(0, +)
    guard total > 0, let peak = power.indices.max(by: { power[$0] < power[$1] }) else { return nil }
    let g = power[peak] / total
    return (peak + 1, g, Self.tail(g, of: power.count))
  }

  /// The amplitude of the sinusoid at frequency `j`: `2·√(I/n)`.
  public func amplitude(at j: Int) -> Double { 2 * (power[j - 1] / Double(count)).squareRoot() }

  /// The power at each frequency over that of red noise with the same memory and variance, `[M]`.
  ///
  ///     rⱼ = Iⱼ/(c·f(2πj/n)),  f(ω) = 1/(1 − 2φ·cos ω + φ²),  c such that Σ c·f = Σ I
  public var overRedNoise: [Double] {
    let spectrum = power.indices.map { index in
      let omega = 2 * .pi * Double(index + 1) / Double(count)
      return 1 / (1 - 2 * redness * cos(omega) + redness * redness)
    }
    let (total, floor) = (power.reduce(0, +), spectrum.reduce(0, +))
    guard total > 0 else { return power }
    return zip(power, spectrum).map { $0 / ($1 * total / floor) }
  }

  /// The probability that the largest of `count` shares of white noise is at least `g`.
  public static func tail(_ g: Double, of count: Int) -> Double {
    let terms = min(count, Int(1 / g))
    let power = Double(count - 1)
    var sum = 0.0
    for j in 1..<max(2, terms + 1) {
      let rest = max(0, 1 - Double(j) * g)
      let logarithm = GSL.call { gsl_sf_lnchoose(UInt32(count), UInt32(j)) } + power * log(rest)
      sum += (j.isMultiple(of: 2) ? -1 : 1) * exp(logarithm)
    }
    return min(1, max(0, sum))
  }
}
