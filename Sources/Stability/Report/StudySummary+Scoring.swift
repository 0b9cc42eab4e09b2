internal import Records

extension StudySummary {
  /// What was asked, and how it was measured.
  init(of score: StudyScore) {
    let (study, model) = (score.study, score.model)
    self.init(
      status: model.status.rawValue, reason: model.reason, name: study.name,
      objectives: study.objectives.enumerated().map { index, objective in
        ObjectiveSummary(of: objective, model.scales?[index])
      },
      seeds: study.seeds, steps: study.steps, evaluations: model.window.evaluations,
      window: model.window.width, parameters: study.parameterCount, precision: study.precision,
      bootstrap: score.bootstrap?.summary, profile: model.profile, problem: study.problem,
      source: study.source)
  }
}

extension StudySummary.ObjectiveSummary {
  fileprivate init(of objective: Objective, _ scale: ObjectiveScale?) {
    self.init(
      name: objective.name, direction: objective.direction, unit: scale?.unit,
      aspiration: scale.map { objective.direction.sign * $0.aspiration }, source: scale?.source)
  }
}
