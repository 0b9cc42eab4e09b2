/// The rank test for a monotone trend, with Sen's slope.
///
///     S = Σᵢ﹤ⱼ sgn(xⱼ − xᵢ),   z = (S − sgn S)/√Var(S),   slope = median((xⱼ − xᵢ)/(j − i))
///
/// with the variance corrected for ties. Independent values are assumed. Edge case: a constant series
/// has `z = 0`, `p = 1`.
///
/// - SeeAlso: Mann, Econometrica 13 (1945); Kendall, "Rank Correlation Methods" (1975); Sen, JASA 63
///   (1968).
public struct MannKendallTest: Hashable, Sendable {
  /// The excess of rising over falling pairs, `S`.
  public let score: Double
  /// The variance of `S` without a trend.
  public let variance: Double
  /// The normal score `z`.
  public let z: Double
  /// The two-sided probability.
  public let pValue: Double
  /// Sen's slope, per step.
  public let slope: Double

  /// Tests a series of at least three values.
  ///
  /// - Throws: ``StatisticsError/tooShort(series:needed:found:)``.
  public init(_ series: FiniteSeries) throws(StatisticsError) {
    try series.require(3)
    let x = series.values
    var (score, slopes) = (0.0, [Double]())
    slopes.reserveCapacity(x.count * (x.count - 1) / 2)
    for j in x.indices {
      for i in 0..<j {
        let change = x[j] - x[i]
        score += change > 0 ? 1 : change < 0 ? -1 : 0
        slopes.append(change / Double(j - i))
      }
    }
    let n = Double(x.count)
    // Σ t(t−1)(2t+5) over groups of equal values = 2·Σ(t³−t) + 3·Σ t(t−1).
    let ranks = Midranks(of: x)
    var pairs = 0.0
    var start = 0
    let sorted = series.sorted
    for end in 1...sorted.count where end == sorted.count || sorted[end] != sorted[start] {
      let size = Double(end - start)
      pairs += size * (size - 1)
      start = end
    }
    self.score = score
    variance = (n * (n - 1) * (2 * n + 5) - 2 * ranks.tieTerm - 3 * pairs) / 18
    let corrected = score - (score > 0 ? 1 : score < 0 ? -1 : 0)
    z = variance > 0 ? corrected / variance.squareRoot() : 0
    pValue = min(1, 2 * NormalDistribution.upperTail(z.magnitude))
    slope = try FiniteSeries(unchecked: slopes, named: "the slopes").quantile(0.5)
  }
}
