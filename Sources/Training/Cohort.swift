import Neural
import Records
import Strategies
import Tensors

/// Several blocks that step in lockstep and decide together: a population of more members than a
/// block has lanes.
final class Cohort<Number: LaneNumber> {
  private let plan: TrainingPlan
  private var blocks: [BlockTrainer<Number>] = []
  private let balancers: [any LaneBalancing]
  private let pass: CohortPass<Number>
  private let weights: LaneBuffer<Double>
  private var decisions: LaneDecisions
  /// The updates made before this training began.
  private var start = 0

  /// Prepares the blocks.
  ///
  /// - Parameter checkpoints: As for a ``BlockTrainer``.
  /// - Throws: `SettingError` if a strategy does not fit the objectives; ``CheckpointError`` if a
  ///   checkpoint does not fit its task.
  init(
    _ plan: TrainingPlan, tasks: [LaneTask], width: LaneWidth, set: InstructionSet,
    from checkpoints: [Checkpoint]
  ) throws {
    self.plan = plan
    balancers = try LaneTask.balancers(tasks, objectives: plan.objectives)
    for first in stride(from: 0, to: tasks.count, by: width.rawValue) {
      let part = Array(tasks[first..<min(first + width.rawValue, tasks.count)])
      let block = try BlockTrainer<Number>(
        plan, tasks: part, width: width, set: set, firstLane: first, balancers: balancers)
      start = try block.restore(Array(checkpoints.dropFirst(first).prefix(part.count)))
      blocks.append(block)
    }
    pass = CohortPass(blocks.map(\.pass), width: width.rawValue)
    let (m, lanes) = (plan.objectives.count, blocks.count * width.rawValue)
    weights = LaneBuffer(m * lanes)
    decisions = LaneDecisions(weights: weights.start, objectives: m, width: lanes)
  }

  /// Trains all runs to their end; as ``BlockTrainer/train(tick:)``.
  func train(
    tick: (Int, () throws -> BlockSnapshot) throws -> Void = { _, _ in }
  ) rethrows -> [Run] {
    try flushingSubnormals {
      var (row, told) = (plan.evaluationSteps.count { $0 < start }, start)
      for step in start..<plan.steps where blocks.contains(where: \.isAlive) {
        let isRow = plan.evaluationSteps[row] == step
        advance(step, recording: isRow)
        if isRow { row += 1 }
        if isRow || step & 127 == 127 {
          try tick(step + 1 - told) { try snapshot(after: step + 1) }
          told = step + 1
        }
      }
      for k in blocks.indices where blocks[k].isAlive { blocks[k].evaluateEnd() }
    }
    return blocks.flatMap(\.finished)
  }

  private func snapshot(after step: Int) throws -> BlockSnapshot {
    let inTraining = blocks.flatMap(\.inTraining)
    let parts = try blocks.map { try $0.snapshot(after: step, among: inTraining) }
    return BlockSnapshot(
      checkpoints: parts.flatMap(\.checkpoints), failed: parts.flatMap(\.failed))
  }

  private func advance(_ step: Int, recording: Bool) {
    for k in blocks.indices { blocks[k].observe(step, recording: recording) }
    decisions.begin()
    for group in balancers { group.decide(pass, into: &decisions) }
    let held = BlockTrainer.moveAtOnce(by: decisions, among: blocks)
    for k in blocks.indices {
      blocks[k].take(decisions)
      blocks[k].act(step, recording: recording)
    }
    BlockTrainer.moveOn(by: decisions, held, among: blocks)
  }
}

/// The steps of several blocks, their lanes counted on.
final class CohortPass<Number: LaneNumber>: BackwardPass {
  private let blocks: [BlockPass<Number>]
  private let width: Int

  init(_ blocks: [BlockPass<Number>], width: Int) { (self.blocks, self.width) = (blocks, width) }

  private func block(_ lane: Int) -> BlockPass<Number> { blocks[lane / width] }

  var position: Position { blocks[0].position }

  func readLosses(lane: Int, into losses: inout [Double]) {
    block(lane).readLosses(lane: lane % width, into: &losses)
  }

  func readGramian(lane: Int, request: Request, into gramian: inout Matrix) {
    block(lane).readGramian(lane: lane % width, request: request, into: &gramian)
  }

  func readJacobian(lane: Int, request: Request, into jacobian: inout Matrix) {
    block(lane).readJacobian(lane: lane % width, request: request, into: &jacobian)
  }

  func parameterCount(_ request: Request) -> Int { blocks[0].parameterCount(request) }

  func itemCount(_ request: Request) -> Int { blocks[0].itemCount(request) }

  func readHindsight(lane: Int, into after: inout [Double]) {
    block(lane).readHindsight(lane: lane % width, into: &after)
  }

  func readLosses(lane: Int, batch: Int, into losses: inout [Double]) {
    block(lane).readLosses(lane: lane % width, batch: batch, into: &losses)
  }

  func readCrossGramian(lane: Int, request: Request, into product: inout Matrix) {
    block(lane).readCrossGramian(lane: lane % width, request: request, into: &product)
  }

  func readInitialNorms(lane: Int, into norms: inout [Double]) {
    block(lane).readInitialNorms(lane: lane % width, into: &norms)
  }
}
