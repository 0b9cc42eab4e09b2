/// Which way an objective improves.
public enum Direction: String, Codable, CaseIterable, Sendable {
  /// Less is better.
  case minimize
  /// More is better.
  case maximize
}

/// A named scalar with a direction: what a person wants of a training.
public struct Objective: Identifiable, Hashable, Codable, Sendable {
  /// The name, any non-empty text, unique within a study.
  public let name: String
  /// Which way it improves.
  public let direction: Direction
  /// The change that matters, in the objective's own measure, positive; `nil` lets the baseline
  /// arm say it.
  public let unit: Double?
  /// The value one hopes for, in the objective's own direction; `nil` lets the baseline say it.
  public let aspiration: Double?

  /// The name.
  public var id: String { name }

  /// Describes an objective.
  ///
  /// - Precondition: `name` is not empty; `unit`, if given, is positive and finite.
  public init(
    _ name: String, _ direction: Direction, unit: Double? = nil, aspiration: Double? = nil
  ) {
    precondition(!name.isEmpty, "an objective needs a name")
    precondition(
      unit.map { $0 > 0 && $0.isFinite } ?? true, "the unit of \(name) must be positive and finite")
    (self.name, self.direction, self.unit, self.aspiration) = (name, direction, unit, aspiration)
  }
}
