import Foundation
import Records
import Statistics
import Testing

@testable import Stability

@Suite("Bootstrap over seeds")
struct BootstrapTests {
  @Test func `replicates are the score of what was drawn, with pairs of different seeds`() throws {
    let fragile = Synthetic.Character(name: "fragile", failures: [2: .nonFinite, 5: .runaway])
    let score = try StudyScore(
      Synthetic.study([Synthetic.baseline, fragile]), profile: .v1)
    let arm = try #require(score.arms[1].single)
    let bootstrap = try #require(score.bootstrap)
    let replicates = try #require(score.arms[1].replicates)
    #expect(replicates.count == 10_000)
    for b in 0..<100 {
      let drawn = (0..<12).flatMap { seed in
        Array(repeating: seed, count: bootstrap.resamples.count(of: seed, in: b))
      }
      let mean = drawn.reduce(0) { $0 + arm.guarded[$1] } / 12
      var (sum, pairs) = (0.0, 0.0)
      for i in drawn where arm.runs[i].survived {
        for j in drawn where arm.runs[j].survived && i != j {
          let ends = zip(arm.runs[i].measures?.end ?? [], arm.runs[j].measures?.end ?? [])
          sum += ends.reduce(0) { max($0, abs($1.0 - $1.1)) }
          pairs += 1
        }
      }
      #expect(agree(replicates[b], mean * exp2(-(sum / pairs) / 0.15), 1e-12))
    }
  }

  @Test func `of few seeds all resamples are taken, of more what was drawn is written down`() throws
  {
    let eight = Synthetic.study([Synthetic.baseline, Synthetic.steady], seeds: 8)
    let summary = try #require(StabilityReport(scoring: eight).study.bootstrap)
    #expect(summary.resamples == 6435 && summary.isExact)
    #expect(summary.generator == nil && summary.seed == nil)
    let nine = Synthetic.study([Synthetic.baseline, Synthetic.steady], seeds: 9)
    let other = try #require(StabilityReport(scoring: nine).study.bootstrap)
    #expect(other.resamples == 10_000 && other.generator == "mt19937" && !other.isExact)
    #expect(other.seed == StreamSeed(master: 1, purpose: "bootstrap").value)
  }

  @Test func `an exact interval is what ever more draws come to`() throws {
    let fragile = Synthetic.Character(name: "fragile", failures: [2: .nonFinite])
    let score = try StudyScore(
      Synthetic.study([Synthetic.baseline, Synthetic.noisy, fragile], seeds: 6), profile: .v1)
    let percentile = try ExpandedPercentile(count: 6)
    let drawn = try Resamples(200_000, of: 6, seed: StreamSeed(master: 9, purpose: "test"))
    for arm in score.arms.dropFirst() {
      let single = try #require(arm.single)
      let sums = try drawn.sums(of: FiniteSeries(single.guarded))
      let spreads = try drawn.means(
        ofPairs: FiniteSeries(single.distances), among: single.runs.map(\.survived))
      let stabilities = zip(sums, spreads).map { $0 / 6 * single.factor(ofSpread: $1) }
      let wanted = try percentile.ends(of: FiniteSeries(stabilities))
      let interval = try #require(score.bootstrap).interval(#require(arm.replicates))
      let width = wanted.upper - wanted.lower
      #expect(width > 0.01)
      #expect(abs(interval.lower - wanted.lower) < 0.02 * width)
      #expect(abs(interval.upper - wanted.upper) < 0.02 * width)
    }
  }

  @Test func `differences are resampled in pairs: a common shift of the seeds cancels`() throws {
    // Both arms have the same noise in each seed, one a little more of it.
    let arms = [0.02, 0.021].map {
      Synthetic.Character(name: "noise \($0)", noise: $0, spread: 0.05)
    }
    let report = try StabilityReport(scoring: Synthetic.study([Synthetic.baseline] + arms))
    let pair = try #require(report.pairs.first)
    let alone = try report.arms[1...2].map { try #require($0.interval) }
    let width = pair.interval.upper - pair.interval.lower
    #expect(alone.allSatisfy { width < 0.5 * ($0.upper - $0.lower) })
    #expect(agree(pair.difference, report.arms[1].q! - report.arms[2].q!))
  }
}
