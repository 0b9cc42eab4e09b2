import Foundation
import Neural
import Records
import Strategies
import Testing
import Training

@Suite struct TraceTests {
  @Test func evaluationStepsAreEquallySpaced() {
    #expect(TrainingPlan.evaluationSteps(1) == [0, 1])
    #expect(TrainingPlan.evaluationSteps(2) == [0, 1, 2])
    #expect(TrainingPlan.evaluationSteps(199) == Array(0...199))
    for steps in [200, 201, 1000, 9999, 10_000, 1_000_000_000] {
      let rows = TrainingPlan.evaluationSteps(steps)
      #expect(rows.count == 200 && rows.first == 0 && rows.last == steps)
      #expect(zip(rows, rows.dropFirst()).allSatisfy { $0 < $1 })
      for (k, row) in rows.enumerated() {
        // round(k·steps/199), halves up
        #expect(row == (2 * k * steps + 199) / (2 * 199))
      }
    }
  }

  @Test(arguments: [1, 2, 7, 199, 200, 450])
  func rowsStandAtTheDocumentedSteps(_ steps: Int) throws {
    let plan = TrainingPlan(TestProblems.pull(), steps: steps)
    let run = try train(plan, [LaneTask(Fixed([1, 1]), rate: 1e-4)])[0]
    let rows = TrainingPlan.evaluationSteps(steps)
    #expect(plan.evaluationSteps == rows && run.trace.steps == rows)
    #expect(run.trace.values.allSatisfy { $0.count == rows.count })
    #expect(run.trace.evidence.values.allSatisfy { $0.count == rows.count })
    // p ← p − η (2p − 1), so p(k) − ½ = (p(0) − ½)(1 − 2η)ᵏ.
    for (row, step) in rows.enumerated() {
      let shrunk = (0..<step).reduce(1.0) { factor, _ in factor * (1 - 2e-4) }
      let b = 1 + 6 * shrunk
      #expect((run.trace.values[1][row] - b).magnitude < 1e-10, "row \(row)")
    }
  }

  /// `p = (3, 4)`, `a = Σp²` small, `b = Σp` large, weights 1 and 2, descent at 0.01.
  ///
  ///     cost gradients (6, 8) and (−1, −1);   direction (4, 6);   p becomes (2.96, 3.94)
  @Test func evidenceByHand() throws {
    let plan = TrainingPlan(TestProblems.pull(), steps: 2)
    let run = try train(plan, [LaneTask(Fixed([1, 2]), rate: 0.01)])[0]
    #expect(
      Set(run.trace.evidence.keys) == [
        "batch/a", "batch/b", "lowest/a", "lowest/b", "highest/a", "highest/b", "weight/a",
        "weight/b", "gradientNorm/a", "gradientNorm/b", "cosine/a/b", "stepLength",
      ])
    expectClose(run.column("batch/a"), [25, 2.96 * 2.96 + 3.94 * 3.94])
    expectClose(run.column("batch/b"), [7, 6.9])
    expectClose(run.column("weight/a"), [1, 1])
    expectClose(run.column("weight/b"), [2, 2])
    let root = Double(2).squareRoot()
    let norm = 2 * (2.96 * 2.96 + 3.94 * 3.94).squareRoot()
    expectClose(run.column("gradientNorm/a"), [10, norm])
    expectClose(run.column("gradientNorm/b"), [root, root])
    let cosines = [-14 / (10 * root), -13.8 / (norm * root)]
    expectClose(run.column("cosine/a/b"), cosines)
    // Directions (4, 6) and (5.92 − 2, 7.88 − 2).
    let lengths = [0.01 * Double(52).squareRoot(), 0.01 * (3.92 * 3.92 + 5.88 * 5.88).squareRoot()]
    expectClose(run.column("stepLength"), lengths)
    expectClose(run.trace.values[0].dropLast(), [25, 2.96 * 2.96 + 3.94 * 3.94])
  }

  /// p ← p − η (2p − 1) with η = 0.999 swings around ½, so b(k) = 1 + 6 (−0.998)ᵏ: a row sees one
  /// side of the swing, the extremes until the next row see both.
  @Test(arguments: [30, 450, 5000]) func extremesBetweenRowsAreKept(_ steps: Int) throws {
    let plan = TrainingPlan(TestProblems.pull(), steps: steps)
    let run = try train(plan, [LaneTask(Fixed([1, 1]), rate: 0.999)])[0]
    let b = (0..<steps).map { k in 1 + 6 * pow(-0.998, Double(k)) }
    let spans = zip(plan.evaluationSteps, plan.evaluationSteps.dropFirst()).map { b[$0..<$1] }
    expectClose(run.column("lowest/b"), spans.map { $0.min() ?? .nan }, 1e-9)
    expectClose(run.column("highest/b"), spans.map { $0.max() ?? .nan }, 1e-9)
    let swings = zip(run.column("lowest/b"), run.column("highest/b")).count { $0 < $1 }
    #expect(swings == (steps < 200 ? 0 : plan.evaluationSteps.count - 1))
  }

  /// The extremes of a run that fails reach up to its failure.
  @Test func extremesReachUpToAFailure() throws {
    let plan = TrainingPlan(TestProblems.pull(), steps: 5000)
    let run = try train(plan, [LaneTask(Fixed([1, 1]), rate: 1.5)])[0]
    let failure = try #require(run.outcome.failure)
    let last = try #require(run.trace.steps.last)
    #expect(failure.step > last + 1, "the failure lies between two rows")
    // p(k) − ½ = (p(0) − ½)(−2)ᵏ, and a = Σp² is lost when it leaves the range of numbers.
    let highest = try #require(run.column("highest/a").last)
    #expect(highest.isFinite && highest > pow(4, Double(failure.step - 2)))
  }

  /// The evidence is that of all parameters, whatever the strategy looks at.
  @Test(arguments: [
    EqualNormalized() as any Strategy, LargestElement(request: Request(parameters: .named(["p"]))),
    SumDirection(),
  ])
  func everyStrategyLeavesTheSameEvidence(_ strategy: any Strategy) throws {
    let plan = TrainingPlan(TestProblems.pull(), steps: 1)
    let run = try train(plan, [LaneTask(strategy)])[0]
    expectClose(run.column("gradientNorm/a"), [10])
    expectClose(run.column("cosine/a/b"), [-1.4 / Double(2).squareRoot()])
    expectClose(run.column("batch/b"), [7])
    #expect(run.column("weight/a").isEmpty == (strategy is SumDirection))
  }

  @Test func aStalledObjectiveHasNoCosine() throws {
    let p = Parameter([2], .values([3, 4]))
    let problem = TestProblems.problem([("p", p)]) { _ in
      [
        ObjectiveTerm(Objective("a", .minimize), sum(square(p.tensor))),
        ObjectiveTerm(Objective("dead", .minimize), relu(sum(p.tensor) - 100)),
      ]
    }
    let run = try train(TrainingPlan(problem, steps: 1), [LaneTask(Fixed([1, 1]))])[0]
    #expect(run.column("gradientNorm/dead").first == 0)
    #expect(run.column("cosine/a/dead").allSatisfy { $0.isNaN })
  }

  /// Two pairs of objectives whose column has one name: the column stays as long as the trace.
  @Test func namesWithSlashes() throws {
    let p = Parameter([1], .constant(2))
    let problem = TestProblems.problem([("p", p)]) { _ in
      ["a", "a/b", "b/c", "c"].map {
        ObjectiveTerm(Objective($0, .minimize), sum(square(p.tensor)))
      }
    }
    let run = try train(TrainingPlan(problem, steps: 5), [LaneTask(Fixed([1, 1, 1, 1]))])[0]
    #expect(run.trace.evidence.values.allSatisfy { $0.count == 6 })
  }

  /// Steps are told in portions as they are made, at every evaluation at least.
  @Test(arguments: [1, 5, 300, 30_000])
  func tellsOfItsSteps(_ steps: Int) throws {
    let plan = TrainingPlan(TestProblems.pull(), steps: steps)
    var told = [0]
    _ = try BlockTrainer<Float>(plan, tasks: [LaneTask(Fixed([1, 1]))], width: .one)
      .train(tick: { made, _ in told.append((told.last ?? 0) + made) })
    #expect(Set(plan.evaluationSteps.dropLast().map { $0 + 1 }).isSubset(of: told))
    #expect(zip(told, told.dropFirst()).allSatisfy { 1...128 ~= $1 - $0 })
    #expect(told.last.map { $0 <= steps && $0 > steps - 128 } == true)
  }

  @Test func givesUpWhenTold() throws {
    struct Enough: Error {}
    let plan = TrainingPlan(TestProblems.pull(), steps: 1000)
    for doublePrecision in [false, true] {
      var ticks = 0
      #expect(throws: Enough.self) {
        try plan.train(
          [LaneTask(Fixed([1, 1]))], doublePrecision: doublePrecision, width: .one, set: .best
        ) { _, _ in
          ticks += 1
          if ticks == 3 { throw Enough() }
        }
      }
      #expect(ticks == 3)
    }
  }

  @Test func plansTrainInEitherPrecision() throws {
    let plan = TrainingPlan(TestProblems.forked(), steps: 20)
    let task = LaneTask(Fixed([1, 1, 1]))
    let (float, double) = (try train(plan, [task], Float.self), try train(plan, [task]))
    #expect(float[0].bits != double[0].bits)
    for (doublePrecision, expected) in [(false, float), (true, double)] {
      let runs = try plan.train(
        [task], doublePrecision: doublePrecision, width: .one, set: .baseline)
      #expect(runs.map(\.bits) == expected.map(\.bits))
    }
  }

  /// The rows that were seen agree; the last, the state after all updates, has no evidence.
  private func expectClose(
    _ found: [Double], _ expected: [Double], _ tolerance: Double = 1e-12
  ) {
    let seen = found.count > expected.count ? found.dropLast() : found[...]
    #expect(seen.count == expected.count)
    #expect(found.dropFirst(expected.count).allSatisfy { $0.isNaN })
    for (a, b) in zip(seen, expected) {
      #expect((a - b).magnitude < tolerance, "\(a), wanted \(b)")
    }
  }

  private func expectClose(_ found: ArraySlice<Double>, _ expected: [Double]) {
    expectClose(Array(found), expected)
  }
}
