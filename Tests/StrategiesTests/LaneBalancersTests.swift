import Records
import Strategies
import Tensors
import TestSupport
import Testing

/// What a block of lanes decides is what a balancer alone decides.
@Suite struct LaneBalancersTests {
  @Test(arguments: StrategyCatalogue.strategies, MovingProblem.all)
  func lanesDecideAsABalancerAlone(_ strategy: any Strategy, _ problem: MovingProblem) throws {
    guard let alone = try Trial(fitting: strategy, problem.objectives, seed: 3) else { return }
    let (m, width) = (problem.objectives.count, 2)
    let weights = UnsafeMutablePointer<Double>.allocate(capacity: m * width)
    weights.initialize(repeating: .nan, count: m * width)
    defer { weights.deallocate() }
    var decisions = LaneDecisions(weights: weights, objectives: m, width: width)
    let lanes = try Self.balancers(strategy, problem.objectives)
    for step in problem.values.indices {
      let expected = try alone.decide(problem.pass(step))
      // The trainer turns the signs of its weights in place.
      for k in 0..<m * width { weights[k].negate() }
      decisions.begin()
      lanes.decide(problem.pass(step), into: &decisions)
      #expect(decisions.failures.isEmpty)
      #expect(decisions.solvers[1] == expected.solver)
      switch expected.form {
      case .weights:
        #expect((0..<m).map { weights[$0 * width + 1] } == expected.weights)
        #expect(decisions.directed.isEmpty)
      case .direction:
        #expect(decisions.directed == [1])
        #expect(lanes.direction(lane: 1) == expected.direction)
      }
    }
  }

  /// One balancer, in lane 1 of 2; lane 0 is not in training.
  private static func balancers<S: Strategy>(
    _ strategy: S, _ objectives: [Objective]
  ) throws -> any LaneBalancing {
    let lanes = LaneBalancers([
      (lane: 1, population: 0, balancer: try Balancer(strategy, objectives: objectives, seed: 3))
    ])
    return lanes
  }
}
