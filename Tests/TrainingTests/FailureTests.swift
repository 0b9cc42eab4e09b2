import Neural
import Records
import Strategies
import Testing
import Training

/// Runs that end early: cause, step and culprit; their neighbors go on as if alone.
@Suite struct FailureTests {
  /// `a = p²` under `p ← p (1 − 2w)`: with `w = 10⁹` the square leaves single precision at step 3,
  /// `(2·10⁹)⁶`, and double precision at step 17, `(2·10⁹)³⁴`.
  static let growth = problem([{ sum(square($0)) }])

  /// The square and its root, whose gradient at 0 is not a number.
  static let root = problem([{ sum(square($0)) }, { sqrt(sum(square($0))) }])

  @Test(arguments: [Fixed([0.1]), Fixed([0.3])], LaneWidth.allCases.dropFirst())
  func aValueThatIsNotFinite(_ neighbor: Fixed, _ width: LaneWidth) throws {
    let plan = TrainingPlan(Self.growth, steps: 30)
    let tasks = [neighbor, Fixed([1e9]), neighbor].map { LaneTask($0, rate: 1) }
    let float = try train(plan, tasks, Float.self, width: width)
    let double = try train(plan, tasks, Double.self, width: width)
    for (runs, step) in [(float, 3), (double, 17)] {
      let expected = Failure(.nonFinite, step: step, detail: "the value of a is inf")
      #expect(runs[1].outcome == .failed(expected))
      #expect(runs[1].trace.steps == Array(0..<step))
      #expect(runs[1].column("weight/a").count == step)
      #expect([runs[0], runs[2]].map(\.outcome) == [.finished, .finished])
    }
    let alone = try train(plan, [tasks[0]], Float.self, width: .one)
    #expect(float[0].bits == alone[0].bits && float[2].bits == alone[0].bits)
  }

  /// With `w = 0.5` the first update lands on 0 exactly; the gradient of the root there is NaN.
  @Test(arguments: LaneWidth.allCases.dropFirst())
  func aGradientThatIsNotFinite(_ width: LaneWidth) throws {
    let plan = TrainingPlan(Self.root, steps: 9)
    let tasks = [Fixed([0.25, 0]), Fixed([0.5, 0]), Fixed([0.125, 0])].map { LaneTask($0, rate: 1) }
    let runs = try train(plan, tasks, width: width)
    let detail = "the gradient of the weighted costs by p has the element nan"
    #expect(runs[1].outcome == .failed(Failure(.nonFinite, step: 1, detail: detail)))
    // What was seen at the step that failed stays in the record.
    #expect(runs[1].trace.steps == [0, 1] && runs[1].trace.values[0] == [1, 0])
    for lane in [0, 2] {
      let alone = try train(plan, [tasks[lane]], width: .one)
      #expect(runs[lane].outcome == .finished && runs[lane].bits == alone[0].bits)
    }
  }

  /// Where every objective has its own gradient, the culprit is the objective.
  @Test func theObjectiveWhoseGradientIsNotFinite() throws {
    let plan = TrainingPlan(Self.root, steps: 9)
    let tasks = [0.25, 0.5].map { LaneTask(FixedWithJacobian(weights: [$0, 0]), rate: 1) }
    let runs = try train(plan, tasks)
    let detail = "the gradient of b by p has the element nan"
    #expect(runs[1].outcome == .failed(Failure(.nonFinite, step: 1, detail: detail)))
    #expect(runs[0].outcome == .finished)
  }

  @Test(arguments: [
    (Double.infinity, "the weight of a is inf"), (-.infinity, "the weight of a is -inf"),
    (.nan, "the weight of a is nan"), (-.nan, "the weight of a is nan"),
  ])
  func aWeightThatIsNotFinite(_ weight: Double, _ detail: String) throws {
    let plan = TrainingPlan(TestProblems.pull(), steps: 12)
    let tasks = [
      LaneTask(SuddenWeight(step: 7, weight: weight)), LaneTask(SuddenWeight(step: 7, weight: 2)),
    ]
    let runs = try train(plan, tasks)
    #expect(runs[0].outcome == .failed(Failure(.nonFinite, step: 7, detail: detail)))
    // The value of step 7 was seen before the weight was.
    #expect(runs[0].trace.steps == Array(0...7))
    #expect(runs[0].column("weight/a").dropLast() == Array(repeating: 1, count: 7)[...])
    #expect(runs[0].column("weight/a").last?.isNaN == true)
    #expect(runs[1].bits == (try train(plan, [tasks[1]], width: .one))[0].bits)
  }

  /// A gradient that is NaN makes its Gramian NaN, and so the weight of a normalizing strategy.
  @Test func aWeightMadeOfAGradientThatIsNotFinite() throws {
    let p = Parameter([1], .constant(0))
    let problem = TestProblems.problem([("p", p)]) { _ in
      [ObjectiveTerm(Objective("a", .minimize), sqrt(sum(square(p.tensor))))]
    }
    let run = try train(TrainingPlan(problem, steps: 3), [LaneTask(EqualNormalized())])[0]
    let detail = "the weight of a is nan"
    #expect(run.outcome == .failed(Failure(.nonFinite, step: 0, detail: detail)))
  }

  /// GradNorm's ratios want positive losses: `a = Σp + x` loses its sign at a step of its own.
  @Test func aLossOutsideTheDomain() throws {
    let p = Parameter([1], .constant(0.5))
    let problem = TestProblems.problem([("p", p)], data: ["x": .uniform([1])]) { data in
      [
        ObjectiveTerm(Objective("a", .minimize), sum(p.tensor + (data["x"] ?? 0))),
        ObjectiveTerm(Objective("b", .minimize), sum(exp(p.tensor))),
      ]
    }
    let plan = TrainingPlan(problem, steps: 60)
    let strategy = GradNorm(optimizer: .sgd)
    let runs = try train(plan, (0..<4).map { LaneTask(strategy, seed: $0, rate: 0.02) })
    let failures = runs.compactMap(\.outcome.failure)
    #expect(failures.count == 4 && Set(failures.map(\.step)).count > 1)
    for (seed, failure) in failures.enumerated() {
      #expect(failure.cause == .strategyFailed)
      let cost = try #require(runs[seed].trace.values[0].last)
      #expect(cost <= 0 && runs[seed].trace.values[0].dropLast().allSatisfy { $0 > 0 })
      #expect(
        failure.detail == "gradnorm is defined for positive losses, but the cost of a is "
          + "\(cost); `losses: exponential` takes any")
      #expect(runs[seed].trace.steps.last == failure.step)
      let alone = try train(plan, [LaneTask(strategy, seed: seed, rate: 0.02)], width: .one)[0]
      #expect(alone.outcome == runs[seed].outcome && alone.bits == runs[seed].bits)
    }
  }

  @Test func aDirectionOfTheWrongLength() throws {
    let plan = TrainingPlan(TestProblems.pull(), steps: 4)
    for count in [1, 3, 1000] {
      let runs = try train(plan, [LaneTask(NowAndThen(count: count)), LaneTask(Fixed([1, 1]))])
      let detail = "the direction has \(count) elements, wanted 2, one a parameter"
      #expect(runs[0].outcome == .failed(Failure(.strategyFailed, step: 0, detail: detail)))
      #expect(runs[1].outcome == .finished)
    }
  }

  /// The last update may be the one that goes wrong: the state after it is looked at, too.
  @Test func theStateAfterTheLastUpdate() throws {
    let plan = TrainingPlan(Self.growth, steps: 3)
    let run = try train(plan, [LaneTask(Fixed([1e9]), rate: 1)], Float.self)[0]
    let expected = Failure(.nonFinite, step: 3, detail: "the value of a is inf")
    #expect(run.outcome == .failed(expected))
    #expect(run.trace.steps == [0, 1, 2])
  }

  @Test func theEvaluationDataCount() throws {
    let p = Parameter([1], .constant(1))
    let problem = TestProblems.problem(
      [("p", p)], data: ["x": .constant(shape: [1], values: [1])],
      evaluation: ["x": .constant(shape: [1], values: [800])]
    ) { data in
      [ObjectiveTerm(Objective("a", .minimize), sum(exp(p.tensor * (data["x"] ?? 0))))]
    }
    let run = try train(TrainingPlan(problem, steps: 3), [LaneTask(Fixed([1]))])[0]
    let expected = Failure(.nonFinite, step: 0, detail: "the value of a is inf")
    #expect(run.outcome == .failed(expected))
    #expect(run.trace.steps.isEmpty && run.trace.evidence.isEmpty)
  }

  /// One parameter `p = 1` and objectives `a`, `b`, … of it.
  private static func problem(_ values: [(Tensor) -> Tensor]) -> Problem {
    let p = Parameter([1], .constant(1))
    return TestProblems.problem([("p", p)]) { _ in
      zip(["a", "b"], values).map { ObjectiveTerm(Objective($0, .minimize), $1(p.tensor)) }
    }
  }
}
