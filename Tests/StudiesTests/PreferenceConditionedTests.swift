import Neural
import Records
import Strategies
import Testing
import Training

@testable import Studies

/// One network that reads its preference, and gives every trade-off after one training.
@Suite struct PreferenceConditionedTests {
  /// One output that is to be near both 1 and −1: √f1 + √f2 is 2 on the front.
  static func study(
    _ sampler: any Sampler = PreferenceConditioned(points: 5), steps: Int = 40, seeds: Int = 2,
    batchSize: Int? = nil
  ) throws -> Study {
    let net = Sequential {
      Dense(1, 8)
      ReLU()
      Dense(8, 1)
    }
    let problem = Problem(
      "between", model: net, data: ["features": .uniform([4, 1])], batchSize: batchSize
    ) { net, batch in
      let out = net(batch["features"])
      Minimize("f1", mean(square(out - 1)))
      Minimize("f2", mean(square(out + 1)))
    }
    return try Study(
      problem, arms: [sampler], optimizer: .adam(learningRate: 0.01), seeds: seeds, steps: steps,
      precision: .float64)
  }

  @Test(arguments: [
    PreferenceConditioned(points: 7),
    PreferenceConditioned(points: 7, scalarization: AugmentedTchebycheff()),
    PreferenceConditioned(points: 7, scalarization: EPO()),
    PreferenceConditioned(points: 7, scalarization: COSMOS(alignment: 0.1)),
  ]) func oneTrainingGivesAllTradeOffs(_ sampler: PreferenceConditioned) async throws {
    let study = try Self.study(sampler, steps: 1500, seeds: 1)
    let arm = try #require(study.arms.last)
    let ends = FrontMethodTests.ends(try await study.run().runs, of: arm.name)
    #expect(ends.count == 7)
    for end in ends {
      #expect((end[0].squareRoot() + end[1].squareRoot() - 2).magnitude < 0.1, "\(ends)")
    }
    let first = ends.map { $0[0] }
    #expect(zip(first, first.dropFirst()).allSatisfy { ($0 < $1) == (first[0] < first[6]) })
    #expect((first.max() ?? 0) > 1.6 && (first.min() ?? 4) < 0.6, "\(ends)")
  }

  @Test func allMembersAreOneNetworkThatBeginsAsOthersDo() throws {
    let study = try Self.study()
    let arm = try #require(study.arms.last)
    #expect(arm.plan.layout.count == study.plan.layout.count + 2 * 8)
    let start = study.plan.initialParameters(seed: 1)
    #expect(Array(arm.plan.initialParameters(seed: 1).prefix(start.count)) == start)
    var ends: [[Double]] = []
    let runs = try arm.plan.train(
      study.tasks(of: arm, seed: 1), doublePrecision: true, width: .eight, set: .best,
      ended: { end in ends = (0..<5).map(end) })
    #expect(ends.count == 5 && Set(ends).count == 1 && ends[0].prefix(start.count) != start[...])
    #expect(Set(runs.map { $0.trace.values[0].last }).count == 5, "each evaluated at its own")
  }

  @Test(arguments: [nil, 2]) func itIsTheSameInEveryWidthAndCompany(_ batch: Int?) async throws {
    let study = try Self.study(batchSize: batch)
    let plain = try await study.run(.init(threads: 1, laneWidth: .one, instructionSet: .baseline))
    #expect(plain.runs.allSatisfy { $0.outcome == .finished })
    for width in [LaneWidth.eight, .thirtyTwo] {
      let runs = try await study.run(.init(threads: 2, laneWidth: width)).runs
      #expect(runs.map(\.bits) == plain.runs.map(\.bits))
    }
    let alone = try await Self.study(seeds: 1, batchSize: batch).run().runs
    #expect(alone.map(\.bits) == plain.runs.filter { $0.seed == 0 }.map(\.bits))
  }

  @Test func parametersWithoutANetworkAreRefused() throws {
    let error = #expect(throws: StudyError.self) {
      _ = try FrontMethodTests.study("vlmop1", PreferenceConditioned(), steps: 10)
    }
    #expect(
      "\(error.map { "\($0)" } ?? "")".contains(
        "needs a network that reads data, and vlmop1 has parameters alone"))
  }

  @Test func anObjectiveThatTheOutputDoesNotReachIsRefused() throws {
    let error = #expect(throws: StudyError.self) {
      _ = try Study(StudyProblems.twoScales(), arms: [PreferenceConditioned()], steps: 10)
    }
    #expect(
      "\(error.map { "\($0)" } ?? "")".contains(
        "the objective weights does not depend on what the network makes of its data"))
  }
}
