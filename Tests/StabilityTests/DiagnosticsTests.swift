import Foundation
import Records
import Statistics
import Testing

@testable import Stability

@Suite("Diagnostics beside the score")
struct DiagnosticsTests {
  private func runs(
    _ bend: @escaping @Sendable (Int, Double, Double) -> Double, noise: Double = 0.002
  ) throws -> [RunDiagnostics] {
    let arm = Synthetic.Character(name: "arm", noise: noise, spread: 0.005, bend: bend)
    let report = try StabilityReport(
      scoring: Synthetic.study([Synthetic.baseline, arm], rows: 200))
    return report.runs.filter { $0.arm == "arm" }.compactMap(\.diagnostics)
  }

  @Test func `a swing has its period, its amplitude and its opposite`() throws {
    // Period an eighth of the run: 25 evaluations of 10 updates.
    let runs = try runs { i, t, value in value + (i == 0 ? 0.1 : -0.1) * sin(16 * .pi * t) }
    for run in runs {
      for objective in run.objectives {
        let swing = try #require(objective.oscillation)
        #expect(abs(swing.period - 250) < 15 && swing.p < 0.01)
        #expect(swing.amplitude > 0.08)
      }
      #expect(run.seesaw.map { $0 < -0.9 } == true)
    }
    let quiet = try self.runs { $2 }
    #expect(quiet.count { $0.objectives[0].oscillation != nil } < 3)
    // Of about a fiftieth of a unit, and of less than a hundredth, which is none.
    for (height, isSeen) in [(0.02, true), (0.005, false)] {
      let swings = try self.runs(
        { i, t, value in value + (i == 0 ? height * sin(16 * .pi * t) : 0) }, noise: 0.0002)
      #expect(swings.allSatisfy { ($0.objectives[0].oscillation != nil) == isSeen }, "\(height)")
    }
  }

  @Test func `spikes are listed by their steps`() throws {
    let runs = try runs { i, t, value in i == 1 && abs(t - 0.5) < 1e-9 ? value + 0.5 : value }
    #expect(runs.allSatisfy { $0.objectives[1].spikes.contains(1000) })
    #expect(runs.allSatisfy { !$0.objectives[0].spikes.contains(1000) })
  }

  @Test func `a slide is late change, drawdown and no stationarity`() throws {
    let runs = try runs { i, t, value in i == 0 ? value + max(0, t - 0.5) : value }
    for run in runs {
      let slid = run.objectives[0]
      #expect(abs(slid.lateChange / slid.largestDrawdown - 1) < 0.15)
      #expect(try #require(slid.lateChangeP) < 1e-6 && slid.mannKendallP < 1e-6)
      #expect(slid.senSlope > 0 && slid.kpssLevel > 0.739)
      #expect(slid.drawdown > 0.3 && slid.ulcer > 0 && slid.overshoot > 0.3)
      #expect(run.thirds[2].regress > run.thirds[0].regress)
      #expect(run.objectives[1].drawdown < 0.05)
    }
  }

  @Test func `a run that falls and stays settles`() throws {
    for run in try runs({ $2 }) {
      let step = try #require(run.objectives[0].settled)
      // 0.75·exp(−t/0.1) is 5 % of about 0.75 at t = 0.3.
      #expect(step > 400 && step < 800)
      #expect(run.objectives[0].waveletVariance.count == 6)
      #expect(abs(run.objectives[0].steadyStateError) < 0.2)
    }
  }

  @Test func `a step settles where it is made, to the evaluation`() throws {
    // A median of neighbors keeps a step: the level is there at row 100, of update 1000.
    let runs = try runs({ i, t, value in i == 0 ? (t < 0.5 ? 1 : 0.25) : value }, noise: 0)
    #expect(runs.allSatisfy { $0.objectives[0].settled == 1000 })
    let sliding = try self.runs({ i, t, value in i == 0 ? 1 - 0.7 * t : value }, noise: 0)
    // The end is the median of the last tenth: 0.05 unit below it, the level is still on its way.
    #expect(sliding.allSatisfy { $0.objectives[0].settled.map { $0 > 1700 } ?? true })
  }

  @Test func `a level within a twentieth of a unit of its end has settled`() throws {
    func settled(_ rest: Double) throws -> Set<Int> {
      let objectives = ["a", "b"].map { Objective($0, .minimize, unit: 1, aspiration: 0.2) }
      let arm = Synthetic.Character(
        name: "arm", noise: 0, spread: 0,
        bend: { i, t, value in i > 0 ? value : t < 0.25 ? 1 : t < 0.5 ? 0.25 + rest : 0.25 })
      let report = try StabilityReport(
        scoring: Synthetic.study([arm], rows: 200, objectives: objectives))
      return Set(report.runs.map { $0.diagnostics?.objectives[0].settled ?? -1 })
    }
    #expect(try settled(0.045) == [500])
    #expect(try settled(0.055) == [1000])
  }

  @Test func `of three objectives the seesaw is that of the two that rob each other`() throws {
    let objectives = ["a", "b", "c"].map { Objective($0, .minimize, unit: 1, aspiration: 0.2) }
    let arm = Synthetic.Character(
      name: "arm", noise: 0.002,
      bend: { i, t, value in value + [0.1, -0.1, 0.1][i] * sin(16 * .pi * t) })
    let report = try StabilityReport(
      scoring: Synthetic.study([arm], rows: 200, objectives: objectives))
    #expect(report.runs.allSatisfy { run in run.diagnostics?.seesaw.map { $0 < -0.9 } == true })
  }

  @Test func `a swing of two cycles is a trend, and thirds are measured each for itself`() throws {
    // Two cycles over the last half have no place between three cycles and a period of four.
    let slow = try runs({ i, t, value in value + 0.2 * sin(8 * .pi * t) })
    #expect(slow.allSatisfy { ($0.objectives[0].oscillation?.period ?? 0) < 400 })
    let early = try runs { i, t, value in t < 0.3 && t > 0 ? value + 0.1 * sin(900 * t) : value }
    for run in early {
      #expect(run.thirds[0].noise > 0.03)
      #expect(run.thirds[1].noise < 0.02 && run.thirds[2].noise < 0.02)
    }
  }

  @Test func `gradients at right angles do not conflict, and dependent ones are counted`() throws {
    let study = Synthetic.study([Synthetic.baseline, Synthetic.steady], rows: 32)
    let runs = study.runs.map { run in
      var trace = run.trace
      guard run.arm == "steady" else { return run }
      trace.evidence = [
        "gradientNorm/fit": (0..<32).map { $0 == 0 ? 0 : 2 },
        "gradientNorm/size": (0..<32).map { _ in 1 },
        "cosine/fit/size": (0..<32).map { $0 == 0 ? .nan : $0 == 1 ? -1 : 0 },
      ]
      return Run(arm: run.arm, seed: run.seed, outcome: run.outcome, trace: trace)
    }
    let report = try StabilityReport(scoring: StudyResults(study: study.study, runs: runs))
    let gradients = try #require(report.arms[1].gradients)
    #expect(agree(gradients.pairs[0].conflictShare, 1.0 / 31))
    #expect(agree(gradients.dependentShare, 1.0 / 31))
    #expect(agree(gradients.conditionNumber, 2) && agree(gradients.conditionNumberOfDirections, 1))
  }

  @Test func `the late slope counts neighbors that agree once, as its formula says`() throws {
    let window = EvaluationWindow(evaluations: 100)
    var stream = Synthetic.Stream(11)
    var memory = 0.0
    let z = (0..<100).map { row in
      memory = 0.6 * memory + 0.05 * stream.gaussian()
      return 0.004 * Double(row) + memory
    }
    let fit = try LinearFit(FiniteSeries(Array(z[50...])))
    let r = try #require(try FiniteSeries(fit.residuals).lag1Autocorrelation)
    let n = 50 * (1 - r) / (1 + r)
    let t = fit.slope / fit.slopeError * ((n - 2) / 48).squareRoot()
    let p = try StudentDistribution(degrees: n - 2).bothTails(t)
    let found = try Drift(z, window, .v1).pValue
    #expect(r > 0.3 && agree(found, p))
  }

  @Test func `constants have no ratios, short runs no thirds`() throws {
    let report = try StabilityReport(
      scoring: Synthetic.study([Synthetic.baseline, Synthetic.frozen], rows: 32))
    let frozen = try #require(report.runs.last?.diagnostics)
    #expect(frozen.objectives[0].autocorrelation == nil && frozen.objectives[0].skewness == nil)
    #expect(frozen.objectives[0].oscillation == nil && frozen.seesaw == nil)
    #expect(frozen.objectives[0].settled == 0 && frozen.objectives[0].kpssLevel == 0)
    #expect(frozen.thirds.count == 3)
    let failed = Synthetic.Character(name: "lost", failures: [0: .nonFinite])
    let lost = try StabilityReport(scoring: Synthetic.study([Synthetic.baseline, failed]))
    #expect(lost.runs[12].diagnostics == nil && lost.runs[13].diagnostics != nil)
  }

  @Test func `seeds that fall into two outcomes are found`() throws {
    let one = Synthetic.Character(name: "arm", ends: [0.1, 0.4], spread: 0.005)
    let two = Synthetic.Character(name: "arm", ends: [0.4, 0.1], spread: 0.005)
    let base = Synthetic.study([Synthetic.baseline, one])
    let runs = base.runs.map { run in
      run.arm == "arm" && run.seed.isMultiple(of: 3)
        ? Synthetic.run(two, seed: run.seed, m: 2, rows: Synthetic.rows) : run
    }
    let report = try StabilityReport(scoring: StudyResults(study: base.study, runs: runs))
    let clusters = try #require(report.arms[1].seeds?.clusters)
    let upper = clusters.objective == "fit" ? clusters.upper : clusters.lower
    #expect(upper == [0, 3, 6, 9] && clusters.gap > 0.2)
    #expect(report.arms[0].seeds?.clusters == nil)
    let checkpoints = try #require(report.arms[1].seeds?.checkpoints)
    #expect(checkpoints.map(\.share) == [0.25, 0.5, 0.75, 1])
    // Qn looks at the nearest quarter of all pairs, which lie in one outcome: no bound but its value.
    let score = try StudyScore(StudyResults(study: base.study, runs: runs), profile: .v1)
    for (row, checkpoint) in zip([16, 32, 47, 63], checkpoints) {
      let levels = score.arms[1].runs.compactMap { $0.measures?.parts.levels }
      #expect(
        try checkpoint.spreads
          == (0..<2).map { i in
            try FiniteSeries(levels.map { $0[i][row] }).qn
          })
    }
  }

  @Test func `performance counts failed runs as never`() throws {
    let arm = Synthetic.Character(name: "arm", failures: [0: .nonFinite, 1: .nonFinite])
    let report = try StabilityReport(scoring: Synthetic.study([Synthetic.baseline, arm]))
    let seeds = try #require(report.arms[1].seeds)
    #expect(seeds.performance.last == 10.0 / 12 && seeds.halvings.count == seeds.performance.count)
    #expect(zip(seeds.performance, seeds.performance.dropFirst()).allSatisfy { $0 <= $1 })
    #expect(seeds.interquartileMean > seeds.median - 0.1 && seeds.qn >= 0 && seeds.mad >= 0)
  }

  @Test func `Pareto efficiency is that of the reference`() throws {
    let points = (0...200).map { k -> [Double] in
      let f = Double(k) / 200
      return [f, (1 - f.squareRoot()) * (1 - f.squareRoot())]
    }
    // make_statistics' golden runs: E_P of a run that ends at its start is 0, on the front 1.
    #expect(ParetoEfficiency.value(from: [1, 1], to: [1, 1], front: points) == 0)
    #expect(ParetoEfficiency.value(from: [1, 1], to: [0.25, 0.25], front: points) == 1)
    let half = try #require(
      ParetoEfficiency.value(from: [1, 1], to: [0.5, 0.5], front: points))
    #expect(abs(half - 2.0 / 3) < 0.01)
    #expect(ParetoEfficiency.value(from: [0.2, 0.2], to: [1, 1], front: points) == nil)
    #expect(ParetoEfficiency.value(from: [1, 1], to: [1, 1], front: []) == nil)
  }

  @Test func `relative change is that of the literature, and none at a baseline of 0`() throws {
    let change = try #require(
      RelativeChange.percent(
        [0.42, 71, 0.055], baseline: [0.40, 74, 0.050],
        directions: [.minimize, .maximize, .minimize]))
    #expect(agree(change, 6.351351351351347, 1e-12))
    #expect(RelativeChange.percent([1], baseline: [0], directions: [.minimize]) == nil)
  }

  @Test func `recorded gradients and weights are summed up`() throws {
    let study = Synthetic.study([Synthetic.baseline, Synthetic.steady], rows: 32)
    let runs = study.runs.map { run in
      var trace = run.trace
      guard run.arm == "steady" else { return run }
      trace.evidence = [
        "gradientNorm/fit": (0..<32).map { _ in 2 }, "gradientNorm/size": (0..<32).map { _ in 1 },
        "cosine/fit/size": (0..<32).map { $0.isMultiple(of: 4) ? -0.5 : 0.5 },
        "weight/fit": (0..<32).map { $0.isMultiple(of: 2) ? 1 : 3 },
        "weight/size": (0..<32).map { $0.isMultiple(of: 2) ? 3 : 1 },
        "stepLength": (0..<32).map { $0 == 0 ? .nan : 0.1 },
      ]
      return Run(arm: run.arm, seed: run.seed, outcome: run.outcome, trace: trace)
    }
    let report = try StabilityReport(scoring: StudyResults(study: study.study, runs: runs))
    #expect(report.arms[0].gradients == nil)
    let gradients = try #require(report.arms[1].gradients)
    let pair = try #require(gradients.pairs.first)
    #expect(pair.a == "fit" && pair.b == "size" && pair.conflictShare == 0.25)
    #expect(agree(pair.cosine, 0.25) && agree(pair.magnitudeSimilarity, 0.8))
    // cos 0.5: 0.75·(5 − 2)/(5 + 2).
    #expect(agree(pair.curvatureBounding, 0.75 * 3 / 7))
    #expect(agree(gradients.conditionNumberOfDirections, 3.0.squareRoot()))
    #expect(gradients.dependentShare == 0 && agree(gradients.weightVolatility, 1))
    let entropy = -(0.25 * log(0.25) + 0.75 * log(0.75)) / log(2)
    #expect(agree(gradients.weightEntropy, entropy) && gradients.stepLength == 0.1)
  }

  @Test func `the same traces have the same checksum, others another`() throws {
    let study = Synthetic.study([Synthetic.baseline, Synthetic.steady])
    let sums = try [study, study, study.mapping(0) { $0 + 1e-12 }].map {
      try StabilityReport(scoring: $0).study.checksum
    }
    #expect(sums[0] == sums[1] && sums[0] != sums[2] && sums[0].count == 16)
  }

  @Test func `every statistic has an identifier of its own, a formula and a source`() {
    let ids = MetricCatalogue.all.map(\.id)
    #expect(Set(ids).count == ids.count && ids.count > 50)
    #expect(MetricCatalogue.all.allSatisfy { !$0.formula.isEmpty && !$0.range.isEmpty })
    #expect(MetricCatalogue.all.allSatisfy { $0.reference.url.hasPrefix("https://") })
    let scored = MetricCatalogue.all.filter(\.isScored).map(\.id)
    #expect(
      scored == [
        "noise", "spikes", "regress", "wander", "attainment", "run-score", "survival", "spread",
        "stability",
      ])
  }
}
