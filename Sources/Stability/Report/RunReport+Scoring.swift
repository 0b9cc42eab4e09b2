internal import Records

extension RunReport {
  /// What the report says of one run.
  init(of run: ScoredRun) {
    let components = run.measures?.components
    self.init(
      arm: run.name, seed: run.seed, preference: run.preference,
      outcome: run.failure?.cause.rawValue ?? "finished", step: run.failure?.step,
      detail: run.failure?.detail, noise: components?.noise, spikes: components?.spikes,
      regress: components?.regress, wander: components?.wander, attainment: run.attainment,
      score: run.score, halvings: run.measures?.halvings, final: run.final)
  }
}
