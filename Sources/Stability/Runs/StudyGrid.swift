internal import Records

/// A study's runs, checked to be complete: one for every arm, member and seed.
struct StudyGrid {
  let study: StudyRecord
  /// The runs by arm, member and seed.
  let runs: [[[Run]]]

  /// Sorts the runs into the study's grid.
  ///
  /// - Throws: ``StabilityError`` for any run too many, too few or on other evaluation steps.
  init(_ results: StudyResults) throws(StabilityError) {
    study = results.study
    try Self.check(study)
    let arms = Dictionary(uniqueKeysWithValues: study.arms.enumerated().map { ($1.name, $0) })
    var cells: [[[Run?]]] = study.arms.map { arm in
      arm.members.map { _ in Array(repeating: nil, count: results.study.seeds) }
    }
    for run in results.runs {
      guard let arm = arms[run.arm], cells[arm].indices.contains(run.member),
        (0..<study.seeds).contains(run.seed)
      else { throw .strayRun(arm: run.arm, member: run.member, seed: run.seed) }
      guard cells[arm][run.member][run.seed] == nil else {
        throw .repeatedRun(arm: run.arm, member: run.member, seed: run.seed)
      }
      try Self.check(run, in: study)
      cells[arm][run.member][run.seed] = run
    }
    try Self.checkComplete(cells, study)
    runs = cells.map { $0.map { $0.compactMap { $0 } } }
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

  private static func checkComplete(
    _ cells: [[[Run?]]], _ study: StudyRecord
  ) throws(StabilityError) {
    let missing = cells.joined().joined().count { $0 == nil }
    guard missing > 0 else { return }
    for (arm, members) in zip(study.arms, cells) {
      for (member, seeds) in members.enumerated() {
        guard let seed = seeds.firstIndex(where: { $0 == nil }) else { continue }
        throw .missingRun(arm: arm.name, member: member, seed: seed, missing: missing)
      }
    }
  }
}
