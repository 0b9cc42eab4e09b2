import Neural
import Records
import Strategies

/// A problem whose networks read a preference beside their data.
struct ConditionedProblem {
  let problem: Problem
  /// The names of the data that hold the preference, a number for each objective.
  let inputs: [String]

  /// Lets the networks of a problem read a preference.
  ///
  /// - Throws: `SettingError` where data meet no parameters in a matrix product, or an objective is
  ///   not reached by what such a product gives.
  init(_ problem: Problem) throws(SettingError) {
    let names = problem.objectives.map { Self.unused("preference/\($0.name)", problem) }
    let evaluated = problem.evaluationTerms ?? []
    let traced = Tensor.conditioned((problem.terms + evaluated).map(\.value), on: names)
    guard !traced.rows.isEmpty else {
      throw SettingError(
        "preference-conditioned",
        "needs a network that reads data, and \(problem.name) has parameters alone; "
          + "pareto-sampling trains them for each preference")
    }
    let rows = traced.rows.map(\.row)
    let values = traced.values
    for (objective, value) in zip(problem.objectives, values) where !value.isReached(byAnyOf: rows)
    {
      throw SettingError(
        "preference-conditioned",
        "the objective \(objective.name) does not depend on what the network makes of its data: "
          + "it would be the same for every preference")
    }
    let count = problem.terms.count
    self.problem = Problem(
      problem, terms: Self.terms(problem.terms, values.prefix(count)),
      evaluationTerms: problem.evaluationTerms.map { Self.terms($0, values.dropFirst(count)) },
      further: traced.rows.map { Self.named($0.matrix, $0.row, names[$0.input], problem) })
    inputs = names
  }

  private static func unused(_ name: String, _ problem: Problem) -> String {
    problem.data[name] == nil ? name : unused(name + "′", problem)
  }

  private static func terms(
    _ terms: [ObjectiveTerm], _ values: ArraySlice<Tensor>
  ) -> [ObjectiveTerm] {
    zip(terms, values).map { ObjectiveTerm($0.objective, $1) }
  }

  private static func named(
    _ matrix: Parameter, _ row: Parameter, _ input: String, _ problem: Problem
  ) -> (name: String, parameter: Parameter) {
    let own = problem.parameters.first { $0.parameter == matrix }?.name ?? ""
    return ("\(own)/\(input)", row)
  }
}

extension Problem {
  /// The same with other traces, and parameters after its own.
  fileprivate init(
    _ other: Problem, terms: [ObjectiveTerm], evaluationTerms: [ObjectiveTerm]?,
    further: [(name: String, parameter: Parameter)]
  ) {
    (name, data, evaluation, cut) = (other.name, other.data, other.evaluation, other.cut)
    (self.terms, self.evaluationTerms) = (terms, evaluationTerms)
    parameters = other.parameters + further
  }
}
