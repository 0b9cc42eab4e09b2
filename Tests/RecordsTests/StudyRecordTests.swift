import Foundation
import Records
import Testing

@Suite("Records are plain values that survive JSON")
struct StudyRecordTests {
  static func arm(_ name: String, members: [ArmRecord.Member] = [.init()]) -> ArmRecord {
    ArmRecord(
      name: name, strategy: "fixed", settings: .object(["alpha": .number(0.1)]),
      optimizer: "adam learningRate 0.001", isBaseline: name == "b", members: members,
      pullbacksPerStep: 2, references: [Reference("A (2020), Eq. 1", url: "https://example.org")])
  }

  let study = StudyRecord(
    name: "two scales",
    objectives: [Objective("fit", .minimize, unit: 0.5, aspiration: 0), Objective("w", .maximize)],
    arms: [arm("b"), arm("a")], seeds: 2, steps: 10, evaluationSteps: [0, 10],
    precision: "float32", parameterCount: 7, problem: "p", source: "s",
    diagnosis: [
      Finding(.warning, kind: "unbounded", objective: "w", evidence: "e", advice: "a")
    ])

  private func run(_ arm: String, member: Int = 0, seed: Int, outcome: Outcome = .finished) -> Run {
    Run(
      arm: arm, member: member, seed: seed, outcome: outcome,
      trace: Trace(
        objectives: 2, steps: [0, 10], values: [[1, 0.1], [2, 3]], evidence: ["stepLength": [0, 1]]
      ))
  }

  @Test func aStudyWithRunsSurvivesJSON() throws {
    let failure = Failure(.strategyFailed, step: 3, detail: "w = -1")
    let results = StudyResults(
      study: study, runs: [run("a", seed: 1), run("b", seed: 0, outcome: .failed(failure))])
    let bytes = try JSONEncoder().encode(results)
    #expect(try JSONDecoder().decode(StudyResults.self, from: bytes) == results)
    #expect(results.runs[0].outcome.failure == failure)
    #expect(results.runs[1].outcome.failure == nil)
  }

  @Test func runsStandInTheOrderOfTheStudy() {
    let runs = [run("a", seed: 1), run("a", seed: 0), run("b", seed: 1), run("b", seed: 0)]
    let sorted = StudyResults(study: study, runs: runs).runs
    #expect(sorted.map { "\($0.arm)\($0.seed)" } == ["b0", "b1", "a0", "a1"])
    #expect(StudyResults(study: study, runs: runs.reversed()).runs == sorted)
  }

  @Test func runsOfUnknownArmsStandLastByName() {
    let runs = [run("z", seed: 0), run("y", seed: 0), run("z", seed: 1), run("a", seed: 0)]
    let expected = ["a0", "y0", "z0", "z1"]
    for order in [runs, runs.reversed()] {
      let sorted = StudyResults(study: study, runs: order).runs
      #expect(sorted.map { "\($0.arm)\($0.seed)" } == expected)
    }
  }

  @Test func runsOfOneMember() {
    let runs = [run("a", member: 1, seed: 0), run("a", seed: 1), run("a", seed: 0)]
    let results = StudyResults(study: study, runs: runs)
    #expect(results.runs(of: "a").map(\.seed) == [0, 1])
    #expect(results.runs(of: "a", member: 1).map(\.seed) == [0])
    #expect(results.runs(of: "nobody").isEmpty)
  }

  @Test func aFrontHasMembersOrAPreference() {
    let preferred = ArmRecord.Member(preference: [1, 0])
    #expect(!Self.arm("a").isFront)
    #expect(Self.arm("a", members: [preferred]).isFront)
    #expect(Self.arm("a", members: [.init(), .init()]).isFront)
  }

  @Test func theLastRowOfATrace() {
    #expect(run("a", seed: 0).trace.last == [0.1, 3])
    #expect(Trace(objectives: 2).last == nil)
    #expect(Trace(objectives: 2).values == [[], []])
  }

  @Test func nullsAreWritten() throws {
    struct Row: Codable, Equatable {
      @Nullable var score: Double?
      @Nullable var name: String?
    }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    let text = { (row: Row) in String(decoding: try encoder.encode(row), as: UTF8.self) }
    let empty = Row(score: nil, name: nil)
    #expect(try text(empty) == "{\"name\":null,\"score\":null}")
    #expect(try text(Row(score: .nan, name: "n")) == "{\"name\":\"n\",\"score\":null}")
    #expect(try text(Row(score: 1.5, name: nil)) == "{\"name\":null,\"score\":1.5}")
    #expect(try JSONDecoder().decode(Row.self, from: Data(text(empty).utf8)) == empty)
  }
}
