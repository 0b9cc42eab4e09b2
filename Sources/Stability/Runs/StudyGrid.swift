internal import Records

/// A study's runs, checked to be complete: one for every arm, member and seed.
///
/// It is read arm by arm. Of what was recorded beside the objectives' values, which takes most of
/// the room, only what it says of each arm is kept.
struct StudyGrid {
  let study: StudyRecord
  /// The runs by arm, member and seed: their values, and preferences of their own.
  let runs: [[[Run]]]
  /// What the evidence of each arm says.
  let gradients: [GradientReport?]

  /// Sorts the runs into the study's grid.
  ///
  /// - Throws: ``StabilityError`` for any run too many, too few or on other evaluation steps.
  init(_ results: some RecordedStudy) throws {
    let study = results.study
    try Self.check(study)
    try Self.checkComplete(results.recordedRuns(), study)
    var (runs, gradients): ([[[Run]]], [GradientReport?]) = ([], [])
    for arm in study.arms {
      let recorded = try results.allRuns(of: arm.name).sorted {
        ($0.member, $0.seed) < ($1.member, $1.seed)
      }
      for run in recorded { try Self.check(run, in: study) }
      gradients.append(try GradientReport(of: recorded, objectives: study.objectives))
      let kept = recorded.map { $0.keeping(evidence: ScoredRun.isPreference) }
      runs.append(arm.members.indices.map { member in kept.filter { $0.member == member } })
    }
    (self.study, self.runs, self.gradients) = (study, runs, gradients)
  }

  private static func check(_ study: StudyRecord) throws(StabilityError) {
    if study.objectives.isEmpty { throw .emptyStudy(lacks: "objective") }
    if study.arms.isEmpty { throw .emptyStudy(lacks: "arm") }
    if study.seeds < 1 { throw .emptyStudy(lacks: "seed") }
    if study.evaluationSteps.isEmpty { throw .emptyStudy(lacks: "evaluation") }
    if study.arms.contains(where: \.members.isEmpty) { throw .emptyStudy(lacks: "member") }
    try checkNames(study.objectives.map(\.name), "objective")
    try checkNames(study.arms.map(\.name), "arm")
    let baselines = study.arms.filter(\.isBaseline).map(\.name)
    if baselines.count > 1 { throw .severalBaselines(baselines) }
  }

  private static func checkNames(_ names: [String], _ kind: String) throws(StabilityError) {
    var seen: Set<String> = []
    for name in names where !seen.insert(name).inserted {
      throw .repeatedName(kind: kind, name: name)
    }
  }

  /// A finished run has every row of the study, a failed one (or one that was stopped early, where
  /// that is allowed) the first of them.
  private static func check(_ run: Run, in study: StudyRecord) throws(StabilityError) {
    func refuse(_ found: String) -> StabilityError {
      .otherGrid(arm: run.arm, member: run.member, seed: run.seed, found: found)
    }
    let trace = run.trace
    guard trace.values.count == study.objectives.count else {
      throw refuse("has \(trace.values.count) objectives of \(study.objectives.count)")
    }
    guard trace.values.allSatisfy({ $0.count == trace.steps.count }) else {
      throw refuse("has columns of different lengths")
    }
    guard trace.steps == Array(study.evaluationSteps.prefix(trace.steps.count)) else {
      throw refuse("was evaluated at other steps")
    }
    guard
      run.outcome.failure != nil || study.allowsEarlyStopping
        || trace.steps.count == study.evaluationSteps.count
    else {
      throw refuse(
        "finished with \(trace.steps.count) of \(study.evaluationSteps.count) evaluations")
    }
  }

  /// Every run of the study is there once, and no other.
  private static func checkComplete(
    _ keys: [RunKey], _ study: StudyRecord
  ) throws(StabilityError) {
    let wanted = study.runKeys
    var missing = wanted
    for key in keys where missing.remove(key) == nil {
      throw wanted.contains(key)
        ? .repeatedRun(arm: key.arm, member: key.member, seed: key.seed)
        : .strayRun(arm: key.arm, member: key.member, seed: key.seed)
    }
    for arm in study.arms {
      guard let run = missing.filter({ $0.arm == arm.name }).min() else { continue }
      throw .missingRun(arm: arm.name, member: run.member, seed: run.seed, missing: missing.count)
    }
  }
}
