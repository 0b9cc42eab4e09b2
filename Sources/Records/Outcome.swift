/// How a run ended. An outcome is data: it is recorded, counted and never lost.
public enum Outcome: Hashable, Codable, Sendable {
  /// The run made all its steps.
  case finished
  /// The run ended before.
  case failed(Failure)

  /// The failure, or `nil` for a finished run.
  public var failure: Failure? {
    if case .failed(let failure) = self { failure } else { nil }
  }
}

/// Why and when a run ended early.
public struct Failure: Hashable, Codable, Sendable {
  /// The kinds of failure, counted apart in every report.
  public enum Cause: String, Codable, CaseIterable, Sendable {
    /// A loss, gradient, weight or parameter was infinite or not a number.
    case nonFinite
    /// The strategy could not decide, for instance because a loss left its domain.
    case strategyFailed
    /// The run broke off, or was stopped too early to be measured, and what it left does not say why
    /// (of the logs of other trainers).
    case stopped
    /// An evaluation lay more than ten units worse than the run's start (decided when scoring,
    /// since it needs the unit).
    case runaway
  }

  /// The kind.
  public let cause: Cause
  /// The step, counted from 0, at which it happened.
  public let step: Int
  /// The culprit and its value, in one sentence.
  public let detail: String

  /// Describes a failure.
  public init(_ cause: Cause, step: Int, detail: String) {
    (self.cause, self.step, self.detail) = (cause, step, detail)
  }
}
