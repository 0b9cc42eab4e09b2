internal import CGSL
internal import GSLAccess

/// At which time scale a series moves: the energy of its Haar wavelet coefficients by scale.
///
///     vⱼ = Σₖ dⱼₖ²/n,   scale 2^{J−j} values,   n = 2ᴶ
///
/// The sum over scales is the variance of the (resampled) series with divisor `n`. A series of another
/// length is resampled linearly to the next lower power of two.
///
/// - SeeAlso: Percival, Biometrika 82 (1995); `gsl_wavelet_transform_forward`.
public struct WaveletVariance: Hashable, Sendable {
  /// The scales, in steps of the series, ascending: differences between neighbors first.
  public let scales: [Double]
  /// The variance at each scale.
  public let variances: [Double]

  /// The order of Haar's wavelet, by which the pool knows it.
  private static let haar = 2
  private static let wavelets = WorkspacePool(
    "gsl_wavelet_alloc", allocate: { gsl_wavelet_alloc(cgsl_wavelet_haar(), $0) },
    free: { gsl_wavelet_free($0) })
  /// By the number of values.
  private static let workspaces = WorkspacePool(
    "gsl_wavelet_workspace_alloc", allocate: { gsl_wavelet_workspace_alloc($0) },
    free: { gsl_wavelet_workspace_free($0) })

  /// Transforms a series of at least four values.
  ///
  /// - Throws: ``StatisticsError/tooShort(series:needed:found:)``,
  ///   ``StatisticsError/gsl(function:status:message:)``.
  public init(_ series: FiniteSeries) throws(StatisticsError) {
    try series.require(4)
    let levels = Int.bitWidth - 1 - series.count.leadingZeroBitCount
    let n = 1 << levels
    var data = Self.resampled(series.values, to: n)
    try Self.wavelets.lend(size: Self.haar) { wavelet throws(StatisticsError) in
      try Self.workspaces.lend(size: n) { workspace throws(StatisticsError) in
        try GSL.run("gsl_wavelet_transform_forward") {
          gsl_wavelet_transform_forward(wavelet, &data, 1, n, workspace)
        }
      }
    }
    let step = Double(series.count - 1) / Double(n - 1)
    scales = (0..<levels).map { step * Double(1 << $0) }
    // Coefficients of level j stand at 2ʲ ..< 2ʲ⁺¹, the finest last.
    variances = (0..<levels).map { scale in
      let level = levels - 1 - scale
      return data[(1 << level)..<(1 << (level + 1))].reduce(0) { $0 + $1 * $1 } / Double(n)
    }
  }

  private static func resampled(_ values: [Double], to n: Int) -> [Double] {
    guard values.count != n else { return values }
    return (0..<n).map { index in
      let place = Double(index) * Double(values.count - 1) / Double(n - 1)
      let low = min(values.count - 2, Int(place))
      return values[low] + (place - Double(low)) * (values[low + 1] - values[low])
    }
  }
}
