/// A comparison between two arms.
public struct PairReport: Codable, Hashable, Sendable {
  /// The first arm.
  public var a: String
  /// The second arm.
  public var b: String
  /// `Q(a) − Q(b)`.
  public var difference: Double
  /// Its bootstrap interval, paired over seeds.
  public var interval: Interval
}
