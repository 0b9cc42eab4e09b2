/// The expanded percentile interval of a bootstrap: percentiles moved outward, so that the interval
/// of a mean of few values is as wide as Student's.
///
///     α′ = Φ(−√(n/(n − 1))·t₁₋α⸝₂,ₙ₋₁)
///
/// - SeeAlso: Hesterberg, The American Statistician 69 (2015).
public struct ExpandedPercentile: Hashable, Sendable {
  /// The share left out at each end, `α′`.
  public let tail: Double

  /// Computes the tail for a sample.
  ///
  /// - Parameters:
  ///   - count: The sample's size `n`, at least 2.
  ///   - level: The confidence level, in [0, 1].
  /// - Throws: ``StatisticsError/tooShort(series:needed:found:)``,
  ///   ``StatisticsError/outOfRange(parameter:value:wanted:)``.
  public init(count: Int, level: Double = 0.95) throws(StatisticsError) {
    guard count >= 2 else {
      throw .tooShort(series: "the resampled sample", needed: 2, found: count)
    }
    try UnitRange.check(level, "the confidence level")
    let n = Double(count)
    let t = try StudentDistribution(degrees: n - 1).quantile(1 - (1 - level) / 2)
    tail = NormalDistribution.lowerTail(-(n / (n - 1)).squareRoot() * t)
  }

  /// The interval's ends: the quantiles at `α′` and `1 − α′` of replicates that were drawn, by linear
  /// interpolation.
  ///
  /// - Parameter replicates: The statistic of every resample.
  /// - Throws: ``StatisticsError/outOfRange(parameter:value:wanted:)``, never for a tail made here.
  public func ends(
    of replicates: FiniteSeries
  ) throws(StatisticsError) -> (lower: Double, upper: Double) {
    let ends = try replicates.quantiles([tail, 1 - tail])
    return (ends[0], ends[1])
  }

  /// The interval's ends in a distribution that is known: the outermost values beyond which lies a
  /// probability of less than `α′`.
  ///
  ///     lower = min{x : P(X ≤ x) ≥ α′},   upper = max{x : P(X ≥ x) ≥ α′}
  ///
  /// - Parameters:
  ///   - values: What the statistic may be, of shape `[B]`, not empty.
  ///   - weights: How many of equally likely draws give each, whole numbers above 0, of shape `[B]`.
  /// - Throws: ``StatisticsError/lengthsDiffer(series:wanted:found:)``,
  ///   ``StatisticsError/tooShort(series:needed:found:)``.
  public func ends<Value: Comparable>(
    of values: [Value], weights: [Double]
  ) throws(StatisticsError) -> (lower: Value, upper: Value) {
    guard values.count == weights.count else {
      throw .lengthsDiffer(series: "the weights", wanted: values.count, found: weights.count)
    }
    let order = values.indices.sorted { values[$0] < values[$1] }
    guard let first = order.first, let last = order.last else {
      throw .tooShort(series: "the replicates", needed: 1, found: 0)
    }
    let enough = tail * weights.reduce(0, +)
    func reached(_ places: some Sequence<Int>) -> Int? {
      var sum = 0.0
      return places.first {
        sum += weights[$0]
        return sum >= enough
      }
    }
    return (
      values[reached(order) ?? last], values[reached(order.reversed()) ?? first]
    )
  }
}
