import Fronts
import Records
import Testing

@testable import Stability

@Suite("What the seeds of a Pareto arm attain, and at what cost")
struct AttainedTests {
  /// A baseline, a single strategy and a Pareto arm of two members; seed 0 of the arm reaches less.
  private func study(m: Int = 2, failing: Set<Int> = []) -> StudyResults {
    let objectives = (0..<m).map { Objective("o\($0)", $0 == 1 ? .maximize : .minimize) }
    let base = Synthetic.study(
      [Synthetic.baseline, Synthetic.steady], seeds: 6, objectives: objectives)
    let front = ArmRecord(
      name: "set", strategy: "pareto-sampling", settings: .null, optimizer: "sgd",
      members: [[0.9, 0.1], [0.1, 0.9]].map { ArmRecord.Member(preference: $0) },
      pullbacksPerStep: 2)
    let runs = (0..<2).flatMap { member in
      (0..<6).map { seed in
        let worse = seed == 0 ? 0.2 : 0.0
        let ends = member == 0 ? [0.2 + worse, 0.6] : [0.6, 0.2 + worse]
        var character = Synthetic.Character(name: "set", noise: 0, ends: ends, spread: 0)
        if failing.contains(seed) { character.failures[seed] = .nonFinite }
        return Synthetic.run(character, seed: seed, m: m, rows: Synthetic.rows, member: member)
      }
    }
    // Maximized objectives are those of the same traces turned.
    let turned = (base.runs + runs).map { run in
      var trace = run.trace
      trace.values[1] = trace.values[1].map { -$0 }
      return Run(
        arm: run.arm, member: run.member, seed: run.seed, outcome: run.outcome, trace: trace)
    }
    return StudyResults(study: base.study.with(arms: base.study.arms + [front]), runs: turned)
  }

  @Test func `the worst surface lies within the median, that within the best`() throws {
    let report = try StabilityReport(scoring: study())
    let front = try #require(report.fronts.first)
    let surfaces = try #require(front.surfaces)
    #expect(surfaces.map(\.level) == [.best, .median, .worst])
    #expect(surfaces.allSatisfy { $0.objectives == [0, 1] && $0.corners.count == 2 })
    let volumes = try surfaces.map { try #require($0.hypervolume) }
    // Five seeds agree, so that best and median are theirs; the worst is the seed that reached less.
    #expect(agree(volumes[0], volumes[1]) && volumes[2] < 0.9 * volumes[1])
    let seeds = try front.seeds.map { try #require($0.hypervolume) }
    #expect(agree(volumes[0], seeds.max()))
    #expect(agree(volumes[2], seeds.min()))
    let worst = surfaces[2].corners.sorted { $0[0] < $1[0] }
    #expect(abs(worst[0][0] - 0.4) < 0.01 && abs(worst[0][1] + 0.6) < 0.01)
  }

  @Test func `a seed without a survivor attains nothing`() throws {
    let front = try #require(try StabilityReport(scoring: study(failing: [3])).fronts.first)
    let surfaces = try #require(front.surfaces)
    #expect(surfaces[2].corners.isEmpty && surfaces[2].hypervolume == 0)
    #expect(surfaces[0].corners.count == 2 && surfaces[1].corners.count == 2)
    let most = try #require(
      try StabilityReport(scoring: study(failing: [1, 2, 3, 4])).fronts.first?.surfaces)
    #expect(most[1].corners.isEmpty && !most[0].corners.isEmpty, "two of six are no half")
  }

  @Test func `three objectives have a surface for each pair, four none`() throws {
    let three = try #require(try StabilityReport(scoring: study(m: 3)).fronts.first?.surfaces)
    let pairs = [[0, 1], [0, 2], [1, 2]]
    #expect(three.map(\.objectives) == pairs.flatMap { [$0, $0, $0] })
    #expect(three.allSatisfy { $0.hypervolume == nil && !$0.corners.isEmpty })
    #expect(try StabilityReport(scoring: study(m: 4)).fronts.first?.surfaces == nil)
  }

  @Test func `all arms share one reference point, stated in the verdict`() throws {
    let report = try StabilityReport(scoring: study())
    #expect(report.fronts.first?.reference == report.equalCost?.reference)
    let alone = StudyResults(
      study: study().study.with(arms: study().study.arms.filter { $0.name != "steady" }),
      runs: study().runs.filter { $0.arm != "steady" })
    let verdict = try StabilityReport(scoring: alone).verdict
    #expect(verdict.contains("), all up to o0 (minimize) 1."))
    #expect(verdict.contains(" and o1 (maximize) 1."))
  }

  @Test func `arms are compared at the evaluations of the cheapest`() throws {
    let results = study()
    let equal = try #require(try StabilityReport(scoring: results).equalCost)
    let steps = results.study.steps
    #expect(equal.gradients == steps, "a single strategy of one pullback a step is the cheapest")
    #expect(equal.arms.map(\.arm) == ["equal-normalized", "steady", "set"])
    #expect(equal.arms.map(\.members) == [1, 1, 2])
    #expect(equal.arms.map(\.gradients) == [steps, steps, 4 * steps])
    #expect(equal.arms[1].step == steps)
    // Two members of two pullbacks: a quarter of the steps, rounded down to an evaluation.
    #expect(equal.arms[2].step == results.study.evaluationSteps.last { $0 <= steps / 4 })
    #expect(equal.arms[2].hypervolume < equal.arms[2].final)
    #expect(equal.arms[1].hypervolume == equal.arms[1].final)
    // A front of one point is a box.
    let run = try #require(results.runs.first { $0.arm == "steady" && $0.seed == 0 })
    let scales = try StabilityReport(scoring: results).study.objectives
    let box = try zip(zip(scales, equal.reference), run.trace.last ?? []).reduce(1.0) {
      let (scale, reference) = $1.0
      let z = try scale.direction.sign * ($1.1 - #require(scale.aspiration)) / #require(scale.unit)
      return $0 * max(0, reference - z)
    }
    #expect(box > 0 && abs(box - equal.arms[1].final) < 0.5 * box)
    #expect(try StabilityReport(scoring: Synthetic.study([Synthetic.baseline])).equalCost == nil)
  }

  /// Runs that ran away and came back have lost: what they reach afterwards is not theirs.
  @Test func `a run that failed by then leaves no point`() throws {
    let results = study()
    let rows = results.study.evaluationSteps.count
    func lost(at row: Int) throws -> EqualCostReport.Arm {
      let runs = results.runs.map { run in
        guard run.arm == "steady" else { return run }
        var trace = run.trace
        trace.values[0][row] += 1e6
        return Run(arm: run.arm, seed: run.seed, outcome: .finished, trace: trace)
      }
      let report = try StabilityReport(scoring: StudyResults(study: results.study, runs: runs))
      #expect(report.runs.filter { $0.arm == "steady" }.allSatisfy { $0.outcome == "runaway" })
      return try #require(report.equalCost?.arms.first { $0.arm == "steady" })
    }
    for row in [1, rows / 2, rows - 1] {
      let arm = try lost(at: row)
      #expect(arm.hypervolume == 0 && arm.final == 0, "lost at row \(row)")
    }
    // The set is compared at a quarter of the steps: what fails later still stands there.
    var late = results.runs
    for index in late.indices where late[index].arm == "set" && late[index].seed > 0 {
      var trace = late[index].trace
      trace.values[0][rows / 2] += 1e6
      late[index] = Run(
        arm: "set", member: late[index].member, seed: late[index].seed, outcome: .finished,
        trace: trace)
    }
    let report = try StabilityReport(scoring: StudyResults(study: results.study, runs: late))
    let equal = try #require(report.equalCost?.arms.first { $0.arm == "set" })
    #expect(equal.hypervolume > 0 && equal.final == 0)
  }
}
