import Neural
import Records
import Store
import Strategies
import TestSupport
import Testing
import Training

/// What a strategy remembers comes back from a store's file as it went in.
@Suite struct StoredCheckpointTests {
  private static func net() -> Sequential {
    Sequential {
      Dense(2, 3)
      Tanh()
      Dense(3, 1)
    }
  }

  private static let data = [
    "x": DataSource.normal([8, 2]), "y": DataSource.normal([8, 1]),
  ]

  /// Two objectives of minibatches, above 0.
  private static func pair() -> Problem {
    Problem("two", model: net(), data: data, batchSize: 3) { net, data in
      let out = net(data["x"])
      Minimize("fit", mean(square(out - data["y"])) + 0.1)
      Minimize("size", mean(square(out)) + 0.2)
    }
  }

  /// The same with a third.
  private static func triple() -> Problem {
    Problem("three", model: net(), data: data, batchSize: 3) { net, data in
      let out = net(data["x"])
      Minimize("fit", mean(square(out - data["y"])) + 0.1)
      Minimize("size", mean(square(out)) + 0.2)
      Minimize("weights", mean(square(net.parameters)) + 0.3)
    }
  }

  /// The catalogue, and wrappers around what remembers more than they.
  private static let strategies: [any Strategy] =
    StrategyCatalogue.strategies + [
      Smoothed(of: FAMO()), Every(steps: 2, of: ReLoBRaLo()), Every(steps: 3, of: RandomWeights()),
      WarmUp(steps: 2, with: RandomWeights(), of: GradNorm()), Logarithm(of: Smoothed(of: MGDA())),
      Clipped(norm: 0.1, of: DBMTL()), Normalized(sum: .m, of: Smoothed(of: IMTLL())),
      WarmUp(steps: 3, with: DWA(), of: Logarithm(of: Every(steps: 2, of: SDMGrad()))),
    ]

  /// An uninterrupted run, and its checkpoints, one a step.
  private struct Whole {
    let task: LaneTask
    let plan: TrainingPlan
    let run: Run
    let kept: [Checkpoint]

    init(_ strategy: any Strategy, _ index: Int) throws {
      let three = StoredCheckpointTests.triple()
      let fits = (try? strategy.validate(for: three.objectives)) != nil
      plan = TrainingPlan(
        fits ? three : StoredCheckpointTests.pair(), steps: 6, evaluations: 7)
      task = LaneTask(
        arm: "\(index) \(strategy.label)", member: 0, seed: 0, strategy: strategy,
        optimizer: .adam(learningRate: 0.01))
      var kept: [Checkpoint] = []
      let runs = try plan.train([task], doublePrecision: true, width: .one, set: .best) {
        kept += try $1().checkpoints
      }
      (run, self.kept) = (try #require(runs.first), kept)
    }
  }

  @Test func everyStrategyGoesOnFromTheStore() throws {
    let all = try Self.strategies.enumerated().map { try Whole($1, $0) }
    let record = StudyRecord(
      name: "kept", objectives: Self.triple().objectives,
      arms: all.map { whole in
        ArmRecord(
          name: whole.task.key.arm, strategy: "any", settings: .null, optimizer: "adam")
      },
      seeds: 1, steps: 6, evaluationSteps: Array(0...6), precision: "float64",
      parameterCount: 13, problem: "kept")
    let (folder, keys) = (try ScratchFolder(), all.map(\.task.key))
    let path = folder.path + "/study.poise"
    try StudyStore.create(at: path, study: record, contentHash: "kept").close()
    for moment in 0..<5 {
      let before = try StudyStore.open(at: path)
      #expect(try before.claim(keys).granted.map(\.run) == keys)
      try before.keep(all.map { $0.kept[moment] })
      try before.release(keys)
      try before.close()
      let after = try StudyStore.open(at: path)
      for (whole, granted) in zip(all, try after.claim(keys).granted) {
        let checkpoint = try #require(granted.checkpoint)
        #expect(checkpoint.run == whole.task.key && checkpoint.step == moment + 1)
        let again = try whole.plan.train(
          [whole.task], doublePrecision: true, width: .eight, set: .best, from: [checkpoint])
        #expect(again.map(\.bits) == [whole.run.bits], "\(whole.task.key.arm) after \(moment)")
        #expect(again.map(\.outcome) == [.finished], "\(whole.task.key.arm)")
      }
      try after.release(keys)
      try after.close()
    }
  }
}
