internal import Glibc

/// The typical shift of paired differences: the median of all pairwise means, with the interval of
/// Wilcoxon's test.
///
///     shift = median((dᵢ + dⱼ)/2; i ≤ j)   over differences that are not 0
///
/// - SeeAlso: Hodges and Lehmann, Ann. Math. Stat. 34 (1963); Hollander, Wolfe and Chicken,
///   "Nonparametric Statistical Methods" (2014), §3.3.
public struct HodgesLehmann: Hashable, Sendable {
  /// The shift; 0 when every difference is 0.
  public let shift: Double
  /// The lower end of the interval.
  public let lower: Double
  /// The upper end of the interval.
  public let upper: Double

  /// Estimates the shift.
  ///
  /// The ends are the `c`-th smallest and largest means, `c` the number of rank sums `0, 1, …` up to
  /// which the exact distribution has at most `(1 − level)/2`; with so few differences that there is
  /// none, they are the extremes, and the level is lower than asked.
  ///
  /// - Parameter level: The confidence level, in [0, 1].
  /// - Throws: ``StatisticsError/outOfRange(parameter:value:wanted:)``.
  public init(_ differences: FiniteSeries, level: Double = 0.95) throws(StatisticsError) {
    try UnitRange.check(level, "the confidence level")
    let d = differences.values.filter { $0 != 0 }
    guard !d.isEmpty else {
      (shift, lower, upper) = (0, 0, 0)
      return
    }
    let sorted = try FiniteSeries(FiniteSeries(d).pairMeans).sorted
    let cut = Self.leftOut(d.count, tail: (1 - level) / 2, of: sorted.count)
    shift = (sorted[(sorted.count - 1) / 2] + sorted[sorted.count / 2]) / 2
    (lower, upper) = (sorted[cut], sorted[sorted.count - 1 - cut])
  }

  /// How many means are left out at each end.
  private static func leftOut(_ n: Int, tail: Double, of means: Int) -> Int {
    if n > 50 {
      let n = Double(n)
      let z = (try? NormalDistribution.quantile(1 - tail)) ?? .infinity
      let cut = n * (n + 1) / 4 - z * (n * (n + 1) * (2 * n + 1) / 24).squareRoot()
      return cut.isFinite ? min((means - 1) / 2, max(0, Int(cut) - 1)) : 0
    }
    var (sum, cut) = (0.0, 0)
    for share in RankSums.shares(Array(1...n)) {
      sum += share
      guard sum <= tail else { break }
      cut += 1
    }
    return min((means - 1) / 2, max(0, cut - 1))
  }
}
