import Foundation
import Records

@testable import Stability

/// A study with plausible curves and the report a scorer might write of it.
struct TestStudy {
  var arms = TestArm.usual
  var seeds = 20
  var steps = 10_000
  var evaluations = 200
  var name = "two-scales"
  var objectives = [Objective("fit", .minimize), Objective("weights", .maximize)]
  var status = "SCORED"

  /// The study with its runs.
  var results: StudyResults {
    let record = StudyRecord(
      name: name, objectives: objectives, arms: arms.map(record), seeds: seeds, steps: steps,
      evaluationSteps: evaluationSteps, precision: "float32", parameterCount: 81,
      problem: problem, source: source)
    return StudyResults(study: record, runs: arms.enumerated().flatMap { runs($1, index: $0) })
  }

  var problem: String { "model 1-5-10-1 relu; fit: mean(square(5 - sum(out)))" }

  var source: String {
    "name: \(name)\nobjectives:\n  fit: { minimize: mean(square(5 - sum(out))) }\nseeds: \(seeds)\n"
  }

  private var evaluationSteps: [Int] {
    (0..<evaluations).map { $0 * steps / max(evaluations - 1, 1) }
  }

  private func record(_ arm: TestArm) -> ArmRecord {
    let members = (0..<arm.members).map { index in
      ArmRecord.Member(preference: arm.members > 1 ? preference(arm, index) : nil)
    }
    return ArmRecord(
      name: arm.name, strategy: arm.strategy, settings: arm.settings,
      optimizer: "adam learningRate 0.001", isBaseline: arm.strategy == "equal-normalized",
      members: members)
  }

  func preference(_ arm: TestArm, _ member: Int) -> [Double] {
    let share = Double(member) / Double(max(arm.members - 1, 1))
    return [1 - share, share] + objectives.dropFirst(2).map { _ in 0 }
  }

  private func runs(_ arm: TestArm, index: Int) -> [Run] {
    (0..<arm.members).flatMap { member in
      (0..<seeds).map { seed in run(arm, index, member: member, seed: seed) }
    }
  }

  /// The final share of the way of a member: one end fits, the other grows weights.
  func reach(_ arm: TestArm, _ member: Int) -> (fit: Double, weights: Double) {
    guard arm.members > 1 else { return arm.reach }
    let share = Double(member) / Double(arm.members - 1)
    return (1.08 - 0.7 * share * share * share, 0.2 + 2.4 * share)
  }

  private func run(_ arm: TestArm, _ index: Int, member: Int, seed: Int) -> Run {
    var random = TestRandom(seed: UInt64(index * 10_007 + member * 101 + seed))
    let (reach, luck) = (reach(arm, member), 1 + 0.04 * random.normal())
    let failure = arm.failing.contains(seed) ? steps * (2 + seed % 7) / 10 : nil
    let shown = evaluationSteps.filter { $0 <= failure ?? steps }
    var trace = Trace(objectives: objectives.count, steps: shown)
    let start = 26 + 1.5 * random.normal()
    for step in shown {
      let time = Double(step) / Double(steps)
      let jitter = 1 + arm.noise * random.normal()
      let burst = failure.map { pow(1000, 4 * max(0, Double(step - $0) / Double(steps) + 0.2)) }
      let pace = 1 - exp(-6 * time)
      let fit = start * (1 - min(reach.fit, 1.2) / 1.25 * luck * pace) * jitter * (burst ?? 1)
      let weights = -2 + 30 * reach.weights * luck * (1 - exp(-3 * time)) * jitter
      let values = [fit, weights] + objectives.dropFirst(2).map { _ in 3 - pace * jitter }
      for column in objectives.indices { trace.values[column].append(values[column]) }
    }
    if arm.hasEvidence { trace.evidence = evidence(shown, index, &random) }
    return Run(
      arm: arm.name, member: member, seed: seed, outcome: outcome(failure), trace: trace)
  }

  private func outcome(_ step: Int?) -> Outcome {
    step.map {
      .failed(Failure(.nonFinite, step: $0, detail: "gradient of fit was inf at update \($0)"))
    } ?? .finished
  }

  private func evidence(
    _ steps: [Int], _ index: Int, _ random: inout TestRandom
  ) -> [String: [Double]] {
    let times = steps.map { Double($0) / Double(self.steps) }
    let cosine = times.map {
      min(1, max(-1, 0.5 - 1.1 * (1 - exp(-4 * $0)) + 0.08 * Double(index) + 0.1 * random.normal()))
    }
    let first = times.map {
      0.5 + 0.06 * Double(index) * (1 - exp(-5 * $0)) + 0.01 * random.normal()
    }
    let (a, b) = (objectives[0].name, objectives.count > 1 ? objectives[1].name : "none")
    return [
      "cosine/\(a)/\(b)": cosine, "weight/\(a)": first, "weight/\(b)": first.map { 1 - $0 },
    ]
  }
}
