/// One of several parts of a study, cut by seed: each is trained by a machine of its own.
///
///     shard i of n has the seeds s with s mod n = i − 1
///
/// So the shards of a study that gets more seeds keep the seeds they had.
public struct Shard: Hashable, Sendable {
  /// How many shards a study may have.
  public static let countRange = 1...100_000

  /// Which shard, from 1 to ``count``.
  public let index: Int
  /// The number of shards.
  public let count: Int

  /// Names a shard; `nil` unless `1 ≤ index ≤ count`, and `count` is in ``countRange``.
  public init?(_ index: Int, of count: Int) {
    guard Self.countRange ~= count, 1...count ~= index else { return nil }
    (self.index, self.count) = (index, count)
  }

  /// Reads `3/16`; `nil` for anything else.
  public init?(_ text: String) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false).map { Int($0) }
    guard parts.count == 2, let index = parts[0], let count = parts[1] else { return nil }
    self.init(index, of: count)
  }

  /// Whether a seed belongs to it.
  public func contains(seed: Int) -> Bool { seed % count == index - 1 }
}

extension Shard: CustomStringConvertible {
  /// `3/16`
  public var description: String { "\(index)/\(count)" }
}
