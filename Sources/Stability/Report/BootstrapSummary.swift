/// How the intervals of a report were resampled: enough to draw the same seeds again.
public struct BootstrapSummary: Codable, Hashable, Sendable {
  /// The random number generator, `mt19937`.
  public var generator: String
  /// The master seed from which the stream's seed was derived.
  public var master: UInt64
  /// The seed of the stream.
  public var seed: UInt32
  /// The number of resamples, the same for every arm.
  public var resamples: Int
}
