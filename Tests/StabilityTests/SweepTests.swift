import Foundation
import Records
import Testing

@testable import Stability

@Suite("Sweeps of fixed weights")
struct SweepTests {
  private static let grid: [[Double]] = [[0], [0.01], [0.1], [1], [10], [100]]
  /// Seeds lost above 37, 52 and 60; the others hold to the end of the grid.
  private static let limits = [60, 1e9, 37, 1e9, 52, 1e9, 1e9, 1e9, 1e9, 1e9]

  private static let rounds = Result {
    try SyntheticSweep.rounds(
      from: grid, by: SweepRefinement(resolution: 1.1, budget: 60)
    ) { places in
      SyntheticSweep.alphas(places.map { $0[0] }, lower: 0.07, lostAbove: limits)
    }
  }

  @Test func `a point is stable from half of the best score on`() {
    #expect(SweepDraws.isStable(0.5, best: 1) && !SweepDraws.isStable(0.49, best: 1))
  }

  @Test func `refined ends bracket the true change, to the resolution`() throws {
    let range = try #require(try Self.rounds.get().last?.range)
    let below = try #require(range.lower.unstable)
    let above = try #require(range.upper.unstable)
    #expect(below < 0.07 && 0.07 <= range.lower.stable)
    #expect(range.lower.stable / below <= 1.1)
    #expect(range.upper.stable <= 37 && 37 < above)
    #expect(above / range.upper.stable <= 1.1)
    #expect(range.elsewhere.isEmpty)
  }

  @Test func `refinement never widens a bracket`() throws {
    let ranges = try Self.rounds.get().compactMap(\.range)
    #expect(ranges.count > 3)
    for (before, after) in zip(ranges, ranges.dropFirst()) {
      #expect(try #require(before.lower.unstable) <= #require(after.lower.unstable))
      #expect(after.lower.stable <= before.lower.stable)
      #expect(before.upper.stable <= after.upper.stable)
      #expect(try #require(after.upper.unstable) <= #require(before.upper.unstable))
    }
  }

  /// With the seed of 37 in it a resample's range ends at 37; without it, if that of 52 is drawn, at
  /// 52; and so on: the shares are powers of 1 − k/n.
  @Test func `shares of resamples are those of the drawn seeds`() throws {
    let sweep = try #require(try Self.rounds.get().last)
    for (alpha, lost) in [(1.0, 0), (40.0, 1), (55.0, 2), (100.0, 3)] {
      let point = try #require(
        sweep.points.filter { $0.place[0] <= alpha }.max { $0.place[0] < $1.place[0] })
      let found = Self.limits.filter { $0 < point.place[0] }.count
      guard found == lost else { continue }
      let expected = lost == 0 ? 1 : pow(1 - Double(lost) / 10, 10)
      #expect(abs(try #require(point.stableShare) - expected) < 0.02, "\(alpha)")
    }
    #expect(sweep.emptyShare == 0)
    let range = try #require(sweep.range)
    // Beyond 60 nobody else is lost: those resamples reach the edge of the sweep.
    #expect(abs(range.upper.openShare - pow(0.7, 10)) < 0.01)
    #expect(range.lower.openShare == 0)
    let upper = try #require(range.upper.interval)
    #expect(upper.level == 0.95)
    #expect(try #require(upper.lower) <= 37 && upper.upper == nil)
    let lower = try #require(range.lower.interval)
    #expect(lower.lower == range.lower.unstable && lower.upper == range.lower.stable)
  }

  @Test func `an interval whose seeds agree is the bracket itself`() throws {
    let limits = [Double](repeating: 20, count: 8)
    let study = SyntheticSweep.alphas([0.1, 1, 10, 100], lower: 0.5, lostAbove: limits)
    let range = try #require(try study.sweep()?.range)
    #expect(range.lower.stable == 1 && range.lower.unstable == 0.1)
    #expect(range.upper.interval == .init(level: 0.95, lower: 10, upper: 100))
    #expect(range.lower.interval == .init(level: 0.95, lower: 0.1, upper: 1))
  }

  @Test func `a weight cannot be less than 0, so the range is closed there`() throws {
    let study = SyntheticSweep.alphas(
      [0, 1, 10, 100], lower: 0, lostAbove: [Double](repeating: 1e9, count: 8))
    let range = try #require(try study.sweep()?.range)
    #expect(range.lower.stable == 0 && range.lower.unstable == nil)
    #expect(range.lower.openShare == 0)
    #expect(range.lower.interval == .init(level: 0.95, lower: 0, upper: 0))
    #expect(range.upper.stable == 100 && range.upper.unstable == nil)
    #expect(range.upper.openShare == 1 && range.upper.interval?.upper == nil)
  }

  @Test func `where nothing is stable there is no range`() throws {
    let study = SyntheticSweep.alphas(
      [0.1, 1, 10], lower: 1e6, lostAbove: [Double](repeating: 1e9, count: 8))
    let sweep = try #require(try study.sweep())
    #expect(sweep.range == nil && sweep.best == nil && sweep.emptyShare == 1)
    #expect(sweep.points.allSatisfy { $0.outcome == .neglects && $0.stableShare == 0 })
    #expect(sweep.points.allSatisfy { $0.neglects == ["objective 1"] })
  }

  @Test func `too few seeds leave everything unjudged`() throws {
    let study = SyntheticSweep.alphas([0.1, 1, 10], lower: 0.5, lostAbove: [1e9, 1e9])
    let sweep = try #require(try study.sweep())
    #expect(sweep.points.allSatisfy { $0.outcome == .unjudged && $0.stableShare == nil })
    #expect(sweep.range == nil && sweep.emptyShare == nil)
    #expect(SweepRefinement(resolution: 1.1, budget: 60).places(after: sweep).isEmpty)
  }

  @Test func `the report holds it and compares no pairs of a long sweep`() throws {
    let limits = [Double](repeating: 20, count: 8)
    let short = SyntheticSweep.alphas([0.1, 1, 10, 100], lower: 0.5, lostAbove: limits)
    let report = try StabilityReport(scoring: short)
    #expect(try report.sweep == short.sweep() && !report.pairs.isEmpty)
    let alphas = (0..<13).map { Double(1 + $0) }
    let long = try StabilityReport(
      scoring: SyntheticSweep.alphas(alphas, lower: 0.5, lostAbove: limits))
    #expect(long.sweep?.range?.upper.stable == 13 && long.pairs.isEmpty)
    #expect(long.comparison == nil && long.sensitivity == nil)
    #expect(long.verdict.hasPrefix("Of 13 weightings, alpha="))
    #expect(long.verdict.contains("the stable range of alpha is 1 to 13."))
  }

  @Test func `other arms make no sweep`() throws {
    let sweep = SyntheticSweep.alphas(
      [0.1, 1, 10], lower: 0.5, lostAbove: [Double](repeating: 1e9, count: 5))
    #expect(try sweep.sweep() != nil)
    let arms = sweep.study.arms
    func changed(_ weights: [Setting], _ strategy: String = "fixed") throws -> SweepReport? {
      let arm = ArmRecord(
        name: arms[1].name, strategy: strategy,
        settings: .object(["weights": .list(weights)]), optimizer: "sgd")
      let others = [arms[0], arm] + arms.dropFirst(2)
      return try StudyResults(study: sweep.study.with(arms: others), runs: sweep.runs).sweep()
    }
    #expect(try changed([.number(1), .number(0.5)]) != nil)
    #expect(try changed([.number(2), .number(1)]) == nil, "the first weight is not 1")
    #expect(try changed([.number(1), .number(-1)]) == nil, "a negative weight")
    #expect(try changed([.number(1), .number(1)]) == nil, "a weight twice")
    #expect(try changed([.number(1), .number(2)], "mgda") == nil, "not fixed")
    #expect(try Synthetic.study([Synthetic.baseline, Synthetic.steady]).sweep() == nil)
  }
}
