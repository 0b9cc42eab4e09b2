public import Neural
public import Records

/// An objective together with the scalar that a trace computes for it.
public struct ObjectiveTerm: Sendable {
  /// The name, direction, unit and aspiration.
  public let objective: Objective
  /// Its value, of shape `[]` or with one element.
  public let value: Tensor

  /// Pairs an objective with its value.
  public init(_ objective: Objective, _ value: Tensor) {
    (self.objective, self.value) = (objective, value)
  }
}

/// A scalar to be made small.
public struct Minimize: Sendable {
  let term: ObjectiveTerm

  /// Names a scalar to be made small.
  public init(
    _ name: String, _ value: Tensor, unit: Double? = nil, aspiration: Double? = nil
  ) {
    term = ObjectiveTerm(Objective(name, .minimize, unit: unit, aspiration: aspiration), value)
  }
}

/// A scalar to be made large.
public struct Maximize: Sendable {
  let term: ObjectiveTerm

  /// Names a scalar to be made large.
  public init(
    _ name: String, _ value: Tensor, unit: Double? = nil, aspiration: Double? = nil
  ) {
    term = ObjectiveTerm(Objective(name, .maximize, unit: unit, aspiration: aspiration), value)
  }
}

/// Collects the objectives written in the braces of ``Problem``.
@resultBuilder
public enum ObjectiveBuilder {
  /// One to minimize.
  public static func buildExpression(_ line: Minimize) -> [ObjectiveTerm] { [line.term] }
  /// One to maximize.
  public static func buildExpression(_ line: Maximize) -> [ObjectiveTerm] { [line.term] }
  /// All of them.
  public static func buildBlock(_ parts: [ObjectiveTerm]...) -> [ObjectiveTerm] {
    parts.flatMap { $0 }
  }
  /// A loop's.
  public static func buildArray(_ parts: [[ObjectiveTerm]]) -> [ObjectiveTerm] {
    parts.flatMap { $0 }
  }
}
