import Neural
import Records
import Strategies
import Tensors
import Testing
import Training

/// Where lanes go on that are sent elsewhere after a step.
@Suite struct MoveTests {
  /// After the first step the second member begins again, the third does so near the first, and the
  /// fourth goes on where the first is.
  private struct Sender: Population {
    static let card = StrategyCard.test("sender")

    static func meet(_ members: PopulationMembers<Self>) {
      guard members.evidence(0).position.step == 0 else { return }
      members.restart(1, count: 3)
      members.restart(2, count: 2, near: 0)
      members.move(3, to: 0)
    }

    func decide(
      _ evidence: Losses, state: inout Stateless, random: inout RandomStream,
      into decision: inout Decision
    ) {
      decision.weights[0] = 1
      decision.weights[1] = 0
    }
  }

  /// Around the second step two members go where the first is, one after it, with its moments, one before
  /// it and without.
  private struct Follower: Population {
    static let card = StrategyCard.test("follower")

    static func meet(_ members: PopulationMembers<Self>) {
      guard members.evidence(0).position.step == 1 else { return }
      members.move(1, to: 0)
      members.moveAtOnce(2, to: 0)
    }

    func decide(
      _ evidence: Losses, state: inout Stateless, random: inout RandomStream,
      into decision: inout Decision
    ) { decision.weights[0] = 1 }
  }

  /// The slope is 1: momentum is 1, 1.5 and 1.75 in the three steps, or 1 and 1.5 from the second on.
  @Test(arguments: [LaneWidth.one, .eight]) func momentsAreKeptOrBegunAnew(_ width: LaneWidth)
    throws
  {
    let p = Parameter([1], .uniform(-1, 1))
    let problem = TestProblems.problem([("p", p)]) { _ in
      [ObjectiveTerm(Objective("a", .minimize), sum(p.tensor))]
    }
    let plan = TrainingPlan(problem, steps: 3, evaluations: 3)
    let tasks = (0..<3).map { member in
      LaneTask(
        arm: "set", member: member, seed: 5, strategy: Follower(),
        optimizer: .sgd(learningRate: 1, momentum: 0.5), startsApart: true)
    }
    let runs = try plan.train(tasks, doublePrecision: true, width: width, set: .best)
    let start = plan.initialParameters(seed: 5, beginning: 0)[0]
    let ends = runs.compactMap(\.trace.values[0].last)
    #expect(
      zip(ends, [4.25, 4.25, 3.5]).allSatisfy { ($0 - (start - $1)).magnitude < 1e-12 }, "\(ends)")
  }

  /// The costs are the parameters, which no step changes: the rate is 0.
  @Test(arguments: [LaneWidth.one, .eight]) func theyBeginWhereTheyAreSent(_ width: LaneWidth)
    throws
  {
    let p = Parameter([2], .uniform(-1, 1))
    let problem = TestProblems.problem([("p", p)]) { _ in
      [
        ObjectiveTerm(Objective("a", .minimize), sum(p.tensor * Tensor([1, 0]))),
        ObjectiveTerm(Objective("b", .minimize), sum(p.tensor * Tensor([0, 1]))),
      ]
    }
    let plan = TrainingPlan(problem, steps: 2, evaluations: 2)
    let tasks = (0..<4).map { member in
      LaneTask(
        arm: "set", member: member, seed: 5, strategy: Sender(), optimizer: .sgd(learningRate: 0),
        startsApart: true)
    }
    let runs = try plan.train(tasks, doublePrecision: true, width: width, set: .best)
    let ends = runs.map { $0.trace.values.compactMap(\.last) }
    func start(_ beginning: Int) -> [Double] {
      plan.initialParameters(seed: 5, beginning: beginning)
    }
    let near = zip(start(0), start(2 << 16 | 2)).map { 0.9 * $0 + 0.1 * $1 }
    #expect(ends[0] == start(0) && ends[1] == start(3 << 16 | 1) && ends[3] == start(0))
    #expect(zip(ends[2], near).allSatisfy { ($0 - $1).magnitude < 1e-15 }, "\(ends[2]) \(near)")
    #expect(ends[2] != start(0) && ends[2] != start(2))
  }
}
