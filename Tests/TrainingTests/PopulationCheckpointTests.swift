import Neural
import Records
import Strategies
import Testing
import Training

/// Members that decide together go on together, with the bits of those never interrupted.
@Suite struct PopulationCheckpointTests {
  /// Members slide to where a logarithm ends, each at its own step, and fail.
  private static func cliff() -> Problem {
    let p = Parameter([2], .uniform(0.6, 3))
    return TestProblems.problem([("p", p)]) { _ in
      [
        ObjectiveTerm(Objective("depth", .minimize), sum(log(p.tensor))),
        ObjectiveTerm(Objective("width", .minimize), sum(square(p.tensor))),
      ]
    }
  }

  private static let plan = TrainingPlan(cliff(), steps: 60, evaluations: 21)

  /// Two seeds of five members.
  private static func tasks(_ sampler: any Sampler) throws -> [LaneTask] {
    let members = try sampler.members(for: plan.objectives)
    return (0..<2).flatMap { seed in
      members.enumerated().map { index, member in
        LaneTask(
          arm: "set", member: index, seed: seed, strategy: member.strategy,
          optimizer: .sgd(learningRate: 0.03, momentum: 0.5), startsApart: member.startsApart)
      }
    }
  }

  private static func train(
    _ tasks: [LaneTask], width: LaneWidth, from checkpoints: [Checkpoint] = []
  ) throws -> (runs: [Run], kept: [BlockSnapshot]) {
    var kept: [BlockSnapshot] = []
    let runs = try plan.train(
      tasks, doublePrecision: width == .eight, width: width, set: .best, from: checkpoints
    ) { kept.append(try $1()) }
    return (runs, kept)
  }

  @Test(arguments: [
    HypervolumeAscent(points: 5) as any Sampler, MOOSVGD(points: 5, repulsion: 1, bandwidth: 1),
    ParetoSampling(points: 5, scalarization: Tchebycheff()),
    ParetoSampling(points: 5, scalarization: Tchebycheff(), even: 3),
    ParetoSampling(points: 5, scalarization: Tchebycheff(), exchange: 3),
    HypervolumeAscent(points: 5, exchange: 3),
  ])
  func theyGoOnWithoutThoseThatFailed(_ sampler: any Sampler) throws {
    let tasks = try Self.tasks(sampler)
    // One lane a block, so that ten blocks decide together; and one block.
    for (width, other) in [(LaneWidth.one, LaneWidth.thirtyTwo), (.thirtyTwo, .one)] {
      let (runs, kept) = try Self.train(tasks, width: width)
      let failed = runs.compactMap(\.outcome.failure?.step)
      #expect(Set(failed).count > 1, "\(runs.map(\.outcome))")
      let middle = try #require(
        kept.first { $0.failed.count > 1 && !$0.checkpoints.isEmpty }, "\(failed)")
      let alive = tasks.filter { task in middle.checkpoints.contains { $0.run == task.key } }
      #expect(alive.count + middle.failed.count == tasks.count)
      let (again, keptAgain) = try Self.train(alive, width: other, from: middle.checkpoints)
      let whole = Dictionary(uniqueKeysWithValues: runs.map { ($0.key, $0) })
      for run in again {
        #expect(whole[run.key]?.bits == run.bits, "\(run.key)")
        #expect(whole[run.key]?.outcome == run.outcome)
      }
      #expect(again.map(\.key) == alive.map(\.key))
      // The resumed keep the same checkpoints, so that resuming can be repeated.
      let (first, second) = (kept.last?.checkpoints ?? [], keptAgain.last?.checkpoints ?? [])
      #expect(first.map(\.run) == second.map(\.run))
      for (one, other) in zip(first, second) {
        #expect(one.step == other.step && one.content == other.content, "\(one.run)")
      }
    }
  }

  @Test func aPopulationIsThatOfOneMomentAndComplete() throws {
    let tasks = try Self.tasks(HypervolumeAscent(points: 5)).filter { $0.seed == 0 }
    let kept = try Self.train(tasks, width: .eight).kept
    let (early, late) = (kept[0].checkpoints, kept[1].checkpoints)
    #expect(early.count == 5 && late.count == 5)
    #expect(try early.arePopulation && late.arePopulation)
    #expect(try !Array(early.dropLast()).arePopulation)
    #expect(try !(early.prefix(4) + late.suffix(1)).arePopulation)
    #expect(try ![Checkpoint]().arePopulation)
    let alone = try #require(kept.last { $0.checkpoints.count < 5 && !$0.checkpoints.isEmpty })
    #expect(try alone.checkpoints.arePopulation)
    let garbage = early.map { Checkpoint(run: $0.run, step: 1, content: [1]) }
    #expect(throws: CheckpointError.self) { try garbage.arePopulation }
  }
}
