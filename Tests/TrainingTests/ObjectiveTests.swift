import Neural
import Records
import Strategies
import Tensors
import Testing
import Training

/// Directions of objectives: what is maximized rises, and weights are of costs.
@Suite struct ObjectiveTests {
  static let strategies: [any Strategy] = [
    Fixed([0.1, 1]), FixedWithJacobian(weights: [0.1, 1]), SumDirection(), EqualNormalized(),
    GradNorm(losses: .exponential),
  ]

  @Test(arguments: strategies)
  func aMaximizedObjectiveRises(_ strategy: any Strategy) throws {
    // From −1 on, both objectives agree on the way up to 0; past it `a` holds `b` back.
    let plan = TrainingPlan(TestProblems.pull(from: [-1, -1]), steps: 50)
    let (a, b) = try values(plan, strategy)
    #expect(zip(b, b.dropFirst()).allSatisfy { $0 < $1 })
    #expect(zip(a, a.dropFirst()).allSatisfy { $0 > $1 })
  }

  @Test(arguments: [Fixed([0.1, 1]), Fixed([0, 1]), Equal()] as [any Strategy])
  func aMaximizedObjectiveRisesAgainstAnother(_ strategy: any Strategy) throws {
    let plan = TrainingPlan(TestProblems.pull(from: [0.1, 0.1]), steps: 50)
    let (a, b) = try values(plan, strategy)
    #expect(zip(b, b.dropFirst()).allSatisfy { $0 < $1 })
    #expect(zip(a, a.dropFirst()).allSatisfy { $0 < $1 })
  }

  private func values(_ plan: TrainingPlan, _ strategy: any Strategy) throws -> ([Double], [Double])
  {
    let run = try train(plan, [LaneTask(strategy, rate: 0.001)])[0]
    return (run.trace.values[0], run.trace.values[1])
  }

  @Test func minimizingTheOppositeIsTheSame() throws {
    func problem(_ direction: Direction) -> Problem {
      let p = Parameter([3], .values([0.5, -1, 2]))
      return TestProblems.problem([("p", p)]) { _ in
        let b = mean(tanh(p.tensor))
        return [
          ObjectiveTerm(Objective("a", .minimize), sum(square(p.tensor))),
          ObjectiveTerm(Objective("b", direction), direction == .maximize ? b : -b),
        ]
      }
    }
    for strategy in Self.strategies {
      let up = try train(TrainingPlan(problem(.maximize), steps: 30), [LaneTask(strategy)])[0]
      let down = try train(TrainingPlan(problem(.minimize), steps: 30), [LaneTask(strategy)])[0]
      #expect(up.trace.values[0] == down.trace.values[0])
      #expect(up.trace.values[1] == down.trace.values[1].map { -$0 })
      #expect(
        up.trace.evidence["batch/b"]?.dropLast()
          == down.trace.evidence["batch/b"]?.dropLast().map { -$0 }[...])
      for name in ["weight/b", "cosine/a/b", "gradientNorm/b", "stepLength"] {
        #expect(up.bits[name] == down.bits[name], "\(name)")
      }
    }
  }

  /// A strategy sees costs and their gradients: both of a maximized objective are turned.
  @Test func strategiesSeeCosts() throws {
    let plan = TrainingPlan(TestProblems.pull(), steps: 1)
    let run = try train(plan, [LaneTask(Look())])[0]
    // Losses 25 and −7; G = [[100, −14], [−14, 2]]; the sum of all is the weight of b.
    #expect(run.column("weight/a").first == 11.0)
    #expect(run.column("weight/b").first == -5.0)
  }

  /// Reports what it sees as weights.
  struct Look: Strategy {
    static let card = StrategyCard.test("look")

    func decide(
      _ evidence: Gramian, state: inout Stateless, random: inout RandomStream,
      into decision: inout Decision
    ) {
      decision.weights = [
        evidence.losses[0] + evidence.matrix[0, 1], evidence.losses[1] + evidence.matrix[1, 1],
      ]
    }
  }
}
