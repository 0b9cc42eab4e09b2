/// A fault in a problem that no training can mend.
public enum ProblemError: Error, Hashable, Sendable, CustomStringConvertible {
  /// There is nothing to optimize.
  case noObjectives
  /// Two objectives have one name.
  case duplicateObjective(String)
  /// An objective is not one number.
  case notScalar(objective: String, shape: [Int])
  /// An objective does not depend on any parameter, so its gradient is zero for ever.
  case unreachable(objective: String)

  /// The objective at fault, if it is one.
  public var objective: String? {
    switch self {
    case .noObjectives: nil
    case .duplicateObjective(let name), .notScalar(let name, _), .unreachable(let name): name
    }
  }

  /// What was found, what was wanted, and what to do.
  public var description: String {
    switch self {
    case .noObjectives: "the problem has no objectives; give at least one"
    case .duplicateObjective(let name): "two objectives are named \(name); give each its own name"
    case .notScalar(let name, let shape):
      "objective \(name) has shape \(shape), wanted one number; take its mean or sum"
    case .unreachable(let name):
      "objective \(name) is reached by no parameter: its gradient is zero everywhere and training "
        + "on it would change nothing; compute it from the model's output or parameters"
    }
  }
}
