import Neural
public import Training

/// A problem of the literature at some settings: its formulas, its box and what is known of its
/// front. All objectives are minimized and named `f1`, `f2` and so on.
public protocol KnownProblem: Hashable, Sendable {
  /// The catalogue entry.
  var card: ProblemCard { get }

  /// The front at these settings; `nil` where none is known.
  var front: KnownFront? { get }

  /// The settings by name, as they are printed.
  var settings: ProblemSettings { get }

  /// The same problem with other settings, those that are not given as they are.
  ///
  /// - Precondition: Every value passes its card.
  func changed(_ settings: ProblemSettings) -> Self

  /// Traces the problem.
  ///
  /// - Throws: `ProblemError`.
  func problem(named name: String) throws -> Problem
}

extension KnownProblem {
  /// Traces the problem under the name of its entry.
  ///
  /// - Throws: `ProblemError`.
  public func problem() throws -> Problem { try problem(named: card.id) }
}

extension Problem {
  /// Free parameters, and functions of them to be minimized, named `f1`, `f2` and so on.
  init(
    known name: String, parameters: [(name: String, parameter: Parameter)], functions: [Tensor]
  ) throws {
    try self.init(name, parameters: parameters, data: [:]) { _ in
      functions.enumerated().map { i, value in
        ObjectiveTerm(KnownFront.objective(i), value)
      }
    }
  }
}

extension Tensor {
  /// One element of a vector, of shape `[1]`.
  func element(_ i: Int) -> Tensor { slice(self, axis: 0, from: i, to: i + 1) }
}
