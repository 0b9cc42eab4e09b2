/// An interval with its confidence level.
public struct Interval: Codable, Hashable, Sendable {
  /// The confidence level, 0.95.
  public var level: Double
  /// The lower end.
  public var lower: Double
  /// The upper end.
  public var upper: Double

  /// Makes an interval.
  public init(level: Double = 0.95, lower: Double, upper: Double) {
    (self.level, self.lower, self.upper) = (level, lower, upper)
  }
}
