import Foundation
import Records
import Statistics
import Testing

@testable import Stability

@Suite("What is said of an arm over its seeds")
struct SeedReportTests {
  private func report(
    _ arms: [Synthetic.Character], seeds: Int = 12
  ) throws -> StabilityReport {
    try StabilityReport(scoring: Synthetic.study([Synthetic.baseline] + arms, seeds: seeds))
  }

  /// A study of an arm whose seeds end at levels of their own.
  private func report(ends: [Double]) throws -> StabilityReport {
    let base = Synthetic.study([Synthetic.baseline, Synthetic.steady], seeds: ends.count)
    let runs = base.runs.map { run in
      guard run.arm == "steady" else { return run }
      let arm = Synthetic.Character(
        name: "steady", noise: 0.001, ends: [ends[run.seed], 0.28], spread: 0)
      return Synthetic.run(arm, seed: run.seed, m: 2, rows: Synthetic.rows)
    }
    return try StabilityReport(scoring: StudyResults(study: base.study, runs: runs))
  }

  @Test(arguments: [(12, 3), (10, 3), (9, 3), (8, 2)])
  func `the worst quarter is rounded up`(seeds: Int, quarter: Int) throws {
    let arm = Synthetic.Character(name: "arm", noise: 0.03, spread: 0.05, failures: [1: .nonFinite])
    let score = try StudyScore(
      Synthetic.study([Synthetic.baseline, arm], seeds: seeds), profile: .v1)
    let single = try #require(score.arms[1].single)
    let worst = single.guarded.sorted().prefix(quarter)
    #expect(Set(worst).count == quarter)
    #expect(agree(try single.worstQuarter(), worst.reduce(0, +) / Double(quarter)))
  }

  @Test func `performance is the share of all runs within so many halvings`() throws {
    var arms = [0.008, 0.03, 0.08].map { Synthetic.Character(name: "noise \($0)", noise: $0) }
    arms[1].failures = [3: .nonFinite]
    let report = try report(arms)
    for arm in report.arms {
      let seeds = try #require(arm.seeds)
      let totals = report.runs.filter { $0.arm == arm.name }.compactMap { $0.halvings?.total }
      for (bound, share) in zip(seeds.halvings, seeds.performance) {
        #expect(share == Double(totals.count { $0 <= bound }) / 12)
      }
      // A run that lies just within a bound is counted.
      #expect(totals.count == arm.survival.survived)
    }
  }

  @Test func `three groups of seeds are not two outcomes`() throws {
    func clusters(_ places: [Double]) throws -> SeedReport.Clusters? {
      let ends = (0..<12).map { seed -> Double in places[seed % 3] + 0.001 * Double(seed) }
      return try report(ends: ends).arms[1].seeds?.clusters
    }
    #expect(try clusters([0.3, 0.1, 0.1])?.upper == [0, 3, 6, 9])
    // A second gap of more than half of the widest, and a gap that is no tenth of a unit.
    #expect(try clusters([0.1, 0.3, 0.44]) == nil)
    #expect(try clusters([0.15, 0.1, 0.1]) == nil)
  }

  @Test func `two outcomes lie more than five times as far apart as their seeds`() throws {
    func clusters(_ gap: Double) throws -> SeedReport.Clusters? {
      let ends = (0..<12).map { seed -> Double in
        let place = 0.1 + 0.03 * Double(seed)
        return seed < 6 ? place : place + (gap - 0.03)
      }
      return try report(ends: ends).arms[1].seeds?.clusters
    }
    #expect(try clusters(0.165)?.upper == [6, 7, 8, 9, 10, 11])
    #expect(try clusters(0.135) == nil)
  }

  @Test func `resamples without a survivor say nothing of the halvings`() throws {
    let lost = Dictionary(uniqueKeysWithValues: (0..<11).map { ($0, Failure.Cause.nonFinite) })
    let arm = try report([Synthetic.Character(name: "lone", noise: 0.03, failures: lost)]).arms[1]
    let (halvings, intervals) = (try #require(arm.halvings), try #require(arm.halvingIntervals))
    #expect(halvings.noise > 0)
    for bound in [intervals.noise.lower, intervals.noise.upper] {
      #expect((bound - halvings.noise).magnitude < 1e-12)
    }
  }

  @Test func `an arm is borderline where the interval of its attainment holds the floor`() throws {
    let arms = [0.55, 0.58, 0.61, 0.64, 0.67, 0.7].map {
      Synthetic.Character(name: "end \($0)", ends: [$0, 0.3], spread: 0.06)
    }
    let found = try report(arms).arms.dropFirst().map { arm in
      (flags: arm.flags, interval: try #require(arm.attainmentInterval))
    }
    for (flags, interval) in found {
      let holds = interval.lower < 0.5 && interval.upper >= 0.5
      #expect(flags.contains("BORDERLINE") == holds, "\(interval)")
    }
    #expect(found.contains { (0.4..<0.5).contains($0.interval.lower) && $0.interval.upper >= 0.5 })
    #expect(found.contains { $0.interval.lower >= 0.5 })
    #expect(found.contains { $0.interval.upper < 0.5 })
  }

  @Test func `an objective is neglected that keeps more than half of the worst shortfall`() throws {
    func neglected(_ end: Double) throws -> [String] {
      let arm = Synthetic.Character(
        name: "arm", ends: [end, 0.3], bend: { i, _, value in i == 1 ? 1 : value })
      let row = try report([arm]).arms[1]
      #expect(row.status == .neglects)
      return row.neglects
    }
    // Units are about 0.75 and aspirations 0.25: the shortfall of the first is (end − 0.25)/0.75.
    #expect(try neglected(0.55) == ["size"])
    #expect(try neglected(0.70) == ["fit", "size"])
  }

  @Test func `an arm is unsettled when more than half of its runs still move`() throws {
    func isUnsettled(moving: Int) throws -> Bool {
      let base = Synthetic.study([Synthetic.baseline, Synthetic.steady])
      let arm = Synthetic.Character(
        name: "steady", bend: { i, t, value in i == 0 ? 1 - 0.7 * t : value })
      let runs = base.runs.map { run in
        run.arm == "steady" && run.seed < moving
          ? Synthetic.run(arm, seed: run.seed, m: 2, rows: Synthetic.rows) : run
      }
      let report = try StabilityReport(scoring: StudyResults(study: base.study, runs: runs))
      return report.arms[1].flags.contains("UNSETTLED")
    }
    #expect(try !isUnsettled(moving: 6))
    #expect(try isUnsettled(moving: 7))
  }

  @Test func `half of the runs are enough to be rated, fewer failed`() throws {
    func status(lost: Int) throws -> ArmReport.Status {
      let failures = Dictionary(
        uniqueKeysWithValues: (0..<lost).map { ($0, Failure.Cause.nonFinite) })
      // Attains its aspiration in full, so that half of the runs attain one half.
      let arm = Synthetic.Character(
        name: "arm", noise: 0.001, ends: [0.1, 0.1], failures: failures)
      return try report([arm]).arms[1].status
    }
    #expect(try status(lost: 6) == .rated)
    #expect(try status(lost: 7) == .failed)
  }

  @Test func `drawdown is the median over seeds of the worst objective's`() throws {
    let arm = Synthetic.Character(
      name: "arm", spread: 0.1, bend: { i, t, value in i == 0 ? value + 0.3 * t * t : value })
    let report = try report([arm])
    let falls = report.runs.filter { $0.arm == "arm" }.compactMap { run in
      run.diagnostics?.objectives.map(\.drawdown).max()
    }
    let drawdown = try #require(report.arms[1].seeds?.drawdown)
    #expect(agree(drawdown, try FiniteSeries(falls).median))
    #expect(falls.max()! > drawdown && drawdown > 0.1)
  }
}
