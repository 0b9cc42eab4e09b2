internal import Records
internal import Statistics

/// How a study's runs are measured: their windows, thresholds and scales, or why they cannot be.
struct MeasurementModel {
  let objectives: [Objective]
  let profile: ScoreProfile
  private let yardstick: RunYardstick
  /// The scales by objective; `nil` without a unit or with too few evaluations.
  let scales: [ObjectiveScale]?
  /// What the summary says of the study as a whole.
  let status: StudyStatus
  /// One sentence that explains a status other than scored.
  let reason: String?

  /// Freezes the model before any run is scored.
  init(_ grid: StudyGrid, profile: ScoreProfile) throws {
    let study = grid.study
    objectives = study.objectives
    self.profile = profile
    let evaluations = study.evaluationSteps.count
    yardstick = RunYardstick(
      evaluations: evaluations, objectives: study.objectives.count, profile: profile)
    if evaluations < profile.leastEvaluations {
      (scales, status) = (nil, .insufficient)
      reason =
        "A run has \(Wording.count(evaluations, "evaluation")) and a rating needs at least "
        + "\(profile.leastEvaluations): train for more steps, or evaluate more often."
      return
    }
    switch try ScaleRule(grid: grid, profile: profile).scales() {
    case .refused(let sentence): (scales, status, reason) = (nil, .noUnit, sentence)
    case .found(let found) where study.seeds < profile.leastSeeds:
      (scales, status) = (found, .insufficient)
      reason =
        "The study has \(Wording.count(study.seeds, "seed")) and a rating needs at least "
        + "\(profile.leastSeeds), better 20: add seeds."
    case .found(let found): (scales, status, reason) = (found, .scored, nil)
    }
  }

  /// The windows of a run that goes to the end.
  var window: EvaluationWindow { yardstick.window }

  /// What a run is measured by; one that was stopped early has a yardstick of its own length.
  func yardstick(of run: Run) -> RunYardstick {
    let count = run.trace.steps.count
    return count == window.evaluations
      ? yardstick
      : RunYardstick(evaluations: count, objectives: objectives.count, profile: profile)
  }

  /// Whether any scale was pooled over the arms themselves.
  var isPoolRelative: Bool { scales?.contains { $0.source == .pool } ?? false }
}

/// What the summary says of a study as a whole.
enum StudyStatus: String {
  case scored = "SCORED"
  case noUnit = "NO-UNIT"
  case insufficient = "INSUFFICIENT"
}
