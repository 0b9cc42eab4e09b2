import Neural
import Training

/// Where numbers stop being finite at the start of a seed, in words.
struct NonFiniteFault {
  /// What is not finite and which operation made it so.
  let text: String
  /// Whether it is so on the evaluation set alone.
  var isEvaluation = false
  /// Whether double precision would hold it.
  let isFiniteInDouble: Bool

  /// The fault of each objective, if it has one: on the first batch, else on the evaluation set.
  ///
  /// - Parameter evaluation: Computes the objectives on an evaluation set of its own, if there is one.
  static func find<Number: LaneNumber>(
    _ look: PointProbe<Number>.Look, _ plan: TrainingPlan, seed: Int, at point: [Double],
    evaluation: Program?
  ) -> [NonFiniteFault?] {
    let parameters = plan.problem.parameters
    let whole = evaluation == nil ? [] : plan.evaluationData(seed: seed)
    let evaluated: [Double] =
      evaluation.map { program in
        let lanes = Lanes<Number>(program, width: .one)
        lanes.setParameters(point, lane: 0)
        for part in whole { lanes.setData(part.name, part.values, lane: 0) }
        lanes.forward()
        return plan.objectives.indices.map { lanes.value($0, lane: 0) }
      } ?? []
    return plan.objectives.indices.map { i in
      if !(look.costs[i].isFinite && look.norms[i].isFinite) {
        let batch = plan.firstBatch(seed: seed)
        return Self(Number.self, plan.problem.terms[i].value, parameters, point, batch)
      }
      guard i < evaluated.count, !evaluated[i].isFinite else { return nil }
      var fault = Self(Number.self, plan.problem.evaluatedTerms[i].value, parameters, point, whole)
      fault?.isEvaluation = true
      return fault
    }
  }

  private init?<Number: LaneNumber>(
    _ precision: Number.Type, _ value: Tensor,
    _ parameters: [(name: String, parameter: Parameter)], _ point: [Double],
    _ data: [(name: String, values: [Double])]
  ) {
    let search = NonFiniteSearch<Number>(value, parameters: parameters)
    guard let culprit = search.culprit(at: point, data: data) else { return nil }
    text = culprit.words
    isFiniteInDouble =
      !Number.isDouble
      && NonFiniteSearch<Double>(value, parameters: parameters).culprit(at: point, data: data)
        == nil
  }
}

extension NonFiniteSearch.Culprit {
  /// `log of numbers from −2 to 0.3`, for instance.
  fileprivate var words: String {
    let ranges = operands.map {
      $0.lowerBound == $0.upperBound
        ? Quantity.text($0.lowerBound)
        : "\(Quantity.text($0.lowerBound)) … \(Quantity.text($0.upperBound))"
    }
    let deed: String
    switch (operation, ranges.count) {
    case (_, 0): return operation
    case ("divide", 2): deed = "dividing \(ranges[0]) by \(ranges[1])"
    case ("multiply", 2): deed = "multiplying \(ranges[0]) by \(ranges[1])"
    case ("power", 2): deed = "raising \(ranges[0]) to the power \(ranges[1])"
    default: deed = "`\(operation)` of \(ranges.joined(separator: " and "))"
    }
    return isDerivative ? "the derivative of \(deed)" : deed
  }
}
