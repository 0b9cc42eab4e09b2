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
      for part in try parts(claim, units) {
        let runs = try trainRounds(part, granted: left).filter { left.contains($0.key) }
        try ledger.record(runs)
        left.subtract(runs.map(\.key))
        progress?.finish(runs: runs.count)
      }
    } catch {
      try? ledger.release(Array(left))
      throw error
    }
  }

  /// Runs that begin at one step.
  private typealias Part = (tasks: [LaneTask], checkpoints: [Checkpoint])

  /// What there is to train for what was granted, the farthest first.
  ///
  /// A population of which some members are there or with another worker is trained whole and from
  /// its start, unless it had gone on without them: what members know of each other is not theirs
  /// to resume with alone. So is an arm that asks for members in rounds, which keeps no checkpoints.
  private func parts(_ claim: RunClaim, _ units: [[LaneTask]]) throws -> [Part] {
    let granted = Dictionary(
      claim.granted.map { ($0.run, $0.checkpoint) }, uniquingKeysWith: { first, _ in first })
    var parts: [Int: Part] = [:]
    for unit in units {
      var tasks = unit.filter { granted[$0.key] != nil }
      guard !tasks.isEmpty else { continue }
      var checkpoints = tasks.compactMap { granted[$0.key] ?? nil }
      if try unit[0].population != nil
        && (unit[0].round != nil || checkpoints.count < tasks.count || !checkpoints.arePopulation)
      {
        (tasks, checkpoints) = (unit, [])
      }
      let step = checkpoints.first?.step ?? 0
      parts[step, default: ([], [])].tasks += tasks
      parts[step, default: ([], [])].checkpoints += checkpoints
    }
    return parts.sorted { $0.key > $1.key }.map(\.value)
  }

  /// Trains a part round by round; most have one.
  private func trainRounds(_ part: Part, granted: Set<RunKey>) throws -> [Run] {
    guard let last = part.tasks.compactMap(\.round).max() else {
      return try train(part, granted: granted)
    }
    let units = Dictionary(grouping: part.tasks, by: \.seed).sorted { $0.key < $1.key }
    var made: [(task: LaneTask, run: Run)] = []
    for round in 0...last {
      let tasks = try units.flatMap { try study.tasks(of: $0.value, round: round, after: made) }
      let runs = try train((tasks, []), granted: granted)
      made += zip(tasks, runs).map { (task: $0, run: $1) }
    }
    return made.map(\.run)
  }

  /// Trains a part; of what fails on the way, the runs that were granted are recorded at once.
  private func train(_ part: Part, granted: Set<RunKey>) throws -> [Run] {
    // The last block of a kind may be narrow: a lane's numbers do not depend on the width.
    let widest = study.laneWidth(options)
    let count = min(part.tasks.count, widest.rawValue)
    let width = LaneWidth.allCases.first { $0.rawValue >= count } ?? widest
    var told = part.checkpoints.first?.step ?? 0
    progress?.advance(told * part.tasks.count)
    let isRound = part.tasks.contains { $0.round != nil }
    var schedule = CheckpointSchedule(every: isRound ? nil : options.checkpointSeconds)
    let runs = try plan(of: part.tasks).train(
      part.tasks, doublePrecision: study.precision == .float64, width: width,
      set: options.instructionSet, from: part.checkpoints
    ) { made, snapshot in
      told += made
      progress?.advance(made * part.tasks.count)
      try schedule.keepWhenDue {
        let snapshot = try snapshot()
        try ledger.keep(snapshot.checkpoints)
        let failed = snapshot.failed.filter { granted.contains($0.key) }
        if !failed.isEmpty { try ledger.record(failed) }
      }
      try Task.checkCancellation()
    }
    // The steps since the block last told of them, and those that failed runs need no more.
    progress?.advance((study.steps - told) * part.tasks.count)
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
