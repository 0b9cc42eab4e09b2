import Foundation
import Neural
import Records
import Strategies

extension BlockTrainer {
  /// The block as it stands after some updates.
  ///
  /// - Parameter all: The runs in training, with those of other blocks that decide together.
  func snapshot(after step: Int, among all: [LaneTask]) throws -> BlockSnapshot {
    let encoder = PropertyListEncoder()
    encoder.outputFormat = .binary
    return BlockSnapshot(
      checkpoints: try alive.map { lane in
        let content = [UInt8](try encoder.encode(try memory(lane, among: all)))
        return Checkpoint(run: tasks[lane].key, step: step, content: content)
      }, failed: runs.compactMap { $0 })
  }

  /// Puts the lanes where checkpoints left them.
  ///
  /// - Returns: The updates made before; 0 without checkpoints.
  /// - Throws: ``CheckpointError``.
  func restore(_ checkpoints: [Checkpoint]) throws -> Int {
    guard let step = checkpoints.first?.step else { return 0 }
    precondition(
      checkpoints.map(\.run) == tasks.map(\.key) && checkpoints.allSatisfy { $0.step == step },
      "one checkpoint for each task, all of one step")
    for (lane, checkpoint) in checkpoints.enumerated() {
      let memory = try LaneMemory.read(checkpoint)
      do { try restore(memory, lane, step) } catch let error as CheckpointError {
        throw error
      } catch {
        throw CheckpointError(run: checkpoint.run, detail: "\(error)")
      }
    }
    optimizer.resume(after: step)
    feeder.skip(step)
    return step
  }

  private func memory(_ lane: Int, among all: [LaneTask]) throws -> LaneMemory {
    keepExtremes(lane)
    let record = recorders[lane].recorder?.content ?? (steps: [], rows: [])
    return LaneMemory(
      form: LaneMemory.currentForm,
      parameters: LaneMemory.bytes(lanes.parameterValues(lane: lane), as: Number.self),
      moments: LaneMemory.bytes(optimizer.moments(lane: lane), as: Number.self),
      evidence: LaneMemory.bytes(pass.memory(lane: lane), as: Double.self),
      balancer: Data(
        try balancers.compactMap { try $0.memory(lane: firstLane + lane) }.first ?? []),
      steps: record.steps, rows: LaneMemory.bytes(record.rows, as: Double.self),
      company: tasks[lane].company(among: all))
  }

  private func restore(_ memory: LaneMemory, _ lane: Int, _ step: Int) throws {
    let rows = memory.rows.count / MemoryLayout<Double>.size
    guard memory.form == LaneMemory.currentForm, 0...plan.steps ~= step,
      memory.steps == plan.evaluationSteps.filter({ $0 < step }),
      let parameters = LaneMemory.numbers(
        memory.parameters, as: Number.self, count: plan.layout.count),
      let moments = LaneMemory.numbers(
        memory.moments, as: Number.self, count: optimizer.moments(lane: lane).count),
      let evidence = LaneMemory.numbers(
        memory.evidence, as: Double.self, count: pass.memory(lane: lane).count),
      let table = LaneMemory.numbers(memory.rows, as: Double.self, count: rows),
      recorders[lane].recorder?.fits(steps: memory.steps, rows: table) == true
    else { throw CheckpointError(run: tasks[lane].key, detail: "its shape is another") }
    lanes.setParameters(parameters, lane: lane)
    optimizer.setMoments(moments, lane: lane)
    pass.remember(evidence, lane: lane)
    recorders[lane].recorder?.restore(steps: memory.steps, rows: table)
    resumeExtremes(lane)
    for group in balancers {
      try group.remember([UInt8](memory.balancer), lane: firstLane + lane)
    }
  }
}
