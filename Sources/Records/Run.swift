/// One arm (or one member of a Pareto arm) trained from one seed. Made once, whole, and never
/// changed.
public struct Run: Hashable, Codable, Sendable {
  /// The name of the arm it belongs to.
  public let arm: String
  /// The index of the member within the arm; 0 for an arm of one.
  public let member: Int
  /// The seed, counted from 0.
  public let seed: Int
  /// How it ended.
  public let outcome: Outcome
  /// What was recorded.
  public let trace: Trace

  /// Assembles the record of a run.
  public init(arm: String, member: Int = 0, seed: Int, outcome: Outcome, trace: Trace) {
    (self.arm, self.member, self.seed) = (arm, member, seed)
    (self.outcome, self.trace) = (outcome, trace)
  }
}
