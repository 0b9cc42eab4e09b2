/// What names a run within its study: the arm, the member of the arm and the seed.
public struct RunKey: Hashable, Codable, Sendable {
  /// The name of the arm.
  public let arm: String
  /// The index of the member within the arm; 0 for an arm of one.
  public let member: Int
  /// The seed, counted from 0.
  public let seed: Int

  /// Names a run.
  public init(arm: String, member: Int = 0, seed: Int) {
    (self.arm, self.member, self.seed) = (arm, member, seed)
  }
}

extension RunKey: Comparable {
  /// Orders by arm (by its UTF-8 bytes, as the tables do), member and seed.
  public static func < (left: RunKey, right: RunKey) -> Bool {
    if left.arm != right.arm { return left.arm.utf8.lexicographicallyPrecedes(right.arm.utf8) }
    return (left.member, left.seed) < (right.member, right.seed)
  }
}

extension RunKey: CustomStringConvertible {
  /// The key as a sentence names it: `arm "gradnorm", member 0, seed 3`.
  public var description: String { "arm \"\(arm)\", member \(member), seed \(seed)" }
}

extension Run {
  /// What names this run within its study.
  public var key: RunKey { RunKey(arm: arm, member: member, seed: seed) }
}
