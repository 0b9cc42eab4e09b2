internal import Glibc

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

  /// The decimals, 2 to 6, from which on the ends are read as different: the last of them counts
  /// the width in twos or more.
  ///
  /// Edge case: an interval of no width has 2.
  public var tellingDecimals: Int {
    guard upper > lower else { return 2 }
    return (2...6).first { (upper - lower) * pow(10, Double($0)) >= 2 } ?? 6
  }
}
