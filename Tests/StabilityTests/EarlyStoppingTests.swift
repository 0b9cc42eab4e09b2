import Foundation
import Records
import Testing

@testable import Stability

@Suite("Runs that were stopped early")
struct EarlyStoppingTests {
  /// A study of 100 evaluations in which an arm's runs stop after fewer.
  private func study(stop: @escaping (Int) -> Int, arm: String = "noisy") -> StudyResults {
    let whole = Synthetic.study([Synthetic.baseline, Synthetic.noisy], rows: 100)
    let runs = whole.runs.map { run in
      guard run.arm == arm else { return run }
      var trace = run.trace
      let count = stop(run.seed)
      trace.steps = Array(trace.steps.prefix(count))
      trace.values = trace.values.map { Array($0.prefix(count)) }
      return Run(arm: run.arm, seed: run.seed, outcome: .finished, trace: trace)
    }
    return StudyResults(study: whole.study.with(allowsEarlyStopping: true), runs: runs)
  }

  @Test func `a run is measured at its own length`() throws {
    let stopped = try StabilityReport(scoring: study { 40 + $0 })
    #expect(stopped.study.evaluations == 100 && stopped.arms[1].survival.survived == 12)
    // The same runs in a study that is as short as each of them, in the same units.
    for seed in [0, 7] {
      let count = 40 + seed
      let results = study { _ in count }
      let objectives = zip(stopped.study.objectives, results.study.objectives).map {
        Objective($1.name, .minimize, unit: $0.unit, aspiration: $0.aspiration)
      }
      let short = StudyRecord(
        name: "short", objectives: objectives, arms: [results.study.arms[1]], seeds: 12,
        steps: 10 * (count - 1), evaluationSteps: (0..<count).map { 10 * $0 },
        precision: "float64", parameterCount: 3, problem: "synthetic")
      let alone = try StabilityReport(
        scoring: StudyResults(study: short, runs: results.runs(of: "noisy")))
      let wanted = try #require(alone.runs.first { $0.seed == seed })
      let found = try #require(stopped.runs.first { $0.arm == "noisy" && $0.seed == seed })
      #expect(found.score == wanted.score && found.attainment == wanted.attainment)
      #expect(found.halvings == wanted.halvings && found.final == wanted.final)
      #expect(found.diagnostics == wanted.diagnostics)
    }
  }

  @Test func `one that was stopped too early to be measured failed`() throws {
    let report = try StabilityReport(scoring: study { $0 == 3 ? 31 : 32 })
    let run = try #require(report.runs.first { $0.arm == "noisy" && $0.seed == 3 })
    #expect(run.outcome == "stopped" && run.step == 300 && run.score == 0)
    #expect(run.detail == "it was stopped after 31 evaluations, of which a run needs 32")
    #expect(report.arms[1].survival.survived == 11)
  }

  @Test func `a baseline that stops early gives the unit it moved until then`() throws {
    let name = Synthetic.baseline.name
    let early = try StabilityReport(scoring: study(stop: { _ in 50 }, arm: name))
    let late = try StabilityReport(scoring: study(stop: { _ in 100 }, arm: name))
    for (a, b) in zip(early.study.objectives, late.study.objectives) {
      let (unit, whole) = (try #require(a.unit), try #require(b.unit))
      #expect(unit < whole && unit > 0.9 * whole && a.source == .baseline)
    }
  }

  @Test func `without a declaration a short run that says it finished is refused`() throws {
    let results = study { _ in 40 }
    let record = results.study.with(allowsEarlyStopping: false)
    #expect(throws: StabilityError.self) {
      try StabilityReport(scoring: StudyResults(study: record, runs: results.runs))
    }
  }

  @Test func `the declaration is stored only where it was made`() throws {
    let results = study { _ in 40 }
    let declared = try JSONEncoder().encode(results.study)
    let plain = try JSONEncoder().encode(results.study.with(allowsEarlyStopping: false))
    #expect(String(decoding: declared, as: UTF8.self).contains("earlyStopping"))
    #expect(!String(decoding: plain, as: UTF8.self).contains("earlyStopping"))
    #expect(try JSONDecoder().decode(StudyRecord.self, from: declared) == results.study)
    #expect(try !JSONDecoder().decode(StudyRecord.self, from: plain).allowsEarlyStopping)
  }
}
