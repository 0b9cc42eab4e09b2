import Foundation
import Records
import Statistics
import Testing

@testable import Stability

@Suite("What is read from comparisons")
struct ReadingTests {
  @Test func `equivalence takes an interval that the region holds, beside the posterior`() throws {
    let twins = ["one", "other"].map { Synthetic.Character(name: $0) }
    let report = try StabilityReport(scoring: Synthetic.study([Synthetic.baseline] + twins))
    let pair = try #require(report.pairs.first { $0.a == "one" && $0.b == "other" })
    #expect(pair.reading == .equivalent)
    for (lower, upper, reading) in [
      (-0.049, 0.049, PairReport.Reading.equivalent), (-0.051, 0, .notDistinguished),
      (0, 0.051, .notDistinguished),
    ] {
      var other = pair
      other.interval = Interval(lower: lower, upper: upper)
      #expect(other.wording(.v1) == reading)
    }
  }

  @Test func `the posterior sees what seeds do not reproduce`() throws {
    let tight = Synthetic.Character(name: "tight", noise: 0.002, spread: 0.001)
    let loose = Synthetic.Character(name: "loose", noise: 0.002, spread: 0.06)
    let report = try StabilityReport(
      scoring: Synthetic.study([Synthetic.baseline, tight, loose]))
    let effects = try #require(report.pairs.first { $0.a == "tight" && $0.b == "loose" }?.effects)
    #expect(effects.shift.value.magnitude < 0.05)
    #expect(effects.posterior.right > 0.95 && effects.posterior.rope == 0.05)
  }

  @Test func `ranks of run scores are corrected for ties`() throws {
    // Runs that are lost score 0 in every arm.
    let lost = [Int: Failure.Cause](uniqueKeysWithValues: (0..<4).map { ($0, .nonFinite) })
    let arms = [0.01, 0.02, 0.03].map {
      Synthetic.Character(name: "noise \($0)", noise: $0, failures: lost)
    }
    let study = Synthetic.study([Synthetic.baseline] + arms)
    let comparison = try #require(try StabilityReport(scoring: study).comparison)
    let scores = try StudyScore(study, profile: .v1).arms.map { $0.members[0].guarded }
    let test = try FriedmanTest((0..<12).map { seed in scores.map { -$0[seed] } })
    #expect(test.tieCorrected.chiSquared > test.uncorrected.chiSquared + 1)
    #expect(comparison.friedman == test.tieCorrected.chiSquared)
    #expect(comparison.friedmanP == test.tieCorrected.chiSquaredP)
    #expect(comparison.imanDavenport == test.tieCorrected.f)
    #expect(comparison.imanDavenportP == test.tieCorrected.fP)
    #expect(comparison.concordance == test.concordance)
  }

  @Test func `survival is compared between the two arms`() throws {
    let lost = [Int: Failure.Cause](uniqueKeysWithValues: (0..<6).map { ($0, .nonFinite) })
    let fragile = Synthetic.Character(
      name: "fragile", noise: 0.001, ends: [0.1, 0.1], failures: lost)
    let report = try StabilityReport(
      scoring: Synthetic.study([Synthetic.baseline, Synthetic.steady, fragile]))
    let pair = try #require(report.pairs.first { $0.a == "steady" && $0.b == "fragile" })
    // Six discordant seeds, all one way: 2/2⁶.
    let p = try #require(pair.tests.first { $0.id == "mcnemar" }?.p)
    #expect((p - 2.0 / 64).magnitude < 1e-15)
  }

  @Test func `groups of arms that are not distinguished share no arm`() throws {
    let arms = [("a", 0.001), ("b", 0.001), ("c", 0.05), ("d", 0.05)].map {
      Synthetic.Character(name: $0, noise: $1)
    }
    let report = try StabilityReport(scoring: Synthetic.study([Synthetic.baseline] + arms))
    #expect(report.comparison?.groups == [["a", "b"], ["c", "d"]])
  }

  @Test func `the lower τ is the 5 % quantile over draws`() throws {
    // Two arms whose order hangs on the draw: τ is 1 or −1. Of two draws the quantile lies a
    // twentieth of the way from the least to the other.
    let shaky = Synthetic.Character(name: "noise", noise: 0.05)
    let swinging = Synthetic.Character(name: "seesaw") { objective, time, value in
      value + (objective == 0 ? 0.1 : -0.1) * sin(10 * .pi * time)
    }
    let study = Synthetic.study([Synthetic.baseline, shaky, swinging], seeds: 6)
    var split = 0
    for seed in UInt64(1)...12 {
      var profile = ScoreProfile.v1
      (profile.masterSeed, profile.sensitivityDraws) = (seed, 2)
      let score = try StudyScore(study, profile: profile)
      let report = try #require(try Sensitivity(of: score)?.report())
      let (mean, least) = (try #require(report.kendall), try #require(report.kendallLeast))
      #expect(agree(report.kendallLower, least + 0.05 * 2 * (mean - least)))
      if mean > least { split += 1 }
    }
    #expect(split > 0)
  }

  @Test func `arms that tie share the better rank`() throws {
    var twin = Synthetic.steady
    twin.name = "twin"
    let report = try StabilityReport(
      scoring: Synthetic.study([Synthetic.baseline, Synthetic.steady, twin, Synthetic.noisy]))
    let shares = try #require(report.sensitivity?.acceptability)
    #expect(shares.map(\.arm) == ["steady", "twin", "noisy"])
    #expect(shares[0].shares == [1, 0, 0] && shares[1].shares == [1, 0, 0])
    #expect(shares[2].shares == [0, 0, 1])
  }

  @Test func `places of a bootstrap reach as far out as its percentiles`() throws {
    let bootstrap = try SeedBootstrap(seeds: 12, profile: .v1)
    let tail = try ExpandedPercentile(count: 12).tail * 1000
    #expect(tail != tail.rounded())
    let ends = try bootstrap.outerPlaces(Array((0..<1000).reversed()), of: Array(0..<1000))
    #expect(ends.lower == Int(tail.rounded(.down)))
    #expect(ends.upper == 999 - Int(tail.rounded(.down)))
  }

  @Test func `places of an exact bootstrap weigh what they stand for`() throws {
    let bootstrap = try SeedBootstrap(seeds: 6, profile: .v1)
    let count = bootstrap.resamples.count
    // The places are how often the first seed was drawn: binomial, 6 draws of 1/6.
    let places = (0..<count).map { bootstrap.resamples.count(of: 0, in: $0) }
    let ends = try bootstrap.outerPlaces(places, of: Array(0..<count))
    // 5⁶ of 6⁶ draws have none, 31 five or six, 406 four or more; a tail holds 113 of 46,656.
    #expect(ends == (0, 4))
    // Without the draws of two and less, 2,906 are left, and 7.07 in a tail.
    let often = (0..<count).filter { places[$0] > 2 }
    #expect(try bootstrap.outerPlaces(often.map { places[$0] }, of: often) == (3, 5))
  }

  @Test func `advice doubts constants below a τ of 0.7, and asks most arms for steps`() throws {
    let slide = Synthetic.Character(
      name: "slide", bend: { i, t, value in i == 0 ? 1 - 0.7 * t : value })
    let score = try StudyScore(Synthetic.study([Synthetic.baseline, slide]), profile: .v1)
    let arms = try score.arms.map { try ArmReport(of: $0, front: nil, in: score) }
    func advice(_ arms: [ArmReport], lower: Double) -> [String] {
      let sensitivity = SensitivityReport(
        draws: 1000, kendall: 0.9, kendallLower: lower, kendallLeast: 0.1, acceptability: [])
      return Advice(arms: arms, pairs: [], sensitivity: sensitivity, score).all
    }
    #expect(advice(arms, lower: 0.69).contains { $0.contains("Kendall's τ = 0.69") })
    #expect(!advice(arms, lower: 0.71).contains { $0.contains("Kendall") })
    // One of two rated arms still moves: not most.
    #expect(arms.map { $0.flags.contains("UNSETTLED") } == [false, true])
    #expect(!advice(arms, lower: 1).contains { $0.hasPrefix("Train longer") })
    #expect(advice(arms + [arms[1]], lower: 1).contains { $0.hasPrefix("Train longer") })
  }

  @Test func `advice asks for as many seeds as a test needs, and for ten at least`() throws {
    func advice(_ count: Int, seeds: Int) throws -> String? {
      let arms = (0..<count).map { Synthetic.Character(name: "arm \($0)", noise: 0.01) }
      let study = Synthetic.study([Synthetic.baseline] + arms, seeds: seeds)
      return try StabilityReport(scoring: study).advice.first { $0.hasPrefix("Run at least") }
    }
    #expect(try advice(1, seeds: 9)?.hasPrefix("Run at least 10 seeds") == true)
    #expect(try advice(1, seeds: 10) == nil)
    // 36 pairs of eight arms and the baseline: log₂(2·36/0.05) = 10.5.
    #expect(
      try advice(8, seeds: 10)?.contains("with 10 seeds no exact test of 36 pairs") == true)
    #expect(try advice(8, seeds: 11) == nil)
  }
}
