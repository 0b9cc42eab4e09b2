public import Neural
public import Records

/// What is to be trained: a model, its data, and objectives computed from both.
///
/// ```swift
/// let net = Sequential { Dense(1, 5); ReLU(); Dense(5, 1) }
/// let problem = Problem("two scales", model: net, batch: .uniform([3, 1])) { net, features in
///   Minimize("fit", mean(square(5 - sum(net(features)))))
///   Maximize("weights", sum(net.parameters))
/// }
/// ```
///
/// The closure is run once to trace it, and once more if the evaluation data have another shape.
public struct Problem: Sendable {
  /// Computes the objectives from the named parts of a batch.
  public typealias Trace = ([String: Tensor]) throws -> [ObjectiveTerm]

  /// The name.
  public let name: String
  /// The objectives with their traced values, each of one element.
  public let terms: [ObjectiveTerm]
  /// The trainable parameters with their names, in order.
  public let parameters: [(name: String, parameter: Parameter)]
  /// The training data by name.
  public let data: [String: DataSource]
  /// The evaluation data by name; `nil` for the training data.
  public let evaluation: [String: DataSource]?
  /// The objectives traced on the evaluation data.
  let evaluationTerms: [ObjectiveTerm]

  /// The objectives, in order.
  public var objectives: [Objective] { terms.map(\.objective) }

  /// Traces a problem.
  ///
  /// - Throws: ``ProblemError`` for objectives that are missing, share a name, are not scalars or
  ///   are reached by no parameter; whatever `trace` throws.
  public init(
    _ name: String, parameters: [(name: String, parameter: Parameter)],
    data: [String: DataSource], evaluation: [String: DataSource]? = nil, trace: Trace
  ) throws {
    precondition(!name.isEmpty, "a problem needs a name")
    (self.name, self.parameters, self.data) = (name, parameters, data)
    self.evaluation = evaluation
    terms = try Self.traced(trace, on: data)
    try Self.check(terms, parameters: parameters.map(\.parameter))
    evaluationTerms = try evaluation.map { try Self.traced(trace, on: $0) } ?? terms
    if evaluation != nil {
      try Self.check(evaluationTerms, parameters: parameters.map(\.parameter))
    }
    precondition(
      evaluationTerms.map(\.objective) == terms.map(\.objective),
      "the evaluation data must give the same objectives as the training data")
  }

  /// Traces a problem with one part of data.
  ///
  /// - Precondition: The objectives are scalars with names of their own that parameters reach.
  public init<Model: Layer>(
    _ name: String, model: Model, batch: DataSource, evaluation: DataSource? = nil,
    @ObjectiveBuilder objectives: (Model, Tensor) -> [ObjectiveTerm]
  ) {
    self.init(
      name, model: model, data: ["features": batch],
      evaluation: evaluation.map { ["features": $0] }
    ) { model, parts in
      guard let features = parts["features"] else { return [] }
      return objectives(model, features)
    }
  }

  /// Traces a problem with several parts of data.
  ///
  /// - Precondition: As above.
  public init<Model: Layer>(
    _ name: String, model: Model, data: [String: DataSource],
    evaluation: [String: DataSource]? = nil,
    @ObjectiveBuilder objectives: (Model, [String: Tensor]) -> [ObjectiveTerm]
  ) {
    do {
      try self.init(
        name, parameters: model.namedParameters, data: data, evaluation: evaluation
      ) { objectives(model, $0) }
    } catch { preconditionFailure("\(error)") }
  }

  private static func traced(
    _ trace: Trace, on data: [String: DataSource]
  ) throws -> [ObjectiveTerm] {
    try trace(data.reduce(into: [:]) { $0[$1.key] = Tensor.data($1.key, shape: $1.value.shape) })
  }

  private static func check(_ terms: [ObjectiveTerm], parameters: [Parameter]) throws(ProblemError)
  {
    guard !terms.isEmpty else { throw .noObjectives }
    var names: Set<String> = []
    for term in terms {
      let name = term.objective.name
      guard names.insert(name).inserted else { throw .duplicateObjective(name) }
      guard term.value.count == 1 else {
        throw .notScalar(objective: name, shape: term.value.shape)
      }
      guard term.value.isReached(byAnyOf: parameters) else {
        throw .unreachable(objective: name)
      }
    }
  }
}
