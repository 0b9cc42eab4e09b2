import Neural
import Records
import Strategies
import Studies
import Testing
import Training

@Suite struct DiagnosisTests {
  private func findings(_ problem: Problem, seeds: Int = 5) -> [Finding] {
    Diagnosis(TrainingPlan(problem, steps: 1), seeds: seeds).findings
  }

  private func kinds(_ problem: Problem) -> [String] { findings(problem).map(\.kind) }

  // MARK: Unbounded

  /// Of the two scales, the sum of parameters rises for ever and the fit does not.
  @Test func theSumOfParametersMaximized() throws {
    let found = findings(StudyProblems.twoScales())
    try #require(found.count == 1)
    #expect(found[0].severity == .warning && found[0].kind == "unbounded")
    #expect(found[0].objective == "weights")
    // The gradient is 81 ones, of norm 9; steps of 0.001‖p‖ that double 24 times.
    #expect(
      found[0].evidence.hasPrefix(
        "weights rises without bound along its own gradient: its pace per unit of distance is 9 at "
          + "the start, 9 after a distance of "))
    #expect(
      found[0].advice
        == "Give it a bound, a penalty or a fixed number of steps: with a large weight "
        + "it takes every other objective with it.")
  }

  @Test func distancesHaveThreeDigits() throws {
    let problem = try StudyProblems.direct(.minimize, from: [0.3, 0.4]) { sum($0) * 0.00123 }
    let pace = "its pace per unit of distance is 0.00174 at the start, 0.00174 after a distance of"
    #expect(
      findings(problem).map(\.evidence)
        == ["o falls without bound along its own gradient: \(pace) 16800."])
  }

  @Test func outputsOfAnyGrowth() throws {
    let linear = Sequential { Dense(1, 1) }
    let cases = [
      try StudyProblems.output(.maximize, of: linear) { mean($0) },
      try StudyProblems.output(.maximize) { mean($0) },
      try StudyProblems.output(.minimize) { sum($0) },
      try StudyProblems.output(.maximize) { mean(square($0)) },
      try StudyProblems.output(.maximize, of: linear) { mean(exp($0)) },
      try StudyProblems.direct(.minimize, from: [1, -2]) { -sum(square($0)) },
      try StudyProblems.direct(.maximize, from: [1, -2]) { sum(abs($0)) },
      try StudyProblems.direct(.maximize, from: [0.1]) { sum(exp(square($0))) },
    ]
    for (i, problem) in cases.enumerated() { #expect(kinds(problem) == ["unbounded"], "case \(i)") }
    #expect(findings(cases[7])[0].evidence.contains("at the start, infinite after a distance of"))
  }

  // MARK: Idle

  @Test func aDeadNetworkIsIdle() throws {
    let dead = try StudyProblems.direct(.minimize, from: [1, 2]) { sum(relu($0 - 100)) }
    let found = findings(dead)
    #expect(found.map(\.kind) == ["idle"])
    #expect(
      found[0].evidence
        == "The gradient of o is exactly zero at the start of all 3 seeds that were "
        + "probed.")
    #expect(
      found[0].advice == "Check that it depends on the parameters where training begins, and that "
        + "no unit is saturated or dead.")
    #expect(findings(dead, seeds: 1)[0].evidence.contains("all 1 seeds"))
    // At a saddle, too: the gradient of a product at (0, 0).
    let (p, q) = (Parameter([1], .constant(0)), Parameter([1], .constant(0)))
    let saddle = try Problem("saddle", parameters: [("p", p), ("q", q)], data: [:]) { _ in
      [ObjectiveTerm(Objective("o", .maximize), sum(p.tensor * q.tensor))]
    }
    #expect(kinds(saddle) == ["idle"])
  }

  /// One seed that moves is enough not to be idle.
  @Test func aUnitThatLivesInSomeSeedsIsNotIdle() throws {
    let p = Parameter([1], .uniform(-1, 1))
    let problem = try Problem("some", parameters: [("p", p)], data: [:]) { _ in
      [ObjectiveTerm(Objective("o", .minimize), sum(relu(p.tensor)))]
    }
    let plan = TrainingPlan(problem, steps: 1)
    let starts = (0..<3).map { plan.initialParameters(seed: $0)[0] }
    try #require(starts.contains { $0 > 0 } && starts.contains { $0 < 0 })
    #expect(findings(problem).isEmpty)
  }

  // MARK: Sound

  @Test func soundProblemsHaveNoFindings() throws {
    let linear = Sequential { Dense(1, 1) }
    let cases = [
      try StudyProblems.output(.minimize) { mean(square(5 - sum($0))) },
      try StudyProblems.output(.minimize) { mean(abs($0 - 1)) },
      try StudyProblems.output(.maximize) { mean(tanh($0)) },
      try StudyProblems.output(.maximize) { mean(sigmoid($0)) },
      try StudyProblems.output(.maximize) { log(1 + mean(square($0))) },
      try StudyProblems.output(.minimize) { mean(exp($0)) },
      try StudyProblems.output(.minimize) { 1 / (1 + mean(square($0))) },
      try StudyProblems.output(.maximize, of: linear) { sqrt(1 + mean(abs($0))) },
      try StudyProblems.direct(.maximize, from: [3, -1]) { 10 - sum(square($0)) },
      try StudyProblems.direct(.maximize, from: [3, 1]) { sum($0) - mean(square($0)) / 10 },
      try StudyProblems.direct(.maximize, from: [3, 1]) { log(sum($0)) },
    ]
    for (i, problem) in cases.enumerated() { #expect(findings(problem).isEmpty, "case \(i)") }
  }

  @Test func aStudyIsProbedOnItsProblem() throws {
    let study = try Study(StudyProblems.twoScales(), arms: [Arm(Equal())], steps: 1)
    #expect(Diagnosis(of: study).findings == findings(StudyProblems.twoScales()))
  }
}
