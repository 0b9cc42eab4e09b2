import Foundation
import Records
import Testing

@testable import Stability

@Suite("What to take, and which front is largest")
struct AnswerTests {
  private func report(_ arms: [Synthetic.Character]) throws -> StabilityReport {
    try StabilityReport(scoring: Synthetic.study([Synthetic.baseline] + arms))
  }

  @Test func `the answer names the best arm, and one that is not told apart`() throws {
    let steady = Synthetic.Character(name: "steady", noise: 0.001)
    let twin = Synthetic.Character(name: "twin", noise: 0.001)
    let loud = Synthetic.Character(name: "loud", noise: 0.2)
    #expect(try report([loud, steady]).answer == "Take steady")
    let tied = try report([loud, steady, twin])
    #expect(tied.answer == "Take steady or twin (not told apart)")
    #expect(tied.verdict.contains("steady scores highest"))
    // Where no pairs were compared, the loud one is no candidate either: its interval lies below.
    var bare = tied
    bare.pairs = []
    #expect(bare.answer == "Take steady or twin (intervals meet)")
    let third = Synthetic.Character(name: "third", noise: 0.001)
    #expect(
      try report([steady, twin, third]).answer == "Take steady or one of 2 others (not told apart)")
  }

  @Test func `nothing is to be taken where nothing holds`() throws {
    let wild = Synthetic.Character(name: "wild", noise: 0.8)
    #expect(try report([wild]).answer == "No arm holds steady")
    let failing = Synthetic.Character(
      name: "failing", failures: Dictionary(uniqueKeysWithValues: (0..<40).map { ($0, .nonFinite) })
    )
    #expect(try report([failing]).answer == "No arm can be ranked")
  }

  /// A study of a baseline and Pareto arms of two members, one of each ending at these levels.
  private func fronts(
    _ ends: [(name: String, ends: [[Double]], start: Double)]
  ) throws -> StabilityReport {
    let base = Synthetic.study([Synthetic.baseline])
    let arms = ends.map { arm in
      ArmRecord(
        name: arm.name, strategy: "pareto-sampling", settings: .null, optimizer: "sgd",
        members: arm.ends.map { _ in ArmRecord.Member(preference: [0.5, 0.5]) })
    }
    let runs = ends.flatMap { arm in
      arm.ends.enumerated().flatMap { member, ends in
        (0..<12).map { seed in
          Synthetic.run(
            Synthetic.Character(
              name: arm.name, noise: 0.002, ends: ends, spread: 0.005,
              bend: { _, time, value in time == 0 ? value * arm.start : value }),
            seed: seed, m: 2, rows: Synthetic.rows, member: member)
        }
      }
    }
    return try StabilityReport(
      scoring: StudyResults(
        study: base.study.with(arms: base.study.arms + arms), runs: base.runs + runs))
  }

  @Test func `fronts are measured from one reference point, however their members began`() throws {
    let report = try fronts([
      ("near", [[0.2, 0.6], [0.6, 0.2]], 1), ("far", [[0.3, 0.7], [0.7, 0.3]], 3),
    ])
    let (near, far) = (report.fronts[0], report.fronts[1])
    #expect(near.reference == far.reference && near.reference != nil)
    #expect((near.hypervolume ?? 0) > (far.hypervolume ?? 1))
    #expect(report.answer == "Take the front of near")
    #expect(report.verdict.hasPrefix("Of 2 fronts, that of near dominates most (hypervolume "))
    #expect(report.verdict.contains("; its interval lies above all others, all up to "))
  }

  @Test func `fronts whose intervals meet are named beside the largest`() throws {
    let ends = [[0.2, 0.6], [0.6, 0.2]]
    let report = try fronts([
      ("one", ends, 1), ("two", ends, 1), ("low", [[0.8, 0.9], [0.9, 0.8]], 1),
    ])
    #expect(report.answer == "Take the front of one or two (intervals meet)")
    #expect(report.verdict.contains("; its interval meets that of two (hypervolume "))
    #expect(!report.verdict.contains("low"))
  }
}
