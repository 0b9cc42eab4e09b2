import Neural

extension ExpressionTree {
  /// Checks that some parameter reaches the value by a path that gradients pass.
  ///
  /// - Throws: ``ExpressionError`` at the smallest part at which the path breaks: an operation that
  ///   lets no gradient through, or the whole expression where it holds no parameter at all.
  func requireReach(
    of objective: String, _ parameters: [Parameter], in scope: ExpressionScope
  ) throws(ExpressionError) {
    guard try !tensor(in: scope).isReached(byAnyOf: parameters) else { return }
    let fault =
      "objective \(objective) is reached by no parameter: its gradient is zero everywhere and "
      + "training on it would change nothing; "
    guard let place = try pathBreak(parameters, in: scope) else {
      throw ExpressionError(fault + Self.whyWithout(parametersIn: names), at: range)
    }
    throw ExpressionError(fault + place.whyCut, at: place.range)
  }

  /// The smallest part that no parameter reaches although it is made of one that some do.
  private func pathBreak(
    _ parameters: [Parameter], in scope: ExpressionScope
  ) throws(ExpressionError) -> ExpressionTree? {
    guard try !tensor(in: scope).isReached(byAnyOf: parameters) else { return nil }
    for part in parts {
      if let place = try part.pathBreak(parameters, in: scope) { return place }
    }
    for part in parts where try part.tensor(in: scope).isReached(byAnyOf: parameters) {
      return self
    }
    return nil
  }

  /// The parts that the expression is made of.
  private var parts: [ExpressionTree] {
    switch form {
    case .number, .name: []
    case .negate(let x), .power(let x, _): [x]
    case .binary(_, let x, let y): [x, y]
    case .call(_, let operands, _): operands
    }
  }

  /// The names it uses, each once.
  private var names: [String] {
    if case .name(let name) = form { return [name] }
    return parts.flatMap(\.names).reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
  }

  private var whyCut: String {
    switch form {
    case .call(.detached, _, _):
      "the path ends here: detached lets no gradient through, leave it out"
    case .call(.crossEntropy, _, _):
      "the path ends here: crossEntropy takes class indices as they are, no gradient passes to its "
        + "second operand; give it the model's output first and the classes second"
    default: "the path from the parameters ends here: no gradient passes this operation"
    }
  }

  private static func whyWithout(parametersIn names: [String]) -> String {
    let list = names.map { "`\($0)`" }.joined(separator: ", ")
    let made = names.isEmpty ? "numbers alone" : "\(list) alone"
    return "it is computed from \(made), which no parameter enters; compute it from the model's "
      + "output or parameters"
  }
}
