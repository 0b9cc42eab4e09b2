public import Tensors

/// A strategy that knows only what the step reveals: it has neither memory nor chance.
public protocol Pure: Strategy where State == Stateless {
  /// What the strategy must know at each step.
  associatedtype Evidence

  /// Decides one step.
  ///
  /// - Parameters:
  ///   - evidence: What the step revealed.
  ///   - decision: Receives the weights `[m]` used in this step, or a direction `[n]`.
  /// - Throws: ``StrategyFailure`` where the rule gives no answer; the run then ends.
  func decide(_ evidence: Evidence, into decision: inout Decision) throws
}

extension Pure {
  /// Decides by the evidence alone.
  public func decide(
    _ evidence: Evidence, state: inout Stateless, random: inout RandomStream,
    into decision: inout Decision
  ) throws {
    try decide(evidence, into: &decision)
  }
}
