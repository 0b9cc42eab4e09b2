internal import Records
internal import Statistics

/// A study, scored: what every part of the report is made from.
struct StudyScore {
  /// One arm with its members' scores and, for a single strategy, the replicates of its `Q`.
  struct Arm {
    let record: ArmRecord
    /// One score for a single strategy, one for each member of a Pareto arm.
    let members: [ArmScore]
    let eligibility: Eligibility
    let replicates: [Double]?
    /// The runs as they were recorded, without evidence, by member and seed.
    let traces: [Run]
    /// What the evidence says.
    let gradients: GradientReport?

    /// The score of a single strategy; `nil` for a Pareto arm.
    var single: ArmScore? { record.isFront ? nil : members.first }
    /// All runs, by member and seed.
    var runs: [ScoredRun] { members.flatMap(\.runs) }
  }

  let study: StudyRecord
  let model: MeasurementModel
  let arms: [Arm]
  /// The resampled seeds; `nil` unless the study is scored.
  let bootstrap: SeedBootstrap?

  /// Whether arms are compared with each other: not in a long sweep.
  var isCompared: Bool { SweepSpace.isCompared(study) }

  /// The single strategies that are rated, the baseline among them.
  var rated: [Arm] {
    arms.filter { $0.eligibility.status == .rated && !$0.record.isFront }
  }

  /// Scores all runs of a study.
  init(_ results: some RecordedStudy, profile: ScoreProfile) throws {
    let grid = try StudyGrid(results)
    let model = try MeasurementModel(grid, profile: profile)
    let bootstrap =
      model.status == .scored ? try SeedBootstrap(seeds: grid.study.seeds, profile: profile) : nil
    (study, self.model, self.bootstrap) = (grid.study, model, bootstrap)
    arms = try Array(grid.study.arms.indices).concurrentMap { index in
      try Arm(
        grid.study.arms[index], grid.runs[index], grid.gradients[index], model, bootstrap)
    }
  }
}

extension StudyScore.Arm {
  fileprivate init(
    _ record: ArmRecord, _ runs: [[Run]], _ gradients: GradientReport?, _ model: MeasurementModel,
    _ bootstrap: SeedBootstrap?
  ) throws {
    let members = try zip(record.members, runs).enumerated().map { index, element in
      let name = record.isFront ? "\(record.name)[\(index)]" : record.name
      let scored = try element.1.map {
        try ScoredRun($0, name: name, preference: element.0.preference, model: model)
      }
      return try ArmScore(name, scored, profile: model.profile)
    }
    (self.record, self.members, self.gradients) = (record, members, gradients)
    traces = runs.flatMap { $0 }
    eligibility = try Eligibility(
      of: members, isFront: record.isFront, model: model)
    replicates = record.isFront ? nil : try bootstrap?.stabilities(of: members[0])
  }
}
