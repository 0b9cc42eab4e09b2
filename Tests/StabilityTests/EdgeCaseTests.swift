import Foundation
import Records
import Testing

@testable import Stability

@Suite("Statuses, flags and edge cases")
struct EdgeCaseTests {
  private func report(
    _ arms: [Synthetic.Character], seeds: Int = 12, rows: Int = Synthetic.rows,
    objectives: [Objective] = [Objective("fit", .minimize), Objective("size", .minimize)]
  ) throws -> StabilityReport {
    try StabilityReport(
      scoring: Synthetic.study(arms, seeds: seeds, rows: rows, objectives: objectives))
  }

  @Test func `a frozen arm is inert: nothing costs, nothing counts`() throws {
    let arm = try report([Synthetic.baseline, Synthetic.frozen]).arms[1]
    #expect(arm.status == .inert && arm.q == 0 && arm.attainment == 0 && arm.neglects.isEmpty)
    #expect(arm.halvings == .init(noise: 0, spikes: 0, regress: 0, wander: 0))
    #expect(arm.spread == 0 && arm.reproducibility == 1)
  }

  @Test func `an arm that leaves an objective where it was neglects it by name`() throws {
    let report = try report([Synthetic.baseline, Synthetic.steady, Synthetic.lopsided])
    #expect(report.arms[2].status == .neglects && report.arms[2].neglects == ["size"])
    #expect(report.verdict.contains("lopsided neglects size"))
    #expect(!report.pairs.contains { $0.a == "lopsided" || $0.b == "lopsided" })
  }

  @Test func `every objective left behind is named`() throws {
    let objectives = ["a", "b", "c"].map { Objective($0, .minimize) }
    let arm = Synthetic.Character(name: "single", bend: { i, _, value in i == 0 ? value : 1 })
    let row = try report([Synthetic.baseline, arm], objectives: objectives).arms[1]
    #expect(row.status == .neglects && row.neglects == ["b", "c"])
  }

  @Test func `an arm that loses most runs failed, and its causes are counted apart`() throws {
    var arm = Synthetic.Character(name: "wild")
    arm.failures = [0: .runaway, 1: .nonFinite, 2: .nonFinite, 3: .strategyFailed]
    let thirds = try report([Synthetic.baseline, arm])
    #expect(thirds.arms[1].status == .rated && thirds.arms[1].survival.survived == 8)
    #expect(
      thirds.arms[1].outcomes.map(\.outcome)
        == ["finished", "nonFinite", "strategyFailed", "runaway"])
    #expect(thirds.arms[1].outcomes.map(\.count) == [8, 2, 1, 1])
    #expect(thirds.arms[1].outcomes[3].steps == [610])
    for seed in 4..<8 { arm.failures[seed] = .nonFinite }
    #expect(try report([Synthetic.baseline, arm]).arms[1].status == .failed)
  }

  @Test func `ten units above its start a run is a runaway, a tenth of a unit is no move`() throws {
    let objectives = ["a", "b"].map { Objective($0, .minimize, unit: 1, aspiration: 0.25) }
    func row(
      _ bend: @escaping @Sendable (Int, Double, Double) -> Double
    ) throws -> ArmReport {
      let arm = Synthetic.Character(name: "arm", noise: 0, spread: 0, bend: bend)
      return try StabilityReport(scoring: Synthetic.study([arm], objectives: objectives)).arms[0]
    }
    for (height, survived) in [(9.5, 12), (10.5, 0)] {
      let spike = try row { _, t, value in t == 0.5 ? 1 + height : value }
      #expect(spike.survival.survived == survived)
    }
    #expect(try row { _, t, _ in t < 0.5 ? 1 : 1 - 0.08 }.status == .inert)
    #expect(try row { _, t, _ in t < 0.5 ? 1 : 1 - 0.12 }.status == .neglects)
  }

  @Test func `a start farther off than gains are counted keeps its distance`() throws {
    let objectives = ["a", "b"].map { Objective($0, .minimize, unit: 1, aspiration: 0) }
    let arm = Synthetic.Character(
      name: "far", noise: 0, ends: [0.25, 0.25], spread: 0, bend: { _, _, value in 40 * value })
    let report = try StabilityReport(scoring: Synthetic.study([arm], objectives: objectives))
    // From 40 units to 10, where 20 are clipped beyond the aspiration.
    let attainment = try #require(report.arms[0].attainment)
    #expect((attainment - 0.75).magnitude < 0.01)
  }

  @Test func `a runaway is found at its first wild evaluation and told in full`() throws {
    let arm = Synthetic.Character(name: "wild", failures: [4: .runaway])
    let report = try report([Synthetic.baseline, arm])
    let run = try #require(report.runs.first { $0.arm == "wild" && $0.seed == 4 })
    #expect(run.outcome == "runaway" && run.step == 610 && run.score == 0)
    let detail = try #require(run.detail)
    #expect(detail.hasPrefix("fit went from") && detail.contains("units worse than its start"))
  }

  @Test func `a runaway is measured from its own start, and only beyond ten units`() throws {
    // z(0) = 20 here: far from the aspiration is not far from the start.
    let objectives = ["fit", "size"].map { Objective($0, .minimize, unit: 0.05, aspiration: 0) }
    func outcome(rise: Double) throws -> String {
      var arm = Synthetic.steady
      arm.bend = { i, t, value in i == 0 && t > 0.5 && t < 0.53 ? 1 + 0.05 * rise : value }
      arm.noise = 0
      return try report([arm], objectives: objectives).runs[0].outcome
    }
    #expect(try outcome(rise: 9.9) == "finished")
    #expect(try outcome(rise: 10.1) == "runaway")
  }

  @Test func `an objective that starts far beyond its aspiration is still watched`() throws {
    let loud = Synthetic.Character(name: "loud", noise: 0.1)
    func runs(aspiration: Double) throws -> [RunReport] {
      let objectives = [
        Objective("fit", .minimize, unit: 1, aspiration: 0.2),
        Objective("size", .minimize, unit: 1, aspiration: aspiration),
      ]
      return try report([loud], objectives: objectives).runs
    }
    for (near, far) in try zip(runs(aspiration: 0.3), runs(aspiration: 40)) {
      #expect(agree(near.noise, far.noise) && agree(near.wander, far.wander))
      #expect(agree(near.score, far.score))
    }
  }

  @Test func `when every run fails there is nothing to halve, and Q is 0`() throws {
    let failures = Dictionary(uniqueKeysWithValues: (0..<12).map { ($0, Failure.Cause.nonFinite) })
    let arm = Synthetic.Character(name: "dead", failures: failures)
    let report = try report([Synthetic.baseline, arm])
    #expect(report.arms[1].status == .failed && report.arms[1].q == 0)
    #expect(report.arms[1].interval == Interval(lower: 0, upper: 0))
    #expect(report.arms[1].spread == nil && report.arms[1].halvings == nil)
    #expect(report.arms[1].meanScore == nil && report.arms[1].reproducibility == 1)
    #expect(report.arms[1].objectives[0].median == nil)
    #expect(report.verdict.contains("dead lost 12 of 12 runs (nonFinite)"))
  }

  @Test func `failures that alone pull the attainment down are failures`() throws {
    let failures = Dictionary(uniqueKeysWithValues: (0..<6).map { ($0, Failure.Cause.nonFinite) })
    let arm = Synthetic.Character(name: "half", failures: failures)
    let row = try report([Synthetic.baseline, arm]).arms[1]
    #expect(row.survival.share == 0.5)
    #expect(row.attainment.map { $0 < 0.5 } == true && row.status == .failed)
  }

  @Test func `identical arms tie, with no difference at all`() throws {
    var twin = Synthetic.steady
    twin.name = "twin"
    let report = try report([Synthetic.baseline, Synthetic.steady, twin])
    let pair = try #require(report.pairs.first { $0.a == "steady" && $0.b == "twin" })
    #expect(pair.difference == 0 && pair.interval == Interval(lower: 0, upper: 0))
    #expect(report.verdict.contains("not distinguished from twin"))
  }

  @Test func `an objective that can only be sacrificed does not count as a shortfall`() throws {
    // The second objective starts at its best and every arm pays a little of it.
    @Sendable func pay(_ i: Int, _ t: Double, _ value: Double) -> Double {
      i == 1 ? -value : value
    }
    var (baseline, arm) = (Synthetic.baseline, Synthetic.steady)
    (baseline.bend, arm.bend) = (pay, pay)
    let report = try report([baseline, arm])
    #expect(report.study.status == "SCORED")
    #expect(report.arms[1].status == .rated)
    #expect(report.arms[1].halvings.map { $0.regress < 0.2 } == true)
  }

  @Test func `an unbounded gain earns nothing and costs no reproducibility`() throws {
    @Sendable func gain(_ i: Int, _ t: Double, _ value: Double) -> Double {
      i == 1 && t > 0 ? value - 1e9 * (1 + value) : value
    }
    var arm = Synthetic.steady
    arm.bend = gain
    let row = try report([Synthetic.baseline, arm]).arms[1]
    #expect(row.attainment.map { $0 <= 1 } == true)
    #expect(row.objectives[1].z == -20)
    #expect(row.spread.map { $0 < 0.1 } == true)
  }

  @Test func `a baseline that moved nothing gives no unit, and the report says which`() throws {
    var baseline = Synthetic.baseline
    baseline.bend = { i, _, value in i == 1 ? 1 : value }
    let report = try report([baseline, Synthetic.steady])
    #expect(report.study.status == "NO-UNIT")
    let reason = try #require(report.study.reason)
    #expect(reason.hasPrefix("The baseline moved size by"))
    #expect(reason.contains("`unit:`") && !reason.contains("fit"))
    #expect(report.verdict.hasPrefix(reason))
    #expect(report.arms.allSatisfy { $0.q == nil && $0.status == .noUnit && $0.interval == nil })
    #expect(report.runs.allSatisfy { $0.score == nil && $0.final != nil })
    #expect(report.pairs.isEmpty && report.study.bootstrap == nil)
    baseline.noise = 0
    baseline.spread = 0
    #expect(
      try self.report([baseline, Synthetic.steady]).study.reason?
        .hasPrefix("The baseline did not move size: declare") == true)
  }

  @Test func `a unit is refused just below five times its noise and kept above`() throws {
    func status(_ noise: Double) throws -> String {
      var baseline = Synthetic.baseline
      baseline.noise = noise
      return try report([baseline, Synthetic.steady], seeds: 8).study.status
    }
    // The baseline moves by about 0.7; the residuals' Qn is about 3/4 of the noise's deviation.
    #expect(try status(0.15) == "SCORED")
    #expect(try status(0.30) == "NO-UNIT")
  }

  @Test func `a baseline of which no run survives gives no unit`() throws {
    var baseline = Synthetic.baseline
    for seed in 0..<12 { baseline.failures[seed] = .nonFinite }
    let report = try report([baseline, Synthetic.steady])
    #expect(report.study.reason?.hasPrefix("No run of the baseline finished") == true)
    #expect(report.runs.allSatisfy { $0.outcome == "finished" || $0.score == 0 })
  }

  @Test func `a start at the aspiration leaves nothing to attain`() throws {
    let objectives = ["fit", "size"].map { Objective($0, .minimize, unit: 1, aspiration: 5) }
    let report = try report([Synthetic.steady], objectives: objectives)
    #expect(report.study.status == "NO-UNIT")
    #expect(report.study.reason?.contains("nothing to attain") == true)
  }

  @Test func `without a baseline the arms give the unit, and everything says so`() throws {
    let report = try report([Synthetic.steady, Synthetic.noisy])
    #expect(report.study.objectives.allSatisfy { $0.source == .pool })
    #expect(report.arms.allSatisfy { $0.flags.contains("POOL-RELATIVE") && $0.status == .rated })
  }

  @Test func `an aspiration taken from the arms makes the study relative to them, too`() throws {
    let units = ["fit", "size"].map { Objective($0, .minimize, unit: 1) }
    let pooled = try report([Synthetic.steady], objectives: units)
    #expect(pooled.study.objectives.allSatisfy { $0.source == .pool && $0.unit == 1 })
    #expect(pooled.arms[0].flags.contains("POOL-RELATIVE"))
    let based = try report([Synthetic.baseline, Synthetic.steady], objectives: units)
    #expect(based.study.objectives.allSatisfy { $0.source == .declared && $0.unit == 1 })
    #expect(agree(based.arms[0].objectives[0].z, 0) && based.arms[1].flags.isEmpty)
  }

  @Test func `few seeds or evaluations are described, not rated`() throws {
    let seeds = try report([Synthetic.baseline, Synthetic.steady], seeds: 5)
    #expect(seeds.study.status == "INSUFFICIENT" && seeds.arms[1].status == .insufficient)
    #expect(seeds.arms[1].q != nil && seeds.arms[1].interval == nil && seeds.pairs.isEmpty)
    #expect(seeds.verdict.contains("5 seeds"))
    #expect(try report([Synthetic.baseline, Synthetic.steady], seeds: 6).study.status == "SCORED")
    for rows in [1, 2, 5, 31] {
      let short = try report([Synthetic.baseline, Synthetic.steady], rows: rows)
      #expect(short.study.status == "INSUFFICIENT" && short.arms[1].q == nil)
      #expect(short.arms[1].objectives[0].median != nil)
    }
    #expect(try report([Synthetic.baseline, Synthetic.steady], rows: 32).study.status == "SCORED")
  }

  @Test func `an arm that still slides at the end is unsettled, a settled one is not`() throws {
    let slow = Synthetic.Character(
      name: "slow", bend: { i, t, value in i == 0 ? 1 - 0.75 * t : value })
    let report = try report([Synthetic.baseline, Synthetic.steady, slow])
    #expect(report.arms[2].flags == ["UNSETTLED"])
    #expect(report.arms[1].flags.isEmpty)
    #expect(report.verdict.contains("slow is still moving at the end"))
  }

  @Test func `an arm of which fewer than half of the runs slide is settled`() throws {
    let slow = Synthetic.Character(
      name: "steady", bend: { i, t, value in i == 0 ? 1 - 0.75 * t : value })
    func flags(sliding: Int) throws -> [String] {
      let study = Synthetic.study([Synthetic.baseline, Synthetic.steady])
      let runs = study.runs.map { run in
        run.arm == "steady" && run.seed < sliding
          ? Synthetic.run(slow, seed: run.seed, m: 2, rows: Synthetic.rows) : run
      }
      return try StabilityReport(scoring: StudyResults(study: study.study, runs: runs)).arms[1]
        .flags
    }
    #expect(try flags(sliding: 5) == [] && flags(sliding: 7) == ["UNSETTLED"])
  }

  @Test func `a slow wave is no drift: neighbors that agree count once`() throws {
    let window = EvaluationWindow(evaluations: 100)
    let wave = (0..<100).map { sin(2 * .pi * Double($0 - 50) / 50) }
    #expect(try Drift(wave, window, .v1).course == .none)
    var stream = Synthetic.Stream(5)
    let slope = (0..<100).map { 0.02 * Double($0) + 0.1 * stream.gaussian() }
    #expect(try Drift(slope, window, .v1).course == .rising)
    #expect(try Drift(slope.map { -$0 }, window, .v1).course == .falling)
    #expect(try Drift(slope.map { 0.05 * $0 }, window, .v1).course == .none)
    #expect(try Drift((0..<100).map { -Double($0) }, window, .v1).course == .falling)
  }

  @Test func `references are those of the arms and of the statistics, each once`() throws {
    let references = try report([Synthetic.baseline, Synthetic.steady]).references
    #expect(references.first?.citation == "A (2020)")
    #expect(Set(references).count == references.count && references.count > 5)
  }

  @Test func `the verdict is two sentences that claim what the intervals show`() throws {
    let report = try report([Synthetic.baseline, Synthetic.steady, Synthetic.noisy])
    #expect(
      report.verdict.hasPrefix("Of 2 arms beside the baseline, steady holds steadiest with Q = "))
    #expect(report.verdict.contains("95% interval"))
    let turned = try self.report([Synthetic.baseline, Synthetic.noisy, Synthetic.steady])
    #expect(turned.verdict == report.verdict)
    let ends = report.verdict.ranges(of: ". ").count + (report.verdict.hasSuffix(".") ? 1 : 0)
    #expect(ends == 2)
    let pair = try #require(report.pairs.first)
    #expect(pair.a == "steady" && pair.b == "noisy" && pair.interval.lower > 0)
    #expect(report.pairs.map(\.b) == ["noisy", "equal-normalized", "equal-normalized"])
  }

  @Test func `runs that are not the study's are refused, each with its place`() throws {
    let study = Synthetic.study([Synthetic.baseline, Synthetic.steady])
    func refusal(_ runs: [Run]) -> StabilityError? {
      #expect(throws: StabilityError.self) {
        try StabilityReport(scoring: StudyResults(study: study.study, runs: runs))
      }
    }
    let run = study.runs[3]
    #expect(
      refusal(Array(study.runs.dropFirst(2)))
        == .missingRun(arm: "equal-normalized", member: 0, seed: 0, missing: 2))
    #expect(
      refusal(study.runs + [run])
        == .repeatedRun(arm: "equal-normalized", member: 0, seed: 3))
    let stray = Run(arm: "other", seed: 0, outcome: run.outcome, trace: run.trace)
    #expect(refusal(study.runs + [stray]) == .strayRun(arm: "other", member: 0, seed: 0))
    var trace = run.trace
    trace.steps[5] += 1
    let moved = Run(arm: run.arm, seed: 3, outcome: .finished, trace: trace)
    #expect(
      refusal(study.runs.filter { $0 != run } + [moved])?.description
        == "the run of equal-normalized[0] from seed 3 was evaluated at other steps: every run "
        + "must be evaluated at the study's steps, so that runs compare")
  }
}
