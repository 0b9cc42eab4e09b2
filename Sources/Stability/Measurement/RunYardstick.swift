/// What a run is measured by: its windows, and what white noise of its length would score.
struct RunYardstick {
  let window: EvaluationWindow
  let thresholds: WhiteNoiseThresholds

  /// For runs of `T` evaluations of `m` objectives.
  init(evaluations: Int, objectives: Int, profile: ScoreProfile) {
    window = EvaluationWindow(evaluations: evaluations, profile: profile)
    thresholds = WhiteNoiseThresholds(evaluations: evaluations, objectives: objectives)
  }
}
