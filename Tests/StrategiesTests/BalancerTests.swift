import Fronts
import Records
import Strategies
import Tensors
import TestSupport
import Testing

/// A balancer in somebody's own loop.
@Suite struct BalancerTests {
  static let objectives = [Objective("a", .minimize), Objective("b", .minimize)]

  private func pass(_ values: [Double], _ step: Int = 0) -> GivenPass {
    GivenPass(
      costs: Self.objectives.costs(of: values), jacobian: Matrix([[3, 4], [1, 0]]), step: step)
  }

  @Test func aLossOutsideTheDomainIsNamed() throws {
    for (values, text) in [
      ([1, 0], "b is 0.0"), ([-Double.nan, 1], "a is nan"), ([1, -2], "b is -2.0"),
    ] {
      var balancer = try Balancer(GradNorm(), objectives: Self.objectives, seed: 0)
      let failure = #expect(throws: StrategyFailure.self) { try balancer.decide(pass(values)) }
      #expect(
        failure?.description == "gradnorm is defined for positive losses, but the cost of \(text); "
          + "`losses: exponential` takes any")
    }
    var exponential = try Balancer(
      GradNorm(losses: .exponential), objectives: Self.objectives, seed: 0)
    try exponential.decide(pass([-1, 0]))
    #expect(exponential.decision.weights == [1, 1])
  }

  @Test func gradientsThatWereNotGivenAreAskedFor() throws {
    let costs = Self.objectives.costs(of: [1, 2])
    var balancer = try Balancer(EqualNormalized(), objectives: Self.objectives, seed: 0)
    let failure = #expect(throws: StrategyFailure.self) {
      try balancer.decide(GivenPass(costs: costs, step: 0))
    }
    #expect(failure?.description == "no gradients were given to this step")
    try balancer.decide(
      GivenPass(costs: costs, gramian: Matrix([[4, 0], [0, 0.25]]), step: 0))
    #expect(balancer.decision.weights == [0.5, 2])
    var fixed = try Balancer(Fixed([3, 4]), objectives: Self.objectives, seed: 0)
    try fixed.decide(GivenPass(costs: costs, step: 0))
    #expect(fixed.decision.weights == [3, 4])
  }

  @Test func aWeightThatIsNotFiniteIsNamed() throws {
    var balancer = try Balancer(EqualNormalized(), objectives: Self.objectives, seed: 0)
    let gramian = Matrix([[1, 0], [0, -1]])
    let error = #expect(throws: NonFiniteDecision.self) {
      try balancer.decide(
        GivenPass(costs: Self.objectives.costs(of: [1, 2]), gramian: gramian, step: 0))
    }
    #expect(error?.description == "the weight of b is nan")
  }

  /// A direction of one step does not outlive it.
  @Test func decisionsBeginAnew() throws {
    struct Once: Strategy {
      static let card = StrategyCard(
        id: "once", title: "Once", rule: "", reference: Reference("", url: ""), claims: [],
        weightSum: "")

      func decide(
        _ evidence: Jacobian, state: inout Stateless, random: inout RandomStream,
        into decision: inout Decision
      ) {
        guard evidence.position.step == 0 else { return }
        decision.setDirection(count: 2) { $0 = [1, .infinity] }
        decision.solver = Decision.SolverReport(residual: 1, iterations: 2)
        if evidence.losses[0] == 1 { decision.setDirection(count: 2) { $0 = [5, 6] } }
      }
    }
    var balancer = try Balancer(Once(), objectives: Self.objectives, seed: 0)
    try balancer.decide(pass([1, 2]))
    #expect(balancer.decision.form == .direction && balancer.decision.direction == [5, 6])
    #expect(balancer.decision.solver?.iterations == 2)
    try balancer.decide(pass([1, 2], 1))
    #expect(balancer.decision.form == .weights && balancer.decision.solver == nil)
    let error = #expect(throws: NonFiniteDecision.self) { try balancer.decide(pass([2, 2])) }
    #expect(error?.description == "the direction has the element inf")
  }

  @Test func oneObjectiveHasNoPreferences() {
    let error = #expect(throws: SettingError.self) {
      try ParetoSampling(points: 4).members(for: [Objective("a", .minimize)])
    }
    #expect(
      error?.description
        == "setting points: preferences trade objectives off: found one, wanted at least two")
  }

  @Test func latticesTooLargeToCountSaturate() {
    #expect(SimplexLattice.count(60, divisions: 1_000_000) == .max)
    #expect(SimplexLattice.points(3, divisions: 1) == [[0, 0, 1], [0, 1, 0], [1, 0, 0]])
  }

  /// Weights learned from the losses alone stay where the losses do, whatever the strength.
  @Test(arguments: [0, 0.5, 1.5, 3])
  func gradNormPullsNormsTogether(_ alpha: Double) throws {
    var balancer = try Balancer(
      GradNorm(alpha: alpha, learningRate: 0.01), objectives: Self.objectives, seed: 0)
    for step in 0..<400 { try balancer.decide(pass([2, 8], step)) }
    // Norms 5 and 1 at equal rates: 5w₁ = w₂ and w₁ + w₂ = 2.
    #expect((balancer.decision.weights[0] - 1.0 / 3).magnitude < 0.02)
    #expect((balancer.decision.weights.reduce(0, +) - 2).magnitude < 1e-12)
  }
}
