internal import Records
internal import Statistics

/// Every arm after as many gradient evaluations a seed as the cheapest arm makes in all, so that a
/// front of many members is not credited with what its many trainings cost.
struct EqualCost {
  let score: StudyScore
  let reference: [Double]?

  /// The comparison; `nil` without a Pareto arm, a unit or a survivor.
  func report() throws -> EqualCostReport? {
    guard let reference, let scales = score.model.scales,
      score.arms.contains(where: \.record.isFront)
    else { return nil }
    let costs = score.arms.map { $0.record.evaluationsPerStep }
    let budget = (costs.min() ?? 1) * score.study.steps
    return EqualCostReport(
      gradients: budget, reference: reference,
      arms: try zip(score.arms, costs).map { arm, cost in
        let row = score.study.evaluationSteps.lastIndex { $0 * cost <= budget } ?? 0
        let then = try volumes(of: arm, at: row, scales, reference)
        let last = score.study.evaluationSteps.count - 1
        let end = try volumes(of: arm, at: last, scales, reference)
        return EqualCostReport.Arm(
          arm: arm.record.name, members: arm.record.members.count,
          gradients: cost * score.study.steps, step: score.study.evaluationSteps[row],
          hypervolume: try FiniteSeries(then).median,
          interval: try interval(then), final: try FiniteSeries(end).median,
          finalInterval: try interval(end))
      })
  }

  private func interval(_ volumes: [Double]) throws -> Interval? {
    try score.bootstrap.map { try $0.interval($0.medians(of: volumes)) }
  }

  /// The hypervolume of what the members of each seed have reached at an evaluation, `[seeds]`; a
  /// run that failed by then has reached nothing.
  private func volumes(
    of arm: StudyScore.Arm, at row: Int, _ scales: [ObjectiveScale], _ reference: [Double]
  ) throws -> [Double] {
    let bySeed = Dictionary(grouping: zip(arm.traces, arm.runs), by: \.0.seed)
    return try (0..<score.study.seeds).map { seed in
      let points = (bySeed[seed] ?? []).compactMap { run, scored -> [Double]? in
        guard row < run.trace.steps.count else { return nil }
        if let failure = scored.failure, failure.step <= run.trace.steps[row] { return nil }
        let values = zip(scales, run.trace.values).map { $0.units(of: [$1[row]])[0] }
        return values.allSatisfy(\.isFinite) ? values : nil
      }
      return try FrontScore.volume(of: points, reference)
    }
  }
}

extension ArmRecord {
  /// Gradient evaluations that all members of a seed cost a step.
  fileprivate var evaluationsPerStep: Int { max(pullbacksPerStep, 1) * members.count }
}
