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
/// With `batchSize`, every step sees that many rows of the data: all parts have the same number of
/// rows (the length of their first axis), each seed goes through them in an order of its own, drawn
/// anew for every pass, and what is left of a pass that fills no batch is left out of it (PyTorch's
/// `shuffle=True, drop_last=True`). Evaluations see all rows.
///
/// The closure is run once to trace the training, and once more for the evaluation if that has data
/// of its own or sees more rows; it must compute the same objectives of any number of rows.
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
  /// How the training data are cut into minibatches; `nil` trains on all of it at every step.
  public let cut: BatchCut?
  /// The objectives traced on the evaluation data; `nil` where those of the training serve.
  let evaluationTerms: [ObjectiveTerm]?

  /// The objectives as every evaluation computes them.
  public var evaluatedTerms: [ObjectiveTerm] { evaluationTerms ?? terms }

  /// Whether an evaluation sees other data than a step, or more of them.
  public var hasOwnEvaluation: Bool { evaluationTerms != nil }

  /// The objectives, in order.
  public var objectives: [Objective] { terms.map(\.objective) }

  /// Traces a problem.
  ///
  /// - Parameters:
  ///   - name: The name, not empty.
  ///   - parameters: What is trained, with names.
  ///   - data: The training data by name.
  ///   - evaluation: The evaluation data by the same names; `nil` evaluates on all training data.
  ///   - batchSize: The rows of each minibatch, positive; `nil` for all rows at every step.
  ///   - trace: Computes the objectives.
  /// - Throws: ``ProblemError`` for objectives that are missing, share a name, are not scalars or
  ///   are reached by no parameter, and for data that cannot be cut into batches; whatever `trace`
  ///   throws.
  public init(
    _ name: String, parameters: [(name: String, parameter: Parameter)],
    data: [String: DataSource], evaluation: [String: DataSource]? = nil, batchSize: Int? = nil,
    trace: Trace
  ) throws {
    precondition(!name.isEmpty, "a problem needs a name")
    (self.name, self.parameters, self.data) = (name, parameters, data)
    self.evaluation = evaluation
    let cut = try batchSize.map { try BatchCut(size: $0, of: data) }
    let shapes = data.mapValues(\.shape)
    terms = try Self.traced(
      trace, on: shapes.mapValues { cut?.shape(of: $0) ?? $0 }, by: parameters)
    let evaluated = evaluation?.mapValues(\.shape) ?? (cut == nil ? nil : shapes)
    evaluationTerms = try evaluated.map { try Self.traced(trace, on: $0, by: parameters) }
    self.cut = cut
    precondition(
      (evaluationTerms ?? terms).map(\.objective) == terms.map(\.objective),
      "the evaluation data must give the same objectives as the training data")
  }

  private static func traced(
    _ trace: Trace, on shapes: [String: [Int]],
    by parameters: [(name: String, parameter: Parameter)]
  ) throws -> [ObjectiveTerm] {
    let terms = try trace(
      shapes.reduce(into: [:]) { $0[$1.key] = Tensor.data($1.key, shape: $1.value) })
    try check(terms, parameters: parameters.map(\.parameter))
    return terms
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
