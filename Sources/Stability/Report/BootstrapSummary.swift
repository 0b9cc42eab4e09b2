public import Records

/// How the intervals of a report were resampled: enough to do it again.
public struct BootstrapSummary: Codable, Hashable, Sendable {
  /// The random number generator, `mt19937`; null where nothing was drawn, because all resamples that
  /// differ were taken, each with its probability.
  @Nullable public var generator: String?
  /// The master seed from which the stream's seed was derived.
  public var master: UInt64
  /// The seed of the stream; null where nothing was drawn.
  @Nullable public var seed: UInt32?
  /// The number of resamples, the same for every arm.
  public var resamples: Int

  /// Whether the bootstrap's distribution is exact: all resamples that differ were taken.
  public var isExact: Bool { generator == nil }
}
