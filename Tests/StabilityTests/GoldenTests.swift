import Foundation
import Records
import Testing

@testable import Stability

@Suite("Golden runs and strategy")
struct GoldenTests {
  /// A study of unit 1 and aspiration 0.25, one seed a trace.
  static func study(_ names: [String]) throws -> StudyResults {
    let traces = Golden.traces()
    let objectives = ["a", "b"].map { Objective($0, .minimize, unit: 1, aspiration: 0.25) }
    let steps = Array(0..<100)
    let record = StudyRecord(
      name: "golden", objectives: objectives,
      arms: [ArmRecord(name: "arm", strategy: "arm", settings: .null, optimizer: "sgd")],
      seeds: names.count, steps: 99, evaluationSteps: steps, precision: "float64",
      parameterCount: 1, problem: "golden")
    let runs = try names.enumerated().map { seed, name in
      let values: [[Double]] = try #require(traces[name])
      return Run(
        arm: "arm", seed: seed, outcome: .finished,
        trace: Trace(objectives: 2, steps: steps, values: values))
    }
    return StudyResults(study: record, runs: runs)
  }

  @Test func `runs have the components, attainment and score of the reference`() throws {
    let golden = try Golden.load()
    let names = golden.runs.keys.sorted()
    let report = try StabilityReport(scoring: Self.study(names))
    for (name, run) in zip(names, report.runs) {
      let wanted = try #require(golden.runs[name])
      #expect(agree(run.noise, wanted.noise), "\(name) N")
      #expect(agree(run.spikes, wanted.spikes), "\(name) P")
      #expect(agree(run.regress, wanted.regress), "\(name) U")
      #expect(agree(run.wander, wanted.wander), "\(name) W")
      #expect(agree(run.attainment, wanted.attainment), "\(name) E")
      #expect(agree(run.score, wanted.score), "\(name) S")
      #expect((run.outcome != "finished") == wanted.failed, "\(name)")
      if let end = wanted.end { #expect(zip(end, run.final ?? []).allSatisfy { agree($0, $1) }) }
      if let halvings = run.halvings { #expect(agree(exp2(-halvings.total), wanted.score)) }
    }
  }

  @Test func `a trace with a NaN that says it finished is a failed run all the same`() throws {
    let run = try StabilityReport(scoring: Self.study(["one_nan"])).runs[0]
    #expect(run.outcome == "nonFinite" && run.step == 60)
    #expect(run.detail == "the evaluation of a is nan")
    #expect(run.score == 0 && run.attainment == 0)
    #expect(run.noise == nil && run.halvings == nil && run.final == nil)
  }

  @Test func `the strategy has the reference's Q and its three factors`() throws {
    let wanted = try Golden.load().strategy
    let arm = try StabilityReport(scoring: Self.study(wanted.runs)).arms[0]
    #expect(agree(arm.q, wanted.stability))
    #expect(agree(arm.spread, wanted.spread))
    #expect(arm.survival.share == wanted.survival)
    let factors = arm.survival.share * (arm.meanScore ?? 0) * (arm.reproducibility ?? 0)
    #expect(agree(factors, wanted.stability, 1e-14))
    #expect(arm.worstQuarter == wanted.guarded.min())
    #expect(arm.status == .insufficient && arm.interval == nil)
  }

  @Test func `regress forgives at the exchange rate`() throws {
    let wanted = try Golden.load().regress
    for (rate, lost) in [
      (0, wanted.rho0), (2, wanted.rho2), (10, wanted.rho10), (.infinity, wanted.rho1e18),
    ] {
      #expect(Regress.lost(in: wanted.level, exchangeRate: rate) == lost)
    }
  }

  @Test func `what two objectives gain is not added up`() {
    // A loss of 1 for a gain of 0.05 in each of two others: 1 − 10·0.05.
    let lost = Regress.lost(in: [[0, 1], [1, 0.95], [1, 0.95]], exchangeRate: 10)
    #expect(lost[0] == 0 && abs(lost[1] - 0.5) < 1e-12)
  }
}
