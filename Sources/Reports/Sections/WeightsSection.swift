import Records
import Stability

extension EvidenceQuantity {
  /// The weight and the pull of each objective. Of two objectives one says all: the other has the
  /// rest.
  static func weights(_ objectives: [String]) -> [EvidenceQuantity] {
    let shown = objectives.count == 2 ? 1 : min(objectives.count, 6)
    return (0..<shown).flatMap { [weight($0, objectives), pull($0, objectives)] }
  }

  private static func weight(_ index: Int, _ names: [String]) -> EvidenceQuantity {
    EvidenceQuantity(
      name: "weight-\(index + 1)", title: "Weight of \(names[index])",
      label: "share of all weights, 0 to 1", axis: .fixed(Scale(0, 1))
    ) { trace in trace.share(of: index, names.map { trace.evidence["weight/\($0)"] }) }
  }

  private static func pull(_ index: Int, _ names: [String]) -> EvidenceQuantity {
    EvidenceQuantity(
      name: "pull-\(index + 1)", title: "Pull of \(names[index])",
      label: "share of all weighted gradients, 0 to 1", axis: .fixed(Scale(0, 1))
    ) { trace in
      trace.share(of: index, names.map { trace.product("weight/\($0)", "gradientNorm/\($0)") })
    }
  }
}

extension Material {
  /// The share of the weight, and of the pull on the parameters, that each objective had.
  var weightsSection: Section {
    let figures = EvidenceQuantity.weights(objectives.map(\.name)).compactMap(figure)
    return Section(
      id: "weights", title: "How the weights moved",
      blocks: figures.isEmpty
        ? [] : [.figures(figures, caption: weightsCaption(figures.map(\.name)))])
  }

  private func weightsCaption(_ figures: [String]) -> String {
    let pull =
      figures.contains { $0.hasPrefix("pull-") }
      ? """
       Pull: the same of wᵢ‖gᵢ‖, what an objective's gradient contributes to the update before the \
      optimizer.
      """ : ""
    let other = objectives.count == 2 ? " The rest is that of \(objectives[1].name)." : ""
    let weightless = arms.contains { arm in
      front(arm.name) == nil && arm.gradients != nil && arm.gradients?.weightEntropy == nil
    }
    let none =
      weightless ? " Strategies that decide on a direction have no weights and no line." : ""
    return """
      Weight: wᵢ over the sum of all weights' magnitudes, so that strategies compare whose weights \
      sum to 1 and those whose weights sum to the number of objectives.\(pull)\(none)\(other) \
      \(evidenceLimits(figures))
      """
  }
}

extension Trace {
  /// The products of two recorded quantities, each step; `nil` where one is missing.
  fileprivate func product(_ a: String, _ b: String) -> [Double]? {
    guard let a = evidence[a], let b = evidence[b] else { return nil }
    return zip(a, b).map { $0 * $1 }
  }
}
