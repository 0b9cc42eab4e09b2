import Fronts
import Neural
import Records
import Strategies
import Studies
import Testing
import Training

/// Members that follow in rounds, and preferences that move.
@Suite struct FrontRoundTests {
  /// The widest step of a seed's front, of scaled points.
  static func widest(_ ends: [[Double]]) throws -> Double {
    let best = try Front(minimizing: ends).nondominated().map { ends[$0] }
    return FrontGaps(of: best).gaps.map(\.length).max() ?? 0
  }

  static func ends(
    _ problem: String, _ sampler: ParetoSampling, steps: Int = 600
  ) async throws -> [[Double]] {
    let study = try FrontMethodTests.study(problem, sampler, steps: steps)
    let arm = try #require(study.arms.last?.name)
    return FrontMethodTests.ends(try await study.run().runs, of: arm)
  }

  /// The front of VLMOP1 is run through unevenly by the weights of a weighted sum.
  @Test func refinementFillsTheWidestGaps() async throws {
    let known: [[Double]] = [[0, 1], [0.9, 0.1], [1, 0]]
    let coarse = try await Self.ends("vlmop1", ParetoSampling(preferences: .listed(known)))
    let fine = try await Self.ends(
      "vlmop1", ParetoSampling(preferences: .listed(known), refine: 4, rounds: 2))
    #expect(fine.count == 7 && Array(fine.prefix(3)) == coarse)
    #expect(try Self.widest(fine) < 0.4 * Self.widest(coarse), "\(fine)")
  }

  @Test func preferencesOfLaterRoundsAreRecordedAndTrained() async throws {
    let sampler = ParetoSampling(points: 3, refine: 3, rounds: 3)
    let study = try FrontMethodTests.study("vlmop1", sampler, steps: 300, seeds: 2)
    let arm = try #require(study.arms.last)
    #expect(arm.members.map(\.round) == [0, 0, 0, 1, 2, 3])
    let runs = try await study.run().runs.filter { $0.arm == arm.name }
    for run in runs {
      let placed = run.trace.evidence["preference/f1"]
      #expect((placed == nil) == (run.member < 3))
      if let placed { #expect(placed.first == run.trace.evidence["weight/f1"]?.first) }
    }
    for seed in 0..<2 {
      let weights = runs.filter { $0.seed == seed }.map { $0.trace.evidence["weight/f1"]?[0] }
      #expect(Set(weights).count == 6, "\(weights)")
    }
  }

  /// Each descent of a preference begins apart, and those of later rounds are of one preference too.
  @Test func aPreferenceHasAsManyMembersAsDescents() async throws {
    let sampler = ParetoSampling(points: 3, descents: 2, refine: 2, rounds: 2)
    let study = try FrontMethodTests.study("vlmop1", sampler, steps: 300)
    let arm = try #require(study.arms.last)
    #expect(arm.members.map(\.round) == [0, 0, 0, 0, 0, 0, 1, 1, 2, 2])
    let runs = try await study.run().runs.filter { $0.arm == arm.name }
      .sorted { $0.member < $1.member }
    let (beginnings, weights) = (
      runs.map { $0.trace.values.map(\.[0]) }, runs.map { $0.trace.evidence["weight/f1"]?[0] }
    )
    #expect(Set(beginnings).count == 10)
    #expect((0..<5).allSatisfy { weights[2 * $0] == weights[2 * $0 + 1] }, "\(weights)")
    #expect(Set(weights).count == 5, "\(weights)")
  }

  @Test func theDescentsOfAPreferenceMoveTogether() async throws {
    let sampler = ParetoSampling(
      points: 4, scalarization: Tchebycheff(), descents: 3, even: 10, exchange: 20)
    let study = try FrontMethodTests.study("zdt3", sampler, steps: 200)
    let arm = try #require(study.arms.last?.name)
    let runs = try await study.run().runs.filter { $0.arm == arm }
      .sorted { $0.member < $1.member }
    let placed = runs.map { Array(($0.trace.evidence["preference/f1"] ?? []).dropLast()) }
    #expect(placed.map(\.count).allSatisfy { $0 > 100 })
    for first in [0, 3, 6, 9] {
      #expect(Set(placed[first..<first + 3]).count == 1)
    }
    #expect(Set(placed[3]).count > 5 && Set(placed[0]).count == 1)
  }

  /// Chebyshev's members know the ideal of earlier rounds: one alone would stay where it is.
  @Test func membersOfLaterRoundsKnowTheIdealOfEarlierOnes() async throws {
    let sampler = ParetoSampling(
      points: 3, scalarization: Tchebycheff(), refine: 2, rounds: 2)
    let ends = try await Self.ends("vlmop2", sampler, steps: 800)
    #expect(try Front(minimizing: ends).nondominated().count == 5, "\(ends)")
    #expect(try Self.widest(ends) < 0.5, "\(ends)")
  }

  /// The subgradients of a maximum leave some jitter.
  @Test(
    arguments: [
      ("vlmop1", nil, 1.01), ("vlmop1", Tchebycheff(), 1.6), ("vlmop2", STCH(mu: 0.05), 1.2),
    ] as [(String, (any Preferring)?, Double)])
  func movingPreferencesEvenTheFront(
    _ problem: String, _ scalarization: (any Preferring)?, _ most: Double
  ) async throws {
    var unevenness: [Double] = []
    for even in [nil, 25] {
      let sampler = ParetoSampling(points: 9, scalarization: scalarization, even: even)
      let ends = try await Self.ends(problem, sampler, steps: 1500)
      let lengths = FrontGaps(of: ends).gaps.map(\.length)
      unevenness.append((lengths.max() ?? 0) / (lengths.min() ?? 1))
    }
    #expect(unevenness[1] < most && most < unevenness[0], "\(unevenness)")
  }

  @Test func aMovingPreferenceIsRecorded() async throws {
    let sampler = ParetoSampling(points: 4, even: 10)
    let study = try FrontMethodTests.study("vlmop1", sampler, steps: 100)
    let arm = try #require(study.arms.last?.name)
    let run = try #require(try await study.run().runs.first { $0.arm == arm && $0.member == 1 })
    let moved = try #require(run.trace.evidence["preference/f1"])
    #expect(moved.first == 1.0 / 3 && moved[98] != 1.0 / 3)
    // In the first quarter it stays, and with a quarter left.
    #expect(Set(moved[0..<20]).count == 1 && moved[20] != moved[50])
    #expect(moved[60] != moved[75] && Set(moved[70..<99]).count == 1)
    #expect(zip(moved, run.trace.evidence["weight/f1"] ?? []).dropLast().allSatisfy { $0 == $1 })
  }

  @Test(arguments: [
    ParetoSampling(points: 3, refine: 4), ParetoSampling(points: 5, even: 7),
    ParetoSampling(points: 3, descents: 2, refine: 2, exchange: 7),
    ParetoSampling(points: 3, scalarization: STCH(mu: 0.1), descents: 2, even: 7, exchange: 7),
    ParetoSampling(points: 3, scalarization: STCH(mu: 0.1), refine: 2, rounds: 1),
    ParetoSampling(points: 5, scalarization: EpsilonConstraint(), even: 7),
  ])
  func theyAreTheSameInEveryWidthAndCompany(_ sampler: ParetoSampling) async throws {
    try await FrontMethodTests.requireSameBits(sampler)
    try await FrontMethodTests.requireSameBitsWhereRunsAreMissing(sampler)
  }

  static let mistakes: [([String: Setting], String)] = [
    (["rounds": .number(2)], "setting rounds: says when further members follow"),
    (["refine": .number(2), "even": .number(2)], "setting even: found refine beside it"),
    (
      ["even": .number(2), "scalarization": .text("pareto-mtl")],
      "setting even: pareto-mtl tells members of each other's preferences"
    ),
    (["refine": .number(0)], "setting refine: found 0"),
    (["descents": .number(0)], "setting descents: found 0"),
    (
      ["descents": .number(2), "starts": .text("shared")],
      "setting starts: found shared beside descents: from one start all descents are the same"
    ),
  ]

  @Test(arguments: mistakes)
  func aMistakeIsAnswered(_ settings: [String: Setting], _ part: String) throws {
    let objectives = (1...2).map { Objective("o\($0)", .minimize) }
    let error = #expect(throws: SettingError.self) {
      _ = try StrategyCatalogue.make("pareto-sampling", settings: settings)?
        .members(for: objectives)
    }
    #expect(error?.description.contains(part) ?? false, "\(String(describing: error))")
  }
}
