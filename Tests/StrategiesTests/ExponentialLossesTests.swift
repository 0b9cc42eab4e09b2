import Records
import Strategies
import Tensors
import TestSupport
import Testing

/// Methods for positive losses on losses of any sign: `L̃ = exp((L − L(0))/u)`.
@Suite struct ExponentialLossesTests {
  static let objectives = [
    Objective("a", .minimize, unit: 2), Objective("b", .maximize, unit: 4),
  ]

  static let methods: [any Strategy] = [
    LogSum(losses: .exponential), GLS(losses: .exponential),
    UncertaintyWeighting(losses: .exponential), IMTLL(losses: .exponential),
    DWA(losses: .exponential), CoVWeighting(losses: .exponential),
    ReLoBRaLo(losses: .exponential), FAMO(losses: .exponential),
    DBMTL(losses: .exponential), GradNorm(losses: .exponential),
    Logarithm(losses: .exponential, of: Equal()),
  ]

  static func decisions(
    _ strategy: any Strategy, _ objectives: [Objective], values: [[Double]], jacobian: Matrix?
  ) throws -> [Decision] {
    let trial = try Trial(strategy, objectives, seed: 1)
    return try values.enumerated().map { step, values in
      let costs = objectives.costs(of: values)
      return try trial.decide(
        jacobian.map { GivenPass(costs: costs, jacobian: $0, step: step) }
          ?? GivenPass(costs: costs, step: step))
    }
  }

  @Test(arguments: methods)
  func takeLossesOfAnySign(_ strategy: any Strategy) throws {
    let decisions = try Self.decisions(
      strategy, Self.objectives, values: [[-1, 3], [0, 5], [-2, 4], [1, 3]],
      jacobian: Matrix([[3, 4], [1, 0]]))
    for decision in decisions {
      #expect(
        (decision.form == .weights ? decision.weights : decision.direction).contains { $0 != 0 })
    }
  }

  /// Adding a constant to an objective changes nothing.
  @Test(arguments: methods)
  func doNotDependOnAnOffset(_ strategy: any Strategy) throws {
    let values = [[-1.0, 3], [0, 5], [-2, 4], [1, 3]]
    let jacobian = Matrix([[3, 4], [1, 0]])
    let one = try Self.decisions(strategy, Self.objectives, values: values, jacobian: jacobian)
    let two = try Self.decisions(
      strategy, Self.objectives, values: values.map { [$0[0] + 8, $0[1] - 16] },
      jacobian: jacobian)
    #expect(one == two)
  }

  /// Without declared units the gradient norms of the first step are; a power of two times an
  /// objective then changes the relative losses not at all.
  @Test(arguments: methods)
  func unitsScaleWithTheObjective(_ strategy: any Strategy) throws {
    guard !(strategy is GradNorm) else { return }
    let objectives = [Objective("a", .minimize), Objective("b", .minimize)]
    let values = [[1.0, 3], [2, 5], [0, 4], [1, 3]]
    let (one, two) = (Matrix([[3, 4], [1, 0]]), Matrix([[3, 4], [1024, 0]]))
    let a = try Self.decisions(strategy, objectives, values: values, jacobian: one)
    let b = try Self.decisions(
      strategy, objectives, values: values.map { [$0[0], 1024 * $0[1]] }, jacobian: two)
    let isRate = strategy is DWA || strategy is CoVWeighting || strategy is ReLoBRaLo
    // Rates weigh the losses as they are; famo's weights have a common factor, which may differ.
    for (x, y) in zip(a, b) {
      if x.form == .direction {
        #expect(LossBasedTests.close(x.direction, y.direction, 1e-12))
      } else if isRate {
        #expect(x.weights == y.weights)
      } else {
        let (p, q) = (x.weights[0] / x.weights[1], y.weights[0] / y.weights[1] / 1024)
        #expect((p - q).magnitude <= 1e-12 * p.magnitude)
      }
    }
  }

  /// Weights are 1/u for the log-sum; ½ e⁰/u for uncertainty weighting at its first step.
  @Test func byHand() throws {
    let values = [[-1.0, 3]]
    func first(_ strategy: any Strategy) throws -> [Double] {
      try Self.decisions(strategy, Self.objectives, values: values, jacobian: nil)[0].weights
    }
    #expect(try first(LogSum(losses: .exponential)) == [0.5, 0.25])
    #expect(try first(UncertaintyWeighting(losses: .exponential)) == [0.25, 0.125])
    #expect(try first(IMTLL(losses: .exponential)) == [0.5, 0.25])
    #expect(try first(GLS(losses: .exponential)) == [0.25, 0.125])
    #expect(LossBasedTests.close(try first(FAMO(losses: .exponential)), [2.0 / 3, 1.0 / 3]))
  }

  /// Two units up and one unit down, T = 1: ratios e² and e⁻¹ (b is maximized).
  @Test func ratesAreOfExponentials() throws {
    let used = try Self.decisions(
      DWA(temperature: 1, losses: .exponential), Self.objectives,
      values: [[0, 0], [4, 4], [0, 0]], jacobian: nil)
    let (p, q) = (
      Elementary.exp(Elementary.exp(2)), Elementary.exp(Elementary.exp(-1))
    )
    #expect(LossBasedTests.close(used[2].weights, [2 * p / (p + q), 2 * q / (p + q)], 1e-12))
  }

  @Test func aUnitIsAskedForWhereNothingTellsOne() throws {
    let objectives = [Objective("a", .minimize, unit: 1), Objective("b", .minimize)]
    let failure = #expect(throws: StrategyFailure.self) {
      try Self.decisions(
        LogSum(losses: .exponential), objectives, values: [[1, 2]], jacobian: nil)
    }
    #expect(
      failure?.description == "exponential losses take the gradient norm at the first step as the "
        + "unit of objective 2, but it is nan; declare a unit")
    #expect(throws: StrategyFailure.self) {
      try Self.decisions(
        LogSum(losses: .exponential), objectives, values: [[1, 2]],
        jacobian: Matrix([[1], [0]]))
    }
  }

  @Test(arguments: methods)
  func goOnAfterBeingSaved(_ strategy: any Strategy) throws {
    let problem = MovingProblem("moving", objectives: 3, parameters: 4, seed: 11)
    for moment in 0..<6 {
      let trial = try Trial(strategy, problem.objectives, seed: 2)
      for step in 0..<moment { _ = try trial.decide(problem.pass(step)) }
      let restored = try trial.savedAndRestored()
      for step in moment..<6 {
        let pass = problem.pass(step)
        #expect(try trial.decide(pass) == restored.decide(pass))
      }
    }
  }

  /// Two thousand units up or down: weights that are numbers, or a failure that names the loss.
  @Test(arguments: methods)
  func areNeverLostToOverflow(_ strategy: any Strategy) throws {
    for far in [[4000.0, 3], [-4000, 3], [-1, -8000], [4000, -8000], [-4000, 8000]] {
      let trial = try Trial(strategy, Self.objectives)
      for (step, values) in [[-1, 3], [0, 5], far, far, [0, 4]].enumerated() {
        let pass = GivenPass(
          costs: Self.objectives.costs(of: values), jacobian: Matrix([[3, 4], [1, 0]]), step: step)
        do { _ = try trial.decide(pass) } catch let failure as StrategyFailure {
          #expect(failure.description.contains("e^"), "\(failure)")
          break
        }
      }
    }
  }

  /// A weight below 0 drives its objective up; the failure that follows says so.
  @Test func aLossDrivenUpIsSaid() throws {
    let trial = try Trial(
      GradNorm(alpha: 0, learningRate: 0.5, losses: .exponential), Self.objectives)
    func pass(_ value: Double, _ step: Int) -> GivenPass {
      GivenPass(
        costs: Self.objectives.costs(of: [value, 3]), jacobian: Matrix([[300, 400], [1, 0]]),
        step: step)
    }
    for step in 0..<3 { _ = try trial.decide(pass(-1, step)) }
    #expect(try trial.decide(pass(-1, 3)).weights[0] < 0)
    let failure = #expect(throws: StrategyFailure.self) { try trial.decide(pass(1999, 4)) }
    let words = try #require(failure).description
    #expect(words.contains("objective 1 is e^1000.0, too large a number; its weight"))
    #expect(words.contains("lower learningRate"))
  }

  @Test func aMeanThatVanishesIsSaid() throws {
    let failure = #expect(throws: StrategyFailure.self) {
      try Self.decisions(
        GLS(losses: .exponential), Self.objectives, values: [[0, 0], [-1600, 3200]],
        jacobian: nil)
    }
    #expect(failure?.description.contains("e^-800.0") == true)
  }
}
