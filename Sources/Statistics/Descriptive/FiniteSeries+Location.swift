internal import CGSL
internal import GSLAccess

extension FiniteSeries {
  /// The values in ascending order (`gsl_sort`).
  public var sorted: [Double] {
    var values = values
    GSL.call { gsl_sort(&values, 1, values.count) }
    return values
  }

  /// The arithmetic mean (`gsl_stats_mean`).
  public var mean: Double { GSL.call { gsl_stats_mean(values, 1, count) } }

  /// The median; the mean of the two middle values where `n` is even (`gsl_stats_median`).
  public var median: Double {
    var copy = values  // GSL reorders what it is given.
    return GSL.call { gsl_stats_median(&copy, 1, copy.count) }
  }

  /// The pseudomedian, the median of the means of all pairs, each value paired with itself too: as
  /// robust as half a median, and calm where values fall into two groups.
  ///
  ///     median((xᵢ + xⱼ)/2; i ≤ j)
  ///
  /// - SeeAlso: Hodges and Lehmann, Ann. Math. Stat. 34 (1963).
  public var pseudomedian: Double {
    Self(unchecked: pairMeans, named: "the means of pairs of \(name)").median
  }

  /// The means of all pairs, each value paired with itself too, of shape `[n(n + 1)/2]`.
  var pairMeans: [Double] {
    var means: [Double] = []
    means.reserveCapacity(count * (count + 1) / 2)
    for (i, x) in values.enumerated() { for y in values[i...] { means.append(x / 2 + y / 2) } }
    return means
  }

  /// The mean without the `⌊share·n⌋` smallest and largest values
  /// (`gsl_stats_trmean_from_sorted_data`).
  ///
  /// - Parameter share: Left out at each end, in [0, ½); 0.25 gives the interquartile mean.
  /// - Throws: ``StatisticsError/outOfRange(parameter:value:wanted:)``.
  public func trimmedMean(_ share: Double) throws(StatisticsError) -> Double {
    guard share >= 0, share < 0.5 else {
      throw .outOfRange(
        parameter: "the trimmed share", value: "\(share)", wanted: "a number in [0, 0.5)")
    }
    let sorted = sorted
    return GSL.call { gsl_stats_trmean_from_sorted_data(share, sorted, 1, count) }
  }

  /// The mean of the middle half, which a quarter of wild values at either end cannot move.
  ///
  /// - SeeAlso: Agarwal et al. (NeurIPS 2021).
  public var interquartileMean: Double {
    let sorted = sorted
    return GSL.call { gsl_stats_trmean_from_sorted_data(0.25, sorted, 1, count) }
  }

  /// The quantile at `p`, linear between order statistics (Hyndman and Fan's type 7).
  ///
  ///     x₍ᵢ₎ + δ·(x₍ᵢ₊₁₎ − x₍ᵢ₎),   i + δ = (n − 1)·p
  ///
  /// - Parameter p: In [0, 1].
  /// - Throws: ``StatisticsError/outOfRange(parameter:value:wanted:)``.
  public func quantile(_ p: Double) throws(StatisticsError) -> Double {
    try quantiles([p])[0]
  }

  /// Several quantiles of the same series, by selection instead of sorting.
  ///
  /// - Parameter shares: Each in [0, 1].
  /// - Returns: One quantile for each, as of ``quantile(_:)``.
  /// - Throws: ``StatisticsError/outOfRange(parameter:value:wanted:)``.
  public func quantiles(_ shares: [Double]) throws(StatisticsError) -> [Double] {
    var partial = values
    var quantiles: [Double] = []
    for p in shares {
      try UnitRange.check(p, "the quantile's share")
      quantiles.append(Self.quantile(p, of: &partial))
    }
    return quantiles
  }

  /// A quantile of values that it reorders: all behind the selected one are no smaller.
  private static func quantile(_ p: Double, of values: inout [Double]) -> Double {
    let position = p * Double(values.count - 1)
    let rank = Int(position)
    let low = Selection.select(rank, of: &values)
    let high = values[(rank + 1)...].min() ?? low
    let share = position - Double(rank)
    return (1 - share) * low + share * high
  }

  /// The mean of the `⌈share·n⌉` largest values: the conditional value at risk of the upper tail.
  ///
  /// - Parameter share: In (0, 1]; the number of values is at least 1.
  /// - Throws: ``StatisticsError/outOfRange(parameter:value:wanted:)``.
  /// - SeeAlso: Chan et al. (ICLR 2020), "risk".
  public func largestShareMean(_ share: Double) throws(StatisticsError) -> Double {
    let tail = try tailCount(share)
    var largest = [Double](repeating: 0, count: tail)
    try GSL.run("gsl_sort_largest") { gsl_sort_largest(&largest, tail, values, 1, count) }
    return GSL.call { gsl_stats_mean(largest, 1, tail) }
  }

  /// The mean of the `⌈share·n⌉` smallest values.
  ///
  /// - Parameter share: In (0, 1]; the number of values is at least 1.
  /// - Throws: ``StatisticsError/outOfRange(parameter:value:wanted:)``.
  public func smallestShareMean(_ share: Double) throws(StatisticsError) -> Double {
    let tail = try tailCount(share)
    var smallest = [Double](repeating: 0, count: tail)
    try GSL.run("gsl_sort_smallest") { gsl_sort_smallest(&smallest, tail, values, 1, count) }
    return GSL.call { gsl_stats_mean(smallest, 1, tail) }
  }

  /// `⌈share·n⌉`, where a product that is a whole number but for rounding counts as that number.
  private func tailCount(_ share: Double) throws(StatisticsError) -> Int {
    try UnitRange.check(share, "the tail's share")
    return max(1, Int((share * Double(count) - 1e-12).rounded(.up)))
  }
}
