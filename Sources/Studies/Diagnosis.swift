public import Records
public import Training

/// What is wrong with a problem before any strategy is tried.
///
/// It probes a few seeds in double precision. An objective that no parameter reaches is found
/// earlier, when the problem is traced: see `ProblemError.unreachable`.
public struct Diagnosis: Sendable {
  /// What was found, in the order of the objectives.
  public let findings: [Finding]

  private static let seeds = 3
  /// Each step of the walk is twice as long as the one before; the last is 2²³ times the first.
  private static let doublings = 24

  /// Probes a study's problem.
  public init(of study: Study) { self.init(study.plan, seeds: study.seeds) }

  /// Probes a problem on its first seeds.
  public init(_ plan: TrainingPlan, seeds: Int) {
    let probe = ObjectiveProbe(plan)
    let tried = 0..<min(seeds, Self.seeds)
    findings = plan.objectives.indices.flatMap { i -> [Finding] in
      let walks = tried.map { probe.walk(objective: i, seed: $0, doublings: Self.doublings) }
      return [idle(plan.objectives[i], walks), unbounded(plan.objectives[i], walks)]
        .compactMap { $0 }
    }
  }
}

/// An objective whose gradient is zero at the start of every probed seed.
private func idle(_ objective: Objective, _ walks: [ObjectiveProbe.Walk]) -> Finding? {
  guard walks.allSatisfy({ $0.firstNorm == 0 }) else { return nil }
  return Finding(
    .warning, kind: "idle", objective: objective.name,
    evidence: "The gradient of \(objective.name) is exactly zero at the start of all "
      + "\(walks.count) seeds that were probed.",
    advice: "Check that it depends on the parameters where training begins, and that no unit is "
      + "saturated or dead.")
}

/// An objective whose value keeps its pace along its own gradient, however far one goes.
private func unbounded(_ objective: Objective, _ walks: [ObjectiveProbe.Walk]) -> Finding? {
  guard walks.allSatisfy(\.keepsItsPace), let first = walks.first else { return nil }
  let verb = objective.direction == .minimize ? "falls" : "rises"
  let last = first.ranOff ? "infinite" : rounded(first.paces.last ?? 0)
  let paces = "\(rounded(first.paces.first ?? 0)) at the start, \(last)"
  return Finding(
    .warning, kind: "unbounded", objective: objective.name,
    evidence: "\(objective.name) \(verb) without bound along its own gradient: its pace per unit "
      + "of distance is \(paces) after a distance of \(rounded(first.distance)).",
    advice: "Give it a bound, a penalty or a fixed number of steps: with a large weight it takes "
      + "every other objective with it.")
}

/// Three significant digits.
private func rounded(_ x: Double) -> String {
  guard x != 0, x.isFinite else { return "\(x)" }
  // Powers of ten are multiplied, never divided, so that they stay exact.
  var (up, down) = (1.0, 1.0)
  while x.magnitude / down >= 1000 { down *= 10 }
  while x.magnitude * up < 100 { up *= 10 }
  return "\(Setting.number((x / down * up).rounded() * down / up))"
}
