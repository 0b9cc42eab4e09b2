import Foundation
import Records
import Statistics
import Testing

@testable import Stability

@Suite("Comparisons of arms")
struct ComparisonTests {
  private let fragile = Synthetic.Character(
    name: "fragile", failures: [2: .nonFinite, 5: .runaway])

  /// The stability of runs picked from two arms, computed from the definition.
  private func stability(_ runs: [(ScoredRun, [Double]?)]) -> Double {
    let ends = runs.compactMap(\.1)
    var (sum, pairs) = (0.0, 0.0)
    for i in ends.indices {
      for j in 0..<i {
        sum += zip(ends[i], ends[j]).reduce(0) { max($0, abs($1.0 - $1.1)) }
        pairs += 1
      }
    }
    let mean = runs.reduce(0) { $0 + $1.0.guarded(.v1) } / Double(runs.count)
    return mean * exp2(-(pairs > 0 ? sum / pairs : 0) / 0.15)
  }

  @Test func `the permutation test is what swapping whole runs gives`() throws {
    var other = fragile
    other.name = "noisy"
    other.noise = 0.05
    other.failures = [3: .nonFinite]
    for arms in [[Synthetic.noisy, fragile], [fragile, other]] {
      let score = try StudyScore(
        Synthetic.study([Synthetic.baseline] + arms, seeds: 8), profile: .v1)
      let (a, b) = (score.arms[1].members[0], score.arms[2].members[0])
      let ends = (try CenteredEnds(of: a), try CenteredEnds(of: b))
      let flips = try SignFlips(of: 8, random: 1, seed: StreamSeed(master: 1, purpose: "t"))
      func difference(_ pattern: Int) -> Double {
        let picked = (0..<8).map { seed in
          let pair = ((a.runs[seed], ends.0.points[seed]), (b.runs[seed], ends.1.points[seed]))
          return (pattern >> seed) & 1 == 0 ? pair : (pair.1, pair.0)
        }
        return stability(picked.map(\.0)) - stability(picked.map(\.1))
      }
      let observed = abs(difference(0))
      let share = Double((0..<256).count { abs(difference($0)) >= observed - 1e-10 }) / 256
      let test = try SwapTest(a, b, ends: ends, flips: flips)
      #expect(agree(test.stabilityP, share) && share < 1)
      #expect(try #require(test.spreadP) > 0)
    }
  }

  @Test(arguments: [[2], [1, 2], [0, 1, 2]])
  func `the test of all arms is what reordering whole runs gives`(lost: [Int]) throws {
    var (second, third) = (Synthetic.noisy, fragile)
    (second.name, second.noise, second.spread, third.noise) = ("second", 0.02, 0.04, 0.03)
    third.failures = Dictionary(uniqueKeysWithValues: (lost + [5]).map { ($0, .nonFinite) })
    let score = try StudyScore(
      Synthetic.study([Synthetic.baseline, second, third], seeds: 6), profile: .v1)
    let arms = try score.arms.map { arm in
      try ArmScore(arm.record.name, Array(arm.members[0].runs.prefix(4)), profile: .v1)
    }
    let ends = try arms.map { try CenteredEnds(of: $0) }
    let orders = [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]]
    func variance(_ pattern: Int) -> Double {
      let seeds = (0..<4).map { orders[pattern / [1, 6, 36, 216][$0] % 6] }
      let scores = (0..<3).map { slot -> Double in
        let picked = seeds.enumerated().map { seed, order in
          (arms[order[slot]].runs[seed], ends[order[slot]].points[seed])
        }
        return stability(picked)
      }
      let mean = scores.reduce(0, +) / 3
      return scores.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 3
    }
    let observed = variance(0)
    let share = Double((0..<1296).count { variance($0) >= observed - 1e-12 }) / 1296
    let found = try #require(try OmnibusTest.pValue(arms, profile: .v1))
    // Four standard errors of a share over 9,999 patterns.
    let error = 4 * (share * (1 - share) / 9999).squareRoot()
    #expect(abs(found - share) < error && share < 1, "\(found) \(share)")
  }

  @Test func `a pattern that was observed is counted where no other comes near`() throws {
    let noises = [0.002, 0.05, 0.2].map { Synthetic.Character(name: "noise \($0)", noise: $0) }
    let clear = try StudyScore(Synthetic.study([Synthetic.baseline] + noises), profile: .v1)
    let apart = clear.arms.dropFirst().map { $0.members[0] }
    #expect(try OmnibusTest.pValue(apart, profile: .v1) == 1e-4)
  }

  @Test func `draws that turn a difference round do not keep its sign`() throws {
    let shaky = Synthetic.Character(name: "noise", noise: 0.05)
    let swinging = Synthetic.Character(name: "seesaw") { objective, time, value in
      value + (objective == 0 ? 0.1 : -0.1) * sin(10 * .pi * time)
    }
    let score = try StudyScore(
      Synthetic.study([Synthetic.baseline, shaky, swinging]), profile: .v1)
    let sensitivity = try #require(try Sensitivity(of: score))
    let pairs = try PairReport.all(in: score, sensitivity).filter { $0.difference != 0 }
    #expect(!pairs.isEmpty)
    for pair in pairs {
      var turned = pair
      turned.difference.negate()
      let kept = try #require(sensitivity.agreement(pair))
      let lost = try #require(sensitivity.agreement(turned))
      #expect(kept + lost <= 1, "\(pair.a), \(pair.b): \(kept) \(lost)")
    }
  }

  @Test func `equivalence takes a posterior beside a narrow interval`() throws {
    let twins = ["one", "other"].map { Synthetic.Character(name: $0) }
    let report = try StabilityReport(scoring: Synthetic.study([Synthetic.baseline] + twins))
    var pair = try #require(report.pairs.first { $0.a == "one" && $0.b == "other" })
    #expect(pair.reading == .equivalent)
    pair.effects = nil
    #expect(pair.wording(.v1) == .notDistinguished)
  }

  @Test func `random swaps never give 0`() throws {
    let noises = [0.002, 0.2].map { Synthetic.Character(name: "noise \($0)", noise: $0) }
    let score = try StudyScore(
      Synthetic.study([Synthetic.baseline] + noises, seeds: 20), profile: .v1)
    let (a, b) = (score.arms[1].members[0], score.arms[2].members[0])
    let flips = try SignFlips(of: 20, random: 9999, seed: StreamSeed(master: 1, purpose: "t"))
    let ends = (try CenteredEnds(of: a), try CenteredEnds(of: b))
    #expect(try SwapTest(a, b, ends: ends, flips: flips).stabilityP == 1e-4)
  }

  @Test func `draws vary everything the score takes for granted`() throws {
    let draws = try ToleranceDraws(objectives: 2, profile: .v1)
    let lanes = (0..<draws.count).map { (draws.blocks[$0 / 8], $0 % 8) }
    #expect(lanes.count == 1000)
    #expect(Set(lanes.map { $0.0.exchangeRate[$0.1] }) == [5, 10, 20, 1e200])
    for tolerance in [\ToleranceDraws.Block.noise, \.spikes, \.regress, \.wander, \.spread] {
      let values = lanes.map { $0.0[keyPath: tolerance][$0.1] }.sorted()
      #expect(values[999] / values[0] > 3.8 && values[999] / values[0] <= 4)
    }
    let scales = lanes.map { $0.0.scales[1][$0.1] }.sorted()
    #expect(scales[0] >= 0.5.squareRoot() && scales[999] <= 2.0.squareRoot())
    #expect(scales[999] / scales[0] > 1.9)
  }

  @Test func `seeds that end in one of two places are not taken apart by the gap`() throws {
    // Six of ten seeds in the first place in one arm, four in the other: equal but for chance.
    func arm(_ first: Int) throws -> (score: ArmScore, ends: CenteredEnds) {
      let pool = try Character.switchesModes.score(seeds: 60).runs
      let isFirst = { (run: ScoredRun) in (run.measures?.end[0] ?? 0) < 0.06 }
      let others = pool.filter { !isFirst($0) }.prefix(10 - first)
      let runs = pool.filter(isFirst).prefix(first) + others
      let score = try ArmScore("\(first)", Array(runs), profile: .v1)
      return (score, try CenteredEnds(of: score))
    }
    let (a, b) = (try arm(6), try arm(4))
    let centers = [a, b].map { arm in
      (arm.score.runs[0].measures?.end[0] ?? 0) - (arm.ends.points[0]?[0] ?? 0)
    }
    #expect(abs(centers[0] - centers[1]) < 0.05, "the places are half a unit apart: \(centers)")
  }

  @Test func `with two survivors too few the spread has no test`() throws {
    let lost = Dictionary(uniqueKeysWithValues: (0..<7).map { ($0, Failure.Cause.nonFinite) })
    let dying = Synthetic.Character(name: "dying", failures: lost)
    let score = try StudyScore(
      Synthetic.study([Synthetic.baseline, dying], seeds: 8), profile: .v1)
    let arms = score.arms.map { $0.members[0] }
    let flips = try SignFlips(of: 8, random: 1, seed: StreamSeed(master: 1, purpose: "t"))
    let test = try SwapTest(
      arms[0], arms[1], ends: (CenteredEnds(of: arms[0]), CenteredEnds(of: arms[1])),
      flips: flips)
    #expect(test.spreadP == nil && test.stabilityP < 0.05)
  }

  @Test func `twins tie: every p is 1, every effect in the middle`() throws {
    var twin = Synthetic.steady
    twin.name = "twin"
    let report = try StabilityReport(
      scoring: Synthetic.study([Synthetic.baseline, Synthetic.steady, twin]))
    let pair = try #require(report.pairs.first { $0.b == "twin" })
    #expect(pair.p == 1 && pair.pHolm == 1 && pair.tests.allSatisfy { $0.p == 1 })
    #expect(pair.effects?.superiority.value == 0.5 && pair.effects?.improvement.value == 0.5)
    let superiority = try #require(pair.effects?.superiority.interval)
    #expect(superiority.lower == 0.5 && superiority.upper == 0.5)
    #expect(pair.effects?.shift.value == 0 && pair.effects?.rankBiserial.value == 0)
    #expect(pair.reading == .equivalent && pair.agreement == 0)
    #expect(pair.effects?.posterior.equivalent == 1)
  }

  @Test func `a clear difference is read, from either side`() throws {
    let report = try StabilityReport(
      scoring: Synthetic.study([Synthetic.baseline, Synthetic.noisy, Synthetic.steady]))
    let pair = try #require(report.pairs.first { $0.b == "steady" })
    #expect(pair.reading == .second && pair.difference < 0 && pair.agreement == 1)
    #expect(pair.p.map { $0 < 0.001 } == true)
    #expect(pair.effects?.improvement.value == 0 && pair.effects?.cliffsDelta.value == -1)
    #expect(pair.effects?.posterior.left == 1)
    #expect(
      pair.tests.map(\.id) == [
        "permutation-q", "sign-flip", "permutation-spread", "mcnemar", "wilcoxon",
      ])
    #expect(pair.tests.allSatisfy { MetricCatalogue.metric($0.id) != nil })
    // A fifth of the patterns' least share each way: 2/2¹².
    #expect(pair.tests[1].p == 2.0 / 4096)
  }

  @Test func `probabilities are corrected for all pairs, and for the three that explain`() throws {
    let report = try StabilityReport(
      scoring: Synthetic.study([Synthetic.baseline, Synthetic.steady, Synthetic.noisy, fragile]))
    #expect(report.pairs.compactMap(\.pHolm) == Holm.adjusted(report.pairs.compactMap(\.p)))
    for pair in report.pairs {
      let parts = pair.tests.filter { $0.pHolm != nil }
      #expect(parts.map { $0.pHolm! } == Holm.adjusted(parts.map { $0.p! }) && parts.count == 3)
      #expect(pair.p == pair.tests[0].p)
    }
  }

  @Test func `a small p alone does not make a difference`() throws {
    let study = Synthetic.study([Synthetic.baseline, Synthetic.steady, Synthetic.noisy])
    var strict = ScoreProfile.v1
    strict.agreement = 1.01
    let report = try StabilityReport(scoring: study, profile: strict)
    #expect(report.pairs.allSatisfy { $0.reading != .first && $0.reading != .second })
    #expect(report.verdict.contains("not distinguished"))
    strict = .v1
    strict.significance = 1e-5
    #expect(
      try StabilityReport(scoring: study, profile: strict).pairs[0].reading == .notDistinguished)
  }

  @Test func `bootstrapped effects are those of the resampled seeds`() throws {
    let score = try StudyScore(
      Synthetic.study([Synthetic.baseline, fragile, Synthetic.noisy]), profile: .v1)
    let (a, b) = (score.arms[1].members[0], score.arms[2].members[0])
    let bootstrap = try #require(score.bootstrap)
    let effects = PairEffects(a, b, bootstrap)
    func resampled(_ value: (FiniteSeries, FiniteSeries) throws -> Double) throws -> Interval {
      try bootstrap.interval(
        (0..<bootstrap.resamples.count).map { draw in
          let seeds = (0..<12).flatMap {
            Array(repeating: $0, count: bootstrap.resamples.count(of: $0, in: draw))
          }
          return try value(
            FiniteSeries(seeds.map { a.guarded[$0] }), FiniteSeries(seeds.map { b.guarded[$0] }))
        })
    }
    let superiority = try resampled { MannWhitneyTest($0, $1).superiority }
    let found = try effects.superiority().interval
    #expect(agree(found.lower, superiority.lower) && agree(found.upper, superiority.upper))
    let ranks = try resampled {
      WilcoxonTest(try FiniteSeries(zip($0.values, $1.values).map { $0 - $1 })).rankBiserial
    }
    let serial = try effects.rankBiserial().interval
    #expect(agree(serial.lower, ranks.lower) && agree(serial.upper, ranks.upper))
  }

  @Test func `all arms at once: ranks, omnibus and groups`() throws {
    let report = try StabilityReport(
      scoring: Synthetic.study([Synthetic.baseline, Synthetic.steady, Synthetic.noisy, fragile]))
    let comparison = try #require(report.comparison)
    #expect(comparison.meanRanks.map(\.arm) == report.arms.map(\.name))
    #expect(comparison.meanRanks.map(\.rank).max() == comparison.meanRanks[2].rank)
    #expect(try #require(comparison.omnibusP) < 0.01 && comparison.isExact)
    #expect(comparison.friedmanP < 0.01 && comparison.imanDavenportP <= comparison.friedmanP)
    #expect(agree(comparison.criticalDifference, 2.569032 * (20 / 72.0).squareRoot(), 1e-6))
    #expect(comparison.groups.joined().sorted() == ["fragile", "noisy", "steady"])
    #expect(comparison.groups[0][0] == "steady")
    let pair = try StabilityReport(
      scoring: Synthetic.study([Synthetic.baseline, Synthetic.steady]))
    #expect(pair.comparison?.omnibusP == nil && pair.sensitivity == nil)
    let alone = try StabilityReport(scoring: Synthetic.study([Synthetic.baseline]))
    #expect(alone.comparison == nil)
  }

  @Test func `varied by nothing, an arm has its own stability`() throws {
    let score = try StudyScore(
      Synthetic.study([Synthetic.baseline, fragile, Synthetic.noisy]), profile: .v1)
    var block = ToleranceDraws.Block(scales: Array(repeating: .init(repeating: 1), count: 2))
    let tolerances = ScoreProfile.v1.tolerances
    block.noise = .init(repeating: tolerances.noise)
    block.spikes = .init(repeating: tolerances.spikes)
    block.regress = .init(repeating: tolerances.regress)
    block.wander = .init(repeating: tolerances.wander)
    block.spread = .init(repeating: tolerances.spread)
    block.exchangeRate = .init(repeating: 10)
    for arm in score.rated {
      let varied = VariedArm(arm.members[0], profile: .v1)
      #expect(agree(varied.stability(block)[3], arm.members[0].stability, 1e-12))
    }
  }

  @Test func `another unit in the draw is another unit in the study`() throws {
    let objectives = ["fit", "size"].map { Objective($0, .minimize, unit: 1, aspiration: 0.25) }
    let halved = [
      Objective("fit", .minimize, unit: 0.8, aspiration: 0.25),
      Objective("size", .minimize, unit: 1.3, aspiration: 0.25),
    ]
    let arms = [Synthetic.steady, Synthetic.noisy]
    var profile = ScoreProfile.v1
    profile.exchangeRate = 20
    let other = try StudyScore(Synthetic.study(arms, objectives: halved), profile: profile)
    let score = try StudyScore(Synthetic.study(arms, objectives: objectives), profile: .v1)
    var block = ToleranceDraws.Block(
      scales: [.init(repeating: 1 / 0.8), .init(repeating: 1 / 1.3)])
    let tolerances = ScoreProfile.v1.tolerances
    block.noise = .init(repeating: tolerances.noise)
    block.spikes = .init(repeating: tolerances.spikes)
    block.regress = .init(repeating: tolerances.regress)
    block.wander = .init(repeating: tolerances.wander)
    block.spread = .init(repeating: tolerances.spread)
    block.exchangeRate = .init(repeating: 20)
    for (arm, wanted) in zip(score.arms, other.arms) {
      let varied = VariedArm(arm.members[0], profile: .v1)
      #expect(agree(varied.stability(block)[0], wanted.members[0].stability, 1e-9))
    }
  }

  @Test func `the ranking's debt to the constants is told`() throws {
    let report = try StabilityReport(
      scoring: Synthetic.study([Synthetic.baseline, Synthetic.steady, Synthetic.noisy, fragile]))
    let sensitivity = try #require(report.sensitivity)
    #expect(sensitivity.draws == 1000)
    for arm in sensitivity.acceptability {
      #expect(agree(arm.shares.reduce(0, +), 1) && arm.shares.count == 3)
    }
    #expect(sensitivity.acceptability.map(\.arm) == ["steady", "noisy", "fragile"])
    #expect(sensitivity.acceptability[0].shares[0] > 0.95)
    let tau = try #require(sensitivity.kendall)
    let lower = try #require(sensitivity.kendallLower)
    let least = try #require(sensitivity.kendallLeast)
    #expect(least <= lower && lower <= tau + 1e-12 && tau <= 1 && tau > 0.8)
  }
}
