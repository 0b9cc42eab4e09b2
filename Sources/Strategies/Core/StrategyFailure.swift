/// A step in which a strategy has no answer: the run ends, the study goes on.
public struct StrategyFailure: Error, Hashable, Sendable, CustomStringConvertible {
  /// Why, in one sentence, with the objective and the value.
  public let description: String

  /// Describes the failure.
  public init(_ description: String) { self.description = description }
}

/// A weight or direction that is infinite or not a number.
public struct NonFiniteDecision: Error, Hashable, Sendable, CustomStringConvertible {
  /// Which, and its value.
  public let description: String
}
