import Foundation
import Neural
import Records
import Strategies
import Testing
import Training

/// A run that is resumed from a checkpoint has the bits of one that was never interrupted.
@Suite struct CheckpointTests {
  /// Everything that a checkpoint has to carry: a head start of noise, batches, dropout, momentum.
  private static func problem() -> Problem {
    let net = Sequential {
      Dense(2, 4)
      Tanh()
      Dropout(0.25)
      Dense(4, 1)
    }
    let data = ["x": DataSource.normal([10, 2]), "y": DataSource.normal([10, 1])]
    return Problem("cut", model: net, data: data, batchSize: 3) { net, data in
      let out = net(data["x"])
      Minimize("fit", mean(square(out - data["y"])) + 0.1)
      Minimize("size", mean(square(out)) + 0.2)
      Minimize("weights", mean(square(net.parameters)) + 0.3)
    }
  }

  private static let optimizers: [Optimizer] = [
    .adam(learningRate: 0.01), .sgd(learningRate: 0.01, momentum: 0.9),
  ]

  /// All checkpoints of a training, by step.
  private func checkpoints(
    _ plan: TrainingPlan, _ tasks: [LaneTask], double: Bool, width: LaneWidth
  ) throws -> (runs: [Run], kept: [[Checkpoint]]) {
    var kept: [[Checkpoint]] = []
    let runs = try plan.train(tasks, doublePrecision: double, width: width, set: .best) {
      kept.append(try $1().checkpoints)
    }
    return (runs, kept)
  }

  @Test(arguments: StrategyCatalogue.strategies.indices)
  func resumingChangesNoBit(_ index: Int) throws {
    let strategy = StrategyCatalogue.strategies[index]
    // Some are made for two objectives.
    guard (try? strategy.validate(for: Self.problem().objectives)) != nil else { return }
    let (double, optimizer) = (index % 2 == 0, Self.optimizers[index / 2 % 2])
    let plan = TrainingPlan(Self.problem(), steps: 24, evaluations: 7)
    let tasks = (0..<3).map {
      LaneTask(arm: "a", member: 1, seed: $0, strategy: strategy, optimizer: optimizer)
    }
    let (runs, kept) = try checkpoints(plan, tasks, double: double, width: .eight)
    #expect(runs.allSatisfy { $0.outcome == .finished }, "\(runs.map(\.outcome))")
    #expect(kept.map { $0[0].step } == [1, 5, 9, 13, 17, 21])
    // Another width, another company, and once more from what was resumed.
    let chosen = [2, 0]
    for (checkpoint, steps) in [(kept[2], 3), (kept[4], 1)] {
      let (again, keptAgain) = try self.checkpoints(
        plan, chosen.map { tasks[$0] }, from: chosen.map { checkpoint[$0] }, double: double)
      #expect(again.map(\.bits) == chosen.map { runs[$0].bits })
      #expect(keptAgain.count == steps)
      #expect(keptAgain.last?.map(\.step) == [21, 21])
    }
  }

  private func checkpoints(
    _ plan: TrainingPlan, _ tasks: [LaneTask], from start: [Checkpoint], double: Bool
  ) throws -> (runs: [Run], kept: [[Checkpoint]]) {
    var kept: [[Checkpoint]] = []
    let runs = try plan.train(
      tasks, doublePrecision: double, width: .thirtyTwo, set: .best, from: start
    ) { kept.append(try $1().checkpoints) }
    return (runs, kept)
  }

  /// What has failed is a run, and is handed out as such.
  @Test func aFailedLaneHasNoCheckpoint() throws {
    let plan = TrainingPlan(TestProblems.pull(), steps: 300, evaluations: 4)
    let tasks = [Fixed([1, 1]), Fixed([1e9, 1])].enumerated().map {
      LaneTask($1, seed: $0)
    }
    var last: BlockSnapshot?
    let runs = try plan.train(tasks, doublePrecision: false, width: .eight, set: .best) {
      last = try $1()
    }
    #expect(runs[1].outcome.failure != nil)
    #expect(last?.checkpoints.map(\.run.seed) == [0])
    #expect(last?.failed.map(\.seed) == [1])
    #expect(last?.failed.first?.bits == runs[1].bits)
  }

  /// The same content as another version of the software would call it.
  private func ofForm(_ form: Int, _ content: [UInt8]) throws -> [UInt8] {
    let list = try PropertyListSerialization.propertyList(from: Data(content), format: nil)
    var memory = try #require(list as? [String: Any])
    memory["form"] = form
    return [UInt8](
      try PropertyListSerialization.data(fromPropertyList: memory, format: .binary, options: 0))
  }

  @Test func aCheckpointOfAnotherShapeIsRefused() throws {
    let plan = TrainingPlan(TestProblems.pull(), steps: 24, evaluations: 7)
    let task = LaneTask(GradNorm(losses: .exponential))
    let kept = try checkpoints(plan, [task], double: false, width: .one).kept
    let content = kept[1][0].content
    let wrong: [(String, TrainingPlan, Checkpoint)] = [
      ("garbage", plan, Checkpoint(run: task.key, step: 5, content: [1, 2, 3])),
      ("cut", plan, Checkpoint(run: task.key, step: 5, content: Array(content.dropLast(40)))),
      ("step", plan, Checkpoint(run: task.key, step: 13, content: content)),
      (
        "problem", TrainingPlan(TestProblems.pull(from: [1, 2, 3]), steps: 24, evaluations: 7),
        Checkpoint(run: task.key, step: 5, content: content)
      ),
      ("form", plan, Checkpoint(run: task.key, step: 5, content: try ofForm(0, content))),
    ]
    for (what, plan, checkpoint) in wrong {
      let error = #expect(throws: CheckpointError.self, "\(what)") {
        try plan.train(
          [task], doublePrecision: false, width: .one, set: .best, from: [checkpoint])
      }
      #expect(error?.run == task.key)
    }
    // A number of another precision.
    #expect(throws: CheckpointError.self) {
      try plan.train([task], doublePrecision: true, width: .one, set: .best, from: kept[1])
    }
  }
}
