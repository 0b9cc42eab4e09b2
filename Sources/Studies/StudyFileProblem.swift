import Neural
import Records
import Strategies
import Training

/// Reads the `problem` of a study file.
struct StudyFileProblem {
  private let node: StudyFileNode
  let fields: [String: StudyFileNode.Entry]

  /// An objective as it is written.
  fileprivate struct Line: Sendable {
    let objective: Objective
    let expression: ExpressionTree
    let places: ScalarPlaces
  }

  init(_ node: StudyFileNode) throws {
    self.node = node
    fields = try node.fields(
      ["catalog", "data", "batch", "model", "parameters", "objectives", "evaluation"],
      required: node.names("catalog") ? [] : ["objectives"])
  }

  /// Traces the problem.
  func problem(name: String) throws -> Problem {
    if let entry = fields["catalog"] { return try catalogued(entry.value).problem(named: name) }
    let parts = try parts()
    let (data, evaluation) = (parts.training, parts.evaluation)
    let model = try fields["model"]?.value.model(data: data, evaluation: evaluation ?? [])
    let trainable = Trainable(
      model: model, free: try freeParameters(besides: data, heads: model?.heads.map(\.name) ?? []))
    guard !trainable.named.isEmpty else {
      throw node.error("the problem has nothing to train; give it a model or parameters")
    }
    let (lines, batchSize) = (try objectives(), try batchSize())
    let (source, listed) = (node.source, data.map(\.name))
    do {
      return try Problem(
        name, parameters: trainable.named, data: Self.dictionary(data),
        evaluation: evaluation.map(Self.dictionary), batchSize: batchSize
      ) { parts in
        let scope = trainable.scope(parts, listed: listed)
        let parameters = trainable.named.map(\.parameter)
        return try lines.map { try $0.term(in: scope, source: source, reachedBy: parameters) }
      }
    } catch let error as ProblemError {
      throw place(error, lines)
    }
  }

  /// The fault of a problem at the place of its objective.
  private func place(_ error: ProblemError, _ lines: [Line]) -> StudyFileError {
    guard let line = lines.first(where: { $0.objective.name == error.objective }) else {
      let key = error.isAboutBatches ? "batch" : "objectives"
      return (fields[key]?.value ?? node).error(error.description)
    }
    return node.source.error(at: line.places.whole, error.description)
  }

  private static func dictionary(_ parts: [Part]) -> [String: DataSource] {
    Dictionary(uniqueKeysWithValues: parts.map { ($0.name, $0.source) })
  }
}

// MARK: - Parameters and names

extension StudyFileProblem {
  private func freeParameters(
    besides data: [Part], heads: [String]
  ) throws -> [(name: String, parameter: Parameter)] {
    let wanted = "a mapping from names to initial values"
    return try fields["parameters"]?.value.entries(wanted: wanted).map { entry in
      try Self.checkName(entry)
      guard !data.contains(where: { $0.name == entry.name }) else {
        throw entry.key.error("\(entry.name) names data and a parameter; rename one of them")
      }
      guard !heads.contains(entry.name) else {
        throw entry.key.error("\(entry.name) names a head and a parameter; rename one of them")
      }
      return (entry.name, try entry.value.parameter())
    } ?? []
  }

  /// Checks that expressions can use a name.
  static func checkName(_ entry: StudyFileNode.Entry) throws {
    guard ExpressionLexer.isName(entry.name) else {
      throw entry.key.error(
        "\(NearestName.quoted(entry.name)) cannot be used in an expression; wanted a name of "
          + "letters, digits and underscores that does not begin with a digit")
    }
    guard !["out", "parameters"].contains(entry.name), ExpressionFunction(entry.name) == nil else {
      throw entry.key.error("`\(entry.name)` has a meaning in expressions; choose another name")
    }
  }
}

// MARK: - Objectives

extension StudyFileProblem {
  private func objectives() throws -> [Line] {
    guard let node = fields["objectives"]?.value else { return [] }
    let wanted = "a mapping from names to objectives such as { minimize: mean(out) }"
    let lines = try node.entries(wanted: wanted).map { try line($0) }
    guard !lines.isEmpty else { throw node.error("\(ProblemError.noObjectives)") }
    return lines
  }

  private func line(_ entry: StudyFileNode.Entry) throws -> Line {
    let node = entry.value.called("objective \(NearestName.quoted(entry.name))")
    let known = Direction.allCases.map(\.rawValue) + ["unit", "aspiration"]
    try checkCommas(node)
    let fields = try node.fields(known)
    let given = Direction.allCases.compactMap { direction in
      fields[direction.rawValue].map { (direction, $0) }
    }
    guard let (direction, expression) = given.first else {
      throw node.error("\(node.label) has no direction; give minimize or maximize")
    }
    guard given.count == 1 else {
      throw given[1].1.key.error("\(node.label): found minimize and maximize, wanted one of them")
    }
    let unit = try fields["unit"]?.value.number("a positive number") { $0 > 0 }
    let aspiration = try fields["aspiration"]?.value.number()
    let (tree, places) = try expression.value.expression()
    return Line(
      objective: Objective(entry.name, direction, unit: unit, aspiration: aspiration),
      expression: tree, places: places)
  }

  /// Finds an expression that YAML has cut at a comma.
  private func checkCommas(_ node: StudyFileNode) throws {
    guard node.isMapping else { return }
    let entries = try node.entries(wanted: "an objective")
    for entry in entries.dropLast() where Direction(rawValue: entry.name) != nil {
      guard entry.value.isPlain, let text = entry.value.scalar,
        text.count(where: { $0 == "(" }) > text.count(where: { $0 == ")" })
      else { continue }
      throw entry.value.error(
        "YAML ends this expression at a comma; put the expression between quotes")
    }
  }
}

extension StudyFileProblem.Line {
  /// The value of the objective.
  ///
  /// - Throws: ``StudyFileError`` at the part of the expression that has a fault.
  fileprivate func term(
    in scope: ExpressionScope, source: SourceText, reachedBy parameters: [Parameter]
  ) throws -> ObjectiveTerm {
    do {
      let value = try expression.tensor(in: scope)
      guard value.count == 1 else {
        throw ProblemError.notScalar(objective: objective.name, shape: value.shape)
      }
      try expression.requireReach(of: objective.name, parameters, in: scope)
      return ObjectiveTerm(objective, value)
    } catch let error as ExpressionError {
      throw source.error(at: places.span(of: error.range), error.message)
    }
  }
}

extension StudyFileNode {
  /// An expression with the places of its characters.
  fileprivate func expression() throws -> (ExpressionTree, ScalarPlaces) {
    let text = try text("an expression such as mean(out)")
    guard let places else { throw unfit(wanted: "an expression such as mean(out)") }
    do {
      return (try ExpressionTree(text), places)
    } catch {
      throw source.error(at: places.span(of: error.range), error.message)
    }
  }
}
