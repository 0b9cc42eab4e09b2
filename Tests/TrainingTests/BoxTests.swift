import Neural
import Records
import Strategies
import Testing
import Training

/// What strategies see of parameters that stand on the bound of their box.
@Suite struct BoxTests {
  /// Each objective has a parameter of its own in the middle of its box; `y` is in both.
  private static func plan(
    _ second: Direction = .minimize, from y: Double = 0, slopes: [Double]
  ) -> TrainingPlan {
    let p = Parameter([2], .values([0.5, 0.5]), bounds: 0...1)
    let q = Parameter([1], .values([y]), bounds: 0...1)
    func cost(_ i: Int) -> Tensor {
      sum(slice(p.tensor, axis: 0, from: i, to: i + 1) + Tensor(slopes[i]) * q.tensor)
    }
    let problem = TestProblems.problem([("p", p), ("q", q)]) { _ in
      [
        ObjectiveTerm(Objective("one", .minimize), cost(0)),
        ObjectiveTerm(Objective("two", second), Tensor(second.sign) * cost(1)),
      ]
    }
    return TrainingPlan(problem, steps: 2)
  }

  /// The first weight that MGDA gives: half where `y` is not seen, else
  /// `(g2·g2 − g1·g2)/‖g1 − g2‖²`.
  @Test(arguments: [
    (Direction.minimize, 0.0, [1.0, 2.0], 0.5), (.minimize, 1.0, [-1.0, -2.0], 0.5),
    (.maximize, 0.0, [1.0, 2.0], 0.5), (.minimize, 0.0, [0.0, 2.0], 0.5),
    // One objective would have it leave the bound, and away from bounds everything counts.
    (.minimize, 0.0, [1.0, -2.0], 7.0 / 11), (.minimize, 0.5, [1.0, 2.0], 1.0),
  ])
  func heldParametersAreNotSeen(
    _ second: Direction, _ y: Double, _ slopes: [Double], _ weight: Double
  ) throws {
    let plan = Self.plan(second, from: y, slopes: slopes)
    for width in [LaneWidth.one, .eight] {
      let tasks = [LaneTask(MGDA(), rate: 0.01), LaneTask(MGDA(), seed: 1, rate: 0.01)]
      for run in try train(plan, Array(tasks.prefix(width.rawValue)), width: width) {
        let found = try #require(run.trace.evidence["weight/one"]?.first)
        #expect((found.magnitude - weight).magnitude < 1e-12, "\(found)")
      }
    }
  }

  /// A weight below 0 moves a held parameter in: what is not seen is descended all the same.
  @Test func updatesAreThoseOfWholeGradients() throws {
    let run = try train(
      Self.plan(slopes: [1, 2]), [LaneTask(FixedWithJacobian(weights: [0, -1]), rate: 0.1)])[0]
    // Of the second objective, p has come from 0.5 to 0.7, and y from 0 to 0.4.
    #expect(((run.trace.values[0].last ?? 0) - 0.9).magnitude < 1e-12)
    #expect(((run.trace.values[1].last ?? 0) - 1.5).magnitude < 1e-12, "\(run.trace.values)")
  }
}
