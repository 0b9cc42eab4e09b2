import Foundation
import Fronts
import Records
import Statistics
import Testing

@testable import Stability

@Suite("Fronts of Pareto arms")
struct FrontTests {
  /// A study of a baseline and a Pareto arm of three members, the last dominated.
  private func study(failing: Set<Int> = []) -> StudyResults {
    let base = Synthetic.study([Synthetic.baseline])
    let ends = [[0.2, 0.6], [0.6, 0.2], [0.65, 0.3]]
    let front = ArmRecord(
      name: "sweep", strategy: "pareto-sampling", settings: .null, optimizer: "sgd",
      members: [[0.9, 0.1], [0.1, 0.9], [0.5, 0.5]].map { ArmRecord.Member(preference: $0) })
    let runs = ends.enumerated().flatMap { member, ends in
      (0..<12).map { seed in
        var character = Synthetic.Character(name: "sweep", noise: 0.002, ends: ends, spread: 0.005)
        if member == 1, failing.contains(seed) { character.failures[seed] = .nonFinite }
        return Synthetic.run(character, seed: seed, m: 2, rows: Synthetic.rows, member: member)
      }
    }
    return StudyResults(
      study: base.study.with(arms: base.study.arms + [front]), runs: base.runs + runs)
  }

  @Test func `members are scored as runs of their own, the arm by its front`() throws {
    let report = try StabilityReport(scoring: study())
    let runs = report.runs.filter { $0.arm.hasPrefix("sweep") }
    #expect(runs.count == 36 && runs[12].arm == "sweep[1]")
    #expect(runs[12].preference == [0.1, 0.9] && runs[12].score != nil)
    #expect(report.arms[1].q == nil && report.arms[1].interval == nil)
    #expect(report.arms[1].survival.runs == 36 && report.arms[1].status == .rated)
    #expect(report.pairs.isEmpty)
    let front = try #require(report.fronts.first)
    #expect(
      front.arm == "sweep" && front.members.map(\.name) == ["sweep[0]", "sweep[1]", "sweep[2]"])
    #expect(front.members.map(\.nondominated) == [12, 12, 0])
    #expect(front.members.allSatisfy { $0.q != nil && $0.survived == 12 })
    #expect(front.seeds.allSatisfy { $0.nondominated == [0, 1] && $0.alive == 3 })
    #expect(
      report.verdict.hasPrefix(
        "There is no single arm to rank, only the front of sweep (hypervolume "))
    #expect(report.references.contains { $0.citation.contains("hypervolume") })
  }

  @Test func `the hypervolume is that of the final levels, with its interval over seeds`() throws {
    let report = try StabilityReport(scoring: study())
    let front = try #require(report.fronts.first)
    let reference = try #require(front.reference)
    // The start is 1 unit from the aspiration, by the baseline's own definition.
    #expect(reference.allSatisfy { abs($0 - 1.1) < 0.05 })
    let volumes = front.seeds.compactMap(\.hypervolume)
    let interval = try #require(front.interval)
    let median = try #require(front.hypervolume)
    #expect(volumes.count == 12)
    #expect(median == (volumes.sorted()[5] + volumes.sorted()[6]) / 2)
    #expect(volumes.min()! <= interval.lower && interval.lower <= median)
    #expect(median <= interval.upper && interval.upper <= volumes.max()!)
    #expect(interval.lower < interval.upper)
    #expect(front.spread.map { $0 > 0 } == true)
    let units = report.study.objectives
    let ends = try report.runs.filter { $0.arm.hasPrefix("sweep") && $0.seed == 0 }.map { run in
      try zip(units, #require(run.final)).map {
        try ($1 - #require($0.aspiration)) / #require($0.unit)
      }
    }
    #expect(agree(try Front(minimizing: ends).hypervolume(reference: reference).value, volumes[0]))
  }

  @Test func `a member that fails leaves its seed's front`() throws {
    let front = try #require(try StabilityReport(scoring: study(failing: [7])).fronts.first)
    #expect(front.seeds[7].alive == 2 && front.seeds[7].nondominated == [0, 2])
    #expect(front.members[1].survived == 11 && front.members[2].nondominated == 1)
    let volume = try #require(front.seeds[7].hypervolume)
    #expect(volume < (try #require(front.hypervolume)))
  }

  @Test func `a front of which half of all runs survive is rated, and failed below`() throws {
    func status(lost: Int) throws -> ArmReport.Status {
      let base = Synthetic.study([Synthetic.baseline])
      let record = ArmRecord(
        name: "front", strategy: "pareto-sampling", settings: .null, optimizer: "sgd",
        members: [[0.3, 0.7], [0.7, 0.3]].map { ArmRecord.Member(preference: $0) })
      let failures = Dictionary(
        uniqueKeysWithValues: (0..<lost).map { ($0, Failure.Cause.nonFinite) })
      // The first member loses all its runs, the second some more.
      let all = Dictionary(uniqueKeysWithValues: (0..<12).map { ($0, Failure.Cause.nonFinite) })
      let runs = [all, failures].map {
        Synthetic.Character(name: "front", failures: $0)
      }.enumerated().flatMap {
        member, arm in
        (0..<12).map { seed in
          Synthetic.run(arm, seed: seed, m: 2, rows: Synthetic.rows, member: member)
        }
      }
      let study = base.study.with(arms: base.study.arms + [record])
      return try StabilityReport(scoring: StudyResults(study: study, runs: base.runs + runs))
        .arms[1].status
    }
    #expect(try status(lost: 0) == .rated)
    #expect(try status(lost: 1) == .failed)
  }

  @Test func `medians over resampled seeds are medians of what was drawn`() throws {
    let values = [3.0, -1, 4, 1, 5, 9, 2.5]
    let bootstrap = try SeedBootstrap(seeds: 7, profile: .v1)
    let medians = bootstrap.medians(of: values)
    #expect(medians.count == 1716)
    for b in 0..<1716 {
      let drawn = (0..<7).flatMap { seed in
        Array(repeating: values[seed], count: bootstrap.resamples.count(of: seed, in: b))
      }
      #expect(medians[b] == drawn.sorted()[3])
    }
  }
}
