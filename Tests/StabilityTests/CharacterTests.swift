import Foundation
import Statistics
import Testing

@testable import Stability

@Suite("Fifteen characters")
struct CharacterTests {
  @Test func `the steadier character scores higher, all the way down, and each as published`()
    throws
  {
    let scores = try Character.allCases.map { ($0, try $0.score(seeds: 200)) }
    for (better, worse) in zip(scores, scores.dropFirst()) {
      #expect(better.1.stability > worse.1.stability, "\(better.0) above \(worse.0)")
    }
    for (character, score) in scores {
      let wanted = character.published
      #expect(abs(score.stability - wanted.stability) < 0.03, "\(character) Q \(score.stability)")
      #expect(abs(score.attainment - wanted.attainment) < 0.035, "\(character) E")
      #expect(abs((score.spread ?? 0) - wanted.spread) < 0.008, "\(character) R")
      let runs = score.runs.compactMap { $0.measures?.components }
      guard !runs.isEmpty else { continue }
      func mean(_ part: (RunComponents) -> Double) -> Double {
        runs.reduce(0) { $0 + part($1) } / Double(runs.count)
      }
      #expect(abs(mean(\.noise) - wanted.noise) < 0.004, "\(character) N")
      #expect(abs(mean(\.spikes) - wanted.spikes) < 0.015, "\(character) P")
      #expect(abs(mean(\.regress) - wanted.regress) < 0.025, "\(character) U")
      #expect(abs(mean(\.wander) - wanted.wander) < 0.01, "\(character) W")
    }
  }

  @Test(arguments: [Character.noisy, .spikes, .seesaw, .drifts])
  func `more of it never scores higher`(character: Character) throws {
    let doses = [0, 0.33, 0.67, 1.33, 2.67]
    let scores = try doses.map { try character.score(seeds: 40, dose: $0).stability }
    #expect(zip(scores, scores.dropFirst()).allSatisfy { $0 > $1 }, "\(scores)")
  }

  @Test(arguments: [Character.smooth, .spikes, .fifthDiverges, .switchesModes])
  func `equal arms are told apart in about one study of twenty`(character: Character) throws {
    let flips = try SignFlips(of: 10, random: 1, seed: StreamSeed(master: 1, purpose: "t"))
    let studies = 300
    let stream = try MersenneTwister(seed: 4)
    var pool = try character.score(seeds: 200, stream: 9).runs
    var rejected = 0
    for _ in 0..<studies {
      // Arms that share one pool of runs are equal.
      stream.shuffle(&pool)
      let arms = try (0..<2).map { arm in
        try ArmScore("\(arm)", Array(pool[(10 * arm)...].prefix(10)), profile: .v1)
      }
      let ends = (try CenteredEnds(of: arms[0]), try CenteredEnds(of: arms[1]))
      if try SwapTest(arms[0], arms[1], ends: ends, flips: flips).stabilityP < 0.05 {
        rejected += 1
      }
    }
    // Three standard errors of a share of 0.05 over 300 studies are 0.038; lost runs tie.
    #expect(Double(rejected) / Double(studies) < 0.088, "\(rejected)")
    #expect(Double(rejected) / Double(studies) > 0.012, "\(rejected)")
  }
}
