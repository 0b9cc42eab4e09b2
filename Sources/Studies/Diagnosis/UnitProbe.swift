import Neural
import Training

/// Counts the rectified units of each layer that are 0 on the whole evaluation set.
final class UnitProbe {
  /// The number of units of each layer, inputs before their users.
  let units: [Int]
  private let plan: TrainingPlan
  private let program: Program?

  init(_ plan: TrainingPlan) {
    self.plan = plan
    let hidden = Tensor.hiddenUnits(of: plan.problem.evaluatedTerms.map(\.value))
    units = hidden.map(\.count)
    program =
      hidden.isEmpty
      ? nil
      : Program(
        values: hidden.map(\.dead), parameters: plan.problem.parameters, gradients: .none,
        dropout: false)
  }

  /// The share of dead units of each layer.
  func deadShares(_ point: [Double], seed: Int) -> [Double] {
    guard let program else { return [] }
    let lanes = Lanes<Double>(program, width: .one)
    for part in plan.evaluationData(seed: seed) {
      lanes.setData(part.name, part.values, lane: 0)
    }
    lanes.setParameters(point, lane: 0)
    lanes.forward()
    return units.indices.map { lanes.value($0, lane: 0) / Double(units[$0]) }
  }
}
