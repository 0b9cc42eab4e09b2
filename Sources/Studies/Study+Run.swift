public import Neural
public import Records
import Strategies
import Training

extension Study {
  /// How a study is run. None of it changes a number.
  public struct RunOptions: Sendable {
    /// Blocks trained at once; at least 1.
    public var threads: Int
    /// Lanes a block; `nil` chooses by the problem's size.
    public var laneWidth: LaneWidth?
    /// The instruction set of the kernels.
    public var instructionSet: InstructionSet

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
    let blocks = blocks(except: done, width: laneWidth(options))
    progress?.begin(
      total: blocks.reduce(0) { $0 + $1.count } * steps, runs: blocks.reduce(0) { $0 + $1.count })
    let queue = BlockQueue(count: blocks.count)
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<min(options.threads, max(blocks.count, 1)) {
        group.addTask {
          while let index = queue.next() {
            try Task.checkCancellation()
            let runs = try train(blocks[index], options, progress).filter { !done.contains($0.key) }
            try queue.saving { try save(runs) }
            progress?.finish(runs: runs.count)
          }
        }
      }
      try await group.waitForAll()
    }
  }

  /// Trains the whole study in memory.
  ///
  /// - Returns: All runs, with the diagnosis of the problem.
  public func run(_ options: RunOptions? = nil) async throws -> StudyResults {
    let collected = RunCollection()
    try await train(options ?? .standard) { collected.add($0) }
    return StudyResults(
      study: record(diagnosis: Diagnosis(of: self).findings), runs: collected.runs)
  }

  /// The lanes of a block: as asked for, or by the problem's size.
  public func laneWidth(_ options: RunOptions) -> LaneWidth {
    options.laneWidth ?? plan.width(bytesPerNumber: precision.bytes)
  }

  private func train(
    _ block: [LaneTask], _ options: RunOptions, _ progress: StudyProgress?
  ) throws -> [Run] {
    // The last block of a kind may be narrow: a lane's numbers do not depend on the width.
    let width = LaneWidth.allCases.first { $0.rawValue >= block.count } ?? laneWidth(options)
    var told = 0
    let runs = try plan.train(
      block, doublePrecision: precision == .float64, width: width, set: options.instructionSet
    ) { made in
      try Task.checkCancellation()
      told += made
      progress?.advance(made * block.count)
    }
    // The steps since the block last told of them, and those that failed runs need no more.
    progress?.advance((steps - told) * block.count)
    return runs
  }

  /// The runs to be made, in blocks of equal evidence and optimizer.
  private func blocks(except done: Set<RunKey>, width: LaneWidth) -> [[LaneTask]] {
    struct Kind: Hashable {
      let demand: Demand
      let optimizer: Optimizer
    }
    var kinds: [Kind] = []
    var groups: [Kind: [LaneTask]] = [:]
    for task in tasks where task.population == nil && !done.contains(task.key) {
      let kind = Kind(demand: task.demand, optimizer: task.optimizer)
      if groups[kind] == nil { kinds.append(kind) }
      groups[kind, default: []].append(task)
    }
    return kinds.flatMap { kind -> [[LaneTask]] in
      let group = groups[kind] ?? []
      return stride(from: 0, to: group.count, by: width.rawValue).map {
        Array(group[$0..<min($0 + width.rawValue, group.count)])
      }
    } + populationBlocks(except: done, width: width)
  }

  /// Whole populations, as many a block as fit, and one where it does not: the members of a
  /// population are trained together, and again where some of their runs are missing.
  private func populationBlocks(
    except done: Set<RunKey>, width: LaneWidth
  ) -> [[LaneTask]] {
    arms.flatMap { arm -> [[LaneTask]] in
      var blocks: [[LaneTask]] = []
      for seed in 0..<seeds {
        let members = tasks(of: arm, seed: seed).filter { $0.population != nil }
        guard members.contains(where: { !done.contains($0.key) }) else { continue }
        if let last = blocks.last, last.count + members.count <= width.rawValue {
          blocks[blocks.count - 1] += members
        } else {
          blocks.append(members)
        }
      }
      return blocks
    }
  }
}
