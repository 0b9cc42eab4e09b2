internal import Records
internal import Statistics

/// Finds each objective's unit and aspiration: declared, or else what the baseline arm moved and
/// attained, or else (without a baseline) the same of all arms pooled.
///
///     unit = median over seeds |c(end) − c(0)|,   aspiration = median over seeds c(end)
///
/// A unit that is less than five times the noise of the runs it comes from is refused.
struct ScaleRule {
  /// The scales, or one sentence that names the objectives and asks for their units.
  enum Verdict {
    case found([ObjectiveScale])
    case refused(String)
  }

  let grid: StudyGrid
  let profile: ScoreProfile

  private var baseline: Int? { grid.study.arms.firstIndex(where: \.isBaseline) }

  /// Applies the rule to every objective.
  func scales() throws -> Verdict {
    let runs = yardsticks
    var scales: [ObjectiveScale] = []
    var refusals: [String] = []
    for (index, objective) in grid.study.objectives.enumerated() {
      let needsRuns = objective.unit == nil || objective.aspiration == nil
      let movement =
        try runs.isEmpty || !needsRuns ? nil : Movement(runs, index, objective, profile)
      if let refusal = refusal(of: objective, movement) {
        refusals.append(refusal)
      } else {
        scales.append(scale(of: objective, movement))
      }
    }
    guard refusals.isEmpty else { return .refused(Self.sentence(refusals)) }
    return try startsAtAspiration(scales) ? .refused(Self.nothingToAttain) : .found(scales)
  }

  /// The finished runs a unit may come from: of the baseline, or of all arms.
  private var yardsticks: [Run] {
    let arms = baseline.map { [grid.runs[$0]] } ?? grid.runs
    return arms.joined().joined().filter {
      $0.outcome.failure == nil && $0.trace.steps.count >= profile.leastEvaluations
        && $0.trace.values.joined().allSatisfy(\.isFinite)
    }
  }

  private func scale(of objective: Objective, _ movement: Movement?) -> ObjectiveScale {
    let sign = objective.direction.sign
    let isDeclared = objective.unit != nil && (objective.aspiration != nil || baseline != nil)
    return ObjectiveScale(
      objective: objective, unit: objective.unit ?? movement?.distance ?? 1,
      aspiration: objective.aspiration.map { sign * $0 } ?? movement?.end ?? 0,
      source: isDeclared ? .declared : baseline != nil ? .baseline : .pool)
  }

  /// Why an objective has no scale, or `nil` when it has one.
  private func refusal(of objective: Objective, _ movement: Movement?) -> String? {
    let runner = baseline == nil ? "the arms" : "the baseline"
    guard objective.unit == nil || objective.aspiration == nil else { return nil }
    guard let movement else { return "no run of \(runner) finished to measure \(objective.name)" }
    guard objective.unit == nil else { return nil }
    if movement.isRounding { return "\(runner) did not move \(objective.name)" }
    if movement.distance < profile.unitToNoise * movement.noise {
      return "\(runner) moved \(objective.name) by \(Wording.figure(movement.distance)), less than "
        + "\(Wording.figure(profile.unitToNoise)) times its noise of "
        + Wording.figure(movement.noise)
    }
    return nil
  }

  private static func sentence(_ refusals: [String]) -> String {
    Wording.capitalized(Wording.list(refusals))
      + ": declare `unit:` (and `aspiration:`) for \(refusals.count == 1 ? "it" : "them")."
  }

  private static let nothingToAttain =
    "Every objective already starts at its aspiration, so there is nothing to attain: declare "
    + "`unit:` and an `aspiration:` beyond the start for at least one."

  /// Whether, in the median over the first arm's seeds, no objective starts short of its aspiration.
  private func startsAtAspiration(_ scales: [ObjectiveScale]) throws -> Bool {
    let shortfalls = grid.runs.joined().joined().compactMap { run -> Double? in
      guard let start = Shortfall.start(of: run, scales), start.isFinite else { return nil }
      return start
    }
    return try !shortfalls.isEmpty && FiniteSeries(shortfalls).median <= 0
  }
}

/// What some runs moved of one objective, as costs.
private struct Movement {
  /// The median over the runs of `|c(end) − c(0)|`.
  let distance: Double
  /// The median over the runs of `c(end)`.
  let end: Double
  /// The median over the runs of the noise, Qn of the residuals.
  let noise: Double
  /// Whether the distance is no more than the rounding of the values themselves.
  let isRounding: Bool

  init(_ runs: [Run], _ index: Int, _ objective: Objective, _ profile: ScoreProfile) throws {
    let series = try runs.map { run in
      try FiniteSeries(run.trace.values[index], named: "the trace of \(objective.name)")
    }
    let windows = series.map { EvaluationWindow(evaluations: $0.count, profile: profile) }
    let ends = try zip(series, windows).map { try $0.finalLevel($1) }
    distance = try FiniteSeries(zip(ends, series).map { ($0 - $1.values[0]).magnitude }).median
    end = objective.direction.sign * (try FiniteSeries(ends).median)
    noise = try FiniteSeries(zip(series, windows).map { try $0.residuals($1).qn }).median
    let largest = series.reduce(0) { max($0, $1.values[0].magnitude) }
    isRounding = distance <= 16 * largest.ulp || distance == 0
  }
}
