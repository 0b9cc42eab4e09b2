import Neural
import Records
import Training

/// One thread's work on a study: it claims runs, trains them as blocks, and hands them over.
struct BlockWork<Ledger: RunLedger> {
  let study: Study
  let options: Study.RunOptions
  let ledger: Ledger
  let queue: WorkQueue
  /// Runs that are there; those of populations are trained along and not recorded again.
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
      if units.contains(where: { $0.first?.population != nil }) {
        try trainPopulations(claim, units)
      } else {
        try train(claim, Array(units.joined()))
      }
    }
  }

  /// Trains the populations of which runs were granted, whole and from their start: what members
  /// know of each other is not theirs to resume with alone. Only what was granted is recorded.
  private func trainPopulations(_ claim: RunClaim, _ units: [[LaneTask]]) throws {
    let granted = Set(claim.granted.map(\.run))
    let chosen = units.filter { unit in unit.contains { granted.contains($0.key) } }
    guard !chosen.isEmpty else { return }
    do {
      let made = try train(Array(chosen.joined()), from: [])
      let runs = made.filter { granted.contains($0.key) }
      try ledger.record(runs)
      progress?.finish(runs: runs.count)
    } catch {
      try? ledger.release(Array(granted))
      throw error
    }
  }

  /// Trains what was granted, runs that have come equally far together; what is not finished when
  /// something fails is given back.
  private func train(_ claim: RunClaim, _ tasks: [LaneTask]) throws {
    let known = Dictionary(tasks.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
    let steps = Dictionary(grouping: claim.granted) { $0.checkpoint?.step ?? 0 }
    var left = Set(claim.granted.map(\.run))
    do {
      for (_, granted) in steps.sorted(by: { $0.key > $1.key }) {
        let runs = try train(
          granted.compactMap { known[$0.run] }, from: granted.compactMap(\.checkpoint))
        try ledger.record(runs)
        left.subtract(runs.map(\.key))
        progress?.finish(runs: runs.count)
      }
    } catch {
      try? ledger.release(Array(left))
      throw error
    }
  }

  private func train(_ block: [LaneTask], from checkpoints: [Checkpoint]) throws -> [Run] {
    // The last block of a kind may be narrow: a lane's numbers do not depend on the width.
    let width =
      LaneWidth.allCases.first { $0.rawValue >= block.count } ?? study.laneWidth(options)
    var told = checkpoints.first?.step ?? 0
    progress?.advance(told * block.count)
    let isPopulation = block.contains { $0.population != nil }
    var schedule = CheckpointSchedule(every: isPopulation ? nil : options.checkpointSeconds)
    let runs = try study.plan.train(
      block, doublePrecision: study.precision == .float64, width: width,
      set: options.instructionSet, from: checkpoints
    ) { made, snapshot in
      told += made
      progress?.advance(made * block.count)
      try schedule.keepWhenDue {
        let snapshot = try snapshot()
        try ledger.keep(snapshot.checkpoints)
        if !snapshot.failed.isEmpty { try ledger.record(snapshot.failed) }
      }
      try Task.checkCancellation()
    }
    // The steps since the block last told of them, and those that failed runs need no more.
    progress?.advance((study.steps - told) * block.count)
    return runs
  }

  /// Counts runs that others finished.
  private func count(_ runs: Int) {
    progress?.advance(study.steps * runs)
    progress?.finish(runs: runs)
  }
}
