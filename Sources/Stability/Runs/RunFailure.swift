internal import Records

/// Decides whether a run failed: recorded failures, runs stopped too early to be measured, values that
/// are not finite, and runaways.
enum RunFailure {
  /// The failure of a run, or `nil` for a survivor.
  static func of(_ run: Run, _ model: MeasurementModel) -> Failure? {
    run.outcome.failure ?? nonFinite(run, model) ?? tooShort(run, model) ?? runaway(run, model)
  }

  /// A run of a study that could be measured, which was stopped before it could be itself.
  private static func tooShort(_ run: Run, _ model: MeasurementModel) -> Failure? {
    let count = run.trace.steps.count
    guard model.profile.isTooShort(count, of: model.window.evaluations) else { return nil }
    return Failure(
      .stopped, step: run.trace.steps.last ?? 0,
      detail: "it was stopped after \(Wording.count(count, "evaluation")), of which a run needs "
        + "\(model.profile.leastEvaluations)")
  }

  /// The first evaluation that is not finite.
  private static func nonFinite(_ run: Run, _ model: MeasurementModel) -> Failure? {
    for (row, step) in run.trace.steps.enumerated() {
      guard let index = run.trace.values.firstIndex(where: { !$0[row].isFinite }) else { continue }
      let (name, value) = (model.objectives[index].name, run.trace.values[index][row])
      return Failure(.nonFinite, step: step, detail: "the evaluation of \(name) is \(value)")
    }
    return nil
  }

  /// The first evaluation more than ten units worse than the start.
  private static func runaway(_ run: Run, _ model: MeasurementModel) -> Failure? {
    guard let scales = model.scales else { return nil }
    let z = zip(scales, run.trace.values).map { $0.units(of: $1) }
    for (row, step) in run.trace.steps.enumerated() {
      let worse = z.map { $0[row] - $0[0] }
      guard let index = worse.firstIndex(where: { $0 > model.profile.runawayUnits })
      else { continue }
      let values = run.trace.values[index]
      return Failure(
        .runaway, step: step,
        detail: "\(model.objectives[index].name) went from \(Wording.figure(values[0])) to "
          + "\(Wording.figure(values[row])), \(Wording.figure(worse[index])) units worse than its "
          + "start")
    }
    return nil
  }
}
