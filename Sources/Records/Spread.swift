/// A median with what lies around it.
public struct Spread: Codable, Hashable, Sendable {
  /// The median.
  public let median: Double
  /// The lower end: the smallest value, or a quantile.
  public let lower: Double
  /// The upper end: the largest value, or a quantile.
  public let upper: Double

  /// Describes finite numbers, those that are not finite left out.
  ///
  /// - Parameters:
  ///   - values: Any numbers.
  ///   - tail: The share of values below ``lower`` and above ``upper``, in 0..<0.5; quantiles are
  ///     interpolated linearly (type 7 of Hyndman and Fan).
  /// - Returns: `nil` where none is finite.
  public init?(_ values: [Double], tail: Double = 0) {
    let sorted = values.filter(\.isFinite).sorted()
    guard !sorted.isEmpty else { return nil }
    func quantile(_ p: Double) -> Double {
      let place = p * Double(sorted.count - 1)
      let (k, rest) = (Int(place), place - place.rounded(.down))
      guard rest > 0, k + 1 < sorted.count else { return sorted[k] }
      return sorted[k] * (1 - rest) + sorted[k + 1] * rest
    }
    (median, lower, upper) = (quantile(0.5), quantile(tail), quantile(1 - tail))
  }
}
