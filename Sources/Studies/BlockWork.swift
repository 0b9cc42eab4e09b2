import Neural
import Records
import Training

/// One thread's work on a study: it claims runs, trains them as blocks, and hands them over.
struct BlockWork<Ledger: RunLedger> {
  let study: Study
  let options: Study.RunOptions
  let ledger: Ledger
  let queue: WorkQueue
  /// Runs that are there; those of populations may be trained along and are not recorded again.
  let done: Set<RunKey>
  let progress: StudyProgress?

  /// Works until nothing is left.
  func run() async throws {
    let limit = study.laneWidth(options).rawValue
    while let units = try await queue.next(limit) {
      let claim = try ledger.claim(units.joined().map(\.key).filter { !done.contains($0) })
      let held = Set(claim.held)
      queue.hold(units.filter { unit in unit.contains { held.contains($0.key) } })
      count(claim.finished.count)
      try train(claim, units)
    }
  }

  /// Trains what was granted, what has come equally far together; what is not finished when
  /// something fails is given back.
  private func train(_ claim: RunClaim, _ units: [[LaneTask]]) throws {
    var left = Set(claim.granted.map(\.run))
    do {
      for part in try parts(claim, units) { try train(part, of: &left) }
    } catch {
      try? ledger.release(Array(left))
      throw error
    }
  }

  /// Trains a part round by round, most have one, and records each round as soon as it is done.
  private func train(_ part: Part, of left: inout Set<RunKey>) throws {
    var made = part.earlier
    for round in part.round...part.lastRound {
      let isFirst = round == part.round
      let isWanted = part.units.joined().contains { left.contains($0.key) }
      guard isFirst || isWanted else { return }
      let tasks =
        isFirst
        ? part.tasks
        : try part.units.flatMap { try study.tasks(of: $0, round: round, after: made) }
      let runs = try train(tasks, from: isFirst ? part.checkpoints : [], granted: left)
      made += (isFirst ? part.beside : []) + zip(tasks, runs).map { (task: $0, run: $1) }
      let wanted = runs.filter { left.contains($0.key) }
      try ledger.record(wanted)
      left.subtract(wanted.map(\.key))
      progress?.finish(runs: wanted.count)
    }
  }

  /// Runs that begin at one step of one round, and what else the rounds after it want.
  private struct Part {
    var tasks: [LaneTask] = []
    var checkpoints: [Checkpoint] = []
    /// The round they belong to, and whole units of which it is one.
    var round = 0
    var units: [[LaneTask]] = []
    /// What the rounds before came to, and members of this one that are there already.
    var earlier: [(task: LaneTask, run: Run)] = []
    var beside: [(task: LaneTask, run: Run)] = []

    var lastRound: Int { units.joined().compactMap(\.round).max() ?? round }
  }

  /// How far runs have come.
  private struct Beginning: Hashable, Comparable {
    let round, step: Int

    static func < (a: Self, b: Self) -> Bool { (a.round, a.step) < (b.round, b.step) }
  }

  /// What there is to train for what was granted, the farthest first.
  private func parts(_ claim: RunClaim, _ units: [[LaneTask]]) throws -> [Part] {
    let granted = Dictionary(
      claim.granted.map { ($0.run, $0.checkpoint) }, uniquingKeysWith: { first, _ in first })
    let recorded = try recorded(beside: Set(granted.keys), units)
    var parts: [Beginning: Part] = [:]
    for unit in units where unit.contains(where: { granted[$0.key] != nil }) {
      let found = try part(unit, granted, recorded)
      let beginning = Beginning(round: found.round, step: found.checkpoints.first?.step ?? 0)
      var part = parts[beginning] ?? Part(round: found.round)
      part.tasks += found.tasks
      part.checkpoints += found.checkpoints
      part.units += found.units
      part.earlier += found.earlier
      part.beside += found.beside
      parts[beginning] = part
    }
    return parts.sorted { $0.key > $1.key }.map(\.value)
  }

  /// Where a unit goes on.
  ///
  /// A population of which some members are there or with another worker is trained whole and from
  /// its start, unless it had gone on without them: what members know of each other is not theirs
  /// to resume with alone. Of an arm that asks for members in rounds, so is the first round of which
  /// a run is missing.
  private func part(
    _ unit: [LaneTask], _ granted: [RunKey: Checkpoint?], _ recorded: [RunKey: Run]
  ) throws -> Part {
    var part = Part()
    var all = unit
    if unit[0].round != nil {
      part.round = unit.filter { recorded[$0.key] == nil }.compactMap(\.round).min() ?? 0
      part.units = [unit]
      for round in 0..<part.round {
        // Each round is chosen anew: runs do not tell for which preference they were.
        part.earlier += try study.tasks(of: unit, round: round, after: part.earlier).compactMap {
          task in
          recorded[task.key].map { (task: task, run: $0) }
        }
      }
      all = try study.tasks(of: unit, round: part.round, after: part.earlier)
    }
    part.tasks = all.filter { granted[$0.key] != nil }
    part.checkpoints = part.tasks.compactMap { granted[$0.key] ?? nil }
    if try unit[0].population != nil
      && (part.checkpoints.count < part.tasks.count || !part.checkpoints.arePopulation)
    {
      (part.tasks, part.checkpoints) = (all, [])
    }
    let trained = Set(part.tasks.map(\.key))
    part.beside = all.compactMap { task in
      trained.contains(task.key) ? nil : recorded[task.key].map { (task: task, run: $0) }
    }
    return part
  }

  /// What is there already of units in rounds of which only a part was granted.
  private func recorded(
    beside granted: Set<RunKey>, _ units: [[LaneTask]]
  ) throws -> [RunKey: Run] {
    let others = units.filter { $0[0].round != nil }.joined().map(\.key).filter {
      !granted.contains($0)
    }
    guard !others.isEmpty else { return [:] }
    let runs = try ledger.recorded(Set(others))
    return Dictionary(runs.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// Trains runs of one step; of what fails on the way, the runs that were granted are recorded at once.
  private func train(
    _ tasks: [LaneTask], from checkpoints: [Checkpoint], granted: Set<RunKey>
  ) throws -> [Run] {
    // The last block of a kind may be narrow: a lane's numbers do not depend on the width.
    let widest = study.laneWidth(options)
    let count = min(tasks.count, widest.rawValue)
    let width = LaneWidth.allCases.first { $0.rawValue >= count } ?? widest
    var told = checkpoints.first?.step ?? 0
    progress?.advance(told * tasks.count)
    var schedule = CheckpointSchedule(every: options.checkpointSeconds)
    let runs = try plan(of: tasks).train(
      tasks, doublePrecision: study.precision == .float64, width: width,
      set: options.instructionSet, from: checkpoints
    ) { made, snapshot in
      told += made
      progress?.advance(made * tasks.count)
      try schedule.keepWhenDue {
        let snapshot = try snapshot()
        try ledger.keep(snapshot.checkpoints)
        let failed = snapshot.failed.filter { granted.contains($0.key) }
        if !failed.isEmpty { try ledger.record(failed) }
      }
      try Task.checkCancellation()
    }
    // The steps since the block last told of them, and those that failed runs need no more.
    progress?.advance((study.steps - told) * tasks.count)
    return runs
  }

  /// The compiled problem of a block: arms that train another than the study's have blocks of their
  /// own.
  private func plan(of block: [LaneTask]) -> TrainingPlan {
    study.arms.first { $0.name == block.first?.arm }?.plan ?? study.plan
  }

  /// Counts runs that others finished.
  private func count(_ runs: Int) {
    progress?.advance(study.steps * runs)
    progress?.finish(runs: runs)
  }
}
