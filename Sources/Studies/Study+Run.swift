public import Neural
public import Records
public import Training

extension Study {
  /// How a study is run. None of it changes a number.
  public struct RunOptions: Sendable {
    /// Blocks trained at once; at least 1.
    public var threads: Int
    /// Lanes a block; `nil` chooses by the problem's size.
    public var laneWidth: LaneWidth?
    /// The instruction set of the kernels.
    public var instructionSet: InstructionSet
    /// The seconds between two checkpoints of a block, at least; 0 makes one at every chance, about
    /// every 128 steps, and `nil` none. Whatever it is, checkpoints take at most a twentieth of the
    /// time, unless it is 0.
    public var checkpointSeconds: Double? = 10

    /// Chooses options; by default as many threads as the machine has processors.
    public init(
      threads: Int, laneWidth: LaneWidth? = nil, instructionSet: InstructionSet = .best
    ) {
      precondition(threads > 0, "a study needs a thread")
      precondition(instructionSet.isAvailable, "this processor lacks \(instructionSet)")
      (self.threads, self.laneWidth) = (threads, laneWidth)
      self.instructionSet = instructionSet
    }
  }

  /// Trains the runs that are not done yet, block by block.
  ///
  /// - Parameters:
  ///   - options: Threads, lanes and kernels.
  ///   - done: Runs to leave out.
  ///   - progress: Counts the steps made.
  ///   - save: Takes the runs of a finished block; called by one thread at a time.
  /// - Throws: What `save` throws, and `CancellationError` soon after the task was cancelled; the
  ///   blocks that were finished have been saved, those under way are given up.
  public func train(
    _ options: RunOptions, except done: Set<RunKey> = [], progress: StudyProgress? = nil,
    save: @escaping @Sendable ([Run]) throws -> Void
  ) async throws {
    var options = options
    options.checkpointSeconds = nil
    try await train(
      options, into: ClosureLedger(except: done, save: save), except: done, progress: progress)
  }

  /// Trains runs that a ledger hands out, for instance a `StudyStore`, which several processes may
  /// share; runs that others hold are waited for, and made here if they are given up.
  ///
  /// - Parameters:
  ///   - options: Threads, lanes and kernels.
  ///   - ledger: Hands out runs, keeps checkpoints, takes what was made.
  ///   - shard: The part of the study to train; `nil` for all of it.
  ///   - done: Runs that are known to be there; the ledger need not be asked for them.
  ///   - progress: Counts the steps made.
  /// - Throws: What the ledger throws, and `CancellationError` soon after the task was cancelled:
  ///   finished blocks have been recorded, and checkpoints kept of those under way.
  public func train(
    _ options: RunOptions, into ledger: some RunLedger, shard: Shard? = nil,
    except done: Set<RunKey> = [], progress: StudyProgress? = nil
  ) async throws {
    let units = units(of: shard, except: done)
    let count = units.reduce(0) { $0 + $1.count { !done.contains($0.key) } }
    progress?.begin(total: count * steps, runs: count)
    let work = BlockWork(
      study: self, options: options, ledger: ledger, queue: WorkQueue(units), done: done,
      progress: progress)
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<min(options.threads, max(units.count, 1)) {
        group.addTask { try await work.run() }
      }
      try await group.waitForAll()
    }
  }

  /// Trains the whole study in memory.
  ///
  /// - Returns: All runs, with the diagnosis of the problem.
  public func run(_ options: RunOptions? = nil) async throws -> StudyResults {
    let collected = RunCollection()
    let options = options ?? .standard
    try await train(options) { collected.add($0) }
    return StudyResults(
      study: record(diagnosis: Diagnosis(of: self, options: options).findings),
      runs: collected.runs)
  }

  /// The runs of a shard, or all runs, in the order of arms, members and seeds.
  public func tasks(of shard: Shard?) -> [LaneTask] {
    guard let shard else { return tasks }
    return tasks.filter { shard.contains(seed: $0.seed) }
  }

  /// What must be trained together: single runs that are missing, and every population of which a
  /// run is missing, its members in order.
  private func units(of shard: Shard?, except done: Set<RunKey>) -> [[LaneTask]] {
    var units: [[LaneTask]] = []
    var places: [PopulationKey: Int] = [:]
    for task in tasks(of: shard) {
      guard let population = task.population else {
        units.append([task])
        continue
      }
      let place = places[population] ?? units.count
      if place == units.count {
        places[population] = place
        units.append([])
      }
      units[place].append(task)
    }
    return units.filter { unit in unit.contains { !done.contains($0.key) } }
  }

  /// The lanes of a block: as asked for, or by the problem's size.
  public func laneWidth(_ options: RunOptions) -> LaneWidth {
    options.laneWidth ?? plan.width(bytesPerNumber: precision.bytes)
  }
}
