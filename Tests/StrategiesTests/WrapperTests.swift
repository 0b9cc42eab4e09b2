import Foundation
import Records
import Strategies
import Tensors
import TestSupport
import Testing

/// What wrappers do to the strategy inside.
@Suite struct WrapperTests {
  static let objectives = [Objective("a", .minimize), Objective("b", .minimize)]

  private func decide(
    _ strategy: any Strategy, _ steps: [([Double], Matrix)]
  ) throws -> [Decision] {
    let trial = try Trial(strategy, Self.objectives)
    return try steps.enumerated().map { step, given in
      try trial.decide(
        GivenPass(
          costs: Self.objectives.costs(of: given.0), jacobian: given.1, step: step))
    }
  }

  private static let b = Matrix([[-4, 1, 1], [6, 1, 1]])
  private static let d = Matrix([[2, -1, 0], [-1, 3, 1]])

  /// CR-MOGM around MGDA on B, D, B, beside TorchJD 0.18.
  @Test func smoothsLikeCRMOGM() throws {
    let used = try decide(
      Smoothed(weight: 0.9, of: MGDA()), [Self.b, Self.d, Self.b].map { ([1, 1], $0) })
    let expected = [
      [0.6, 0.4], [0.601538461538, 0.398461538462], [0.601384615385, 0.398615384615],
    ]
    for (decision, weights) in zip(used, expected) {
      #expect(LossBasedTests.close(decision.weights, weights, 5e-13))
    }
    #expect(used[0].solver != nil)
  }

  /// The strategy inside sees the steps on which it decides, and no other.
  @Test func keepsWeightsForSomeSteps() throws {
    let steps = (0..<7).map { ([1.0, 1], Matrix([[Double($0 + 1), 0], [0, 1]])) }
    let used = try decide(Every(steps: 3, of: EqualNormalized()), steps)
    #expect(used.map { $0.weights[0] } == [1, 1, 1, 0.25, 0.25, 0.25, 1.0 / 7])
    let learned = try decide(Every(steps: 2, of: UncertaintyWeighting()), steps)
    let alone = try decide(UncertaintyWeighting(), steps)
    #expect(learned.map(\.weights) == [0, 0, 1, 1, 2, 2, 3].map { alone[$0].weights })
  }

  @Test func warmsUpWithAnother() throws {
    let steps: [([Double], Matrix)] = (1...4).map { ([Double($0), 2], Self.b) }
    let used = try decide(WarmUp(steps: 2, with: Fixed([3, 4]), of: LogSum()), steps)
    let wanted: [[Double]] = [[3, 4], [3, 4], [1.0 / 3, 0.5], [0.25, 0.5]]
    #expect(used.map(\.weights) == wanted)
    // The strategy that follows begins where its turn comes: L(0) is that of its first step.
    let rates = try decide(
      WarmUp(steps: 2, with: Equal(), of: ReLoBRaLo(beta: 1)), steps)
    #expect(rates[2].weights == [1, 1])
  }

  /// Weights of 1 on logarithms are 1/L; MGDA on them is MGDA of gradients over losses.
  @Test func takesLogarithms() throws {
    let steps = [([2.0, 8], Self.b), ([1.0, 4], Self.d)]
    let sums = try decide(Logarithm(of: Equal()), steps)
    #expect(sums.map(\.weights) == [[0.5, 0.125], [1, 0.25]])
    let logarithmic = try decide(Logarithm(of: MGDA()), steps)
    let normalized = try decide(MGDA(normalization: .loss), steps)
    for (one, two) in zip(logarithmic, normalized) {
      #expect(LossBasedTests.close(one.weights, two.weights, 1e-12))
    }
    // A direction is one of logarithms already; losses inside are logarithms too.
    let stochastic = try decide(Logarithm(of: MoDo(gamma: 0)), steps)
    #expect(stochastic.map(\.weights) == [[0.25, 0.0625], [0.5, 0.125]])
    let direction = try decide(Logarithm(of: MoCo(beta: 1, gamma: 0)), steps)
    #expect(LossBasedTests.close(direction[0].direction, [-0.625, 0.3125, 0.3125], 1e-15))
    let logs = try decide(Logarithm(of: Tchebycheff(ideal: [0, 1])), [([2.0, 4], Self.b)])
    #expect(logs[0].weights == [0.25, 0])
    let error = #expect(throws: SettingError.self) { try decide(Logarithm(of: GLS()), steps) }
    #expect(
      error?.description
        == "setting of: gls is defined for positive losses, which logarithms are not")
  }

  /// ‖(2, 2, 2)‖ = √12; a direction is clipped as a vector is.
  @Test func clips() throws {
    let steps = [([1.0, 1], Self.b)]
    let factor = 1 / 12.0.squareRoot()
    let weights = try decide(Clipped(norm: 1, of: Equal()), steps)[0].weights
    #expect(LossBasedTests.close(weights, [factor, factor], 1e-15))
    #expect(try decide(Clipped(norm: 4, of: Equal()), steps)[0].weights == [1, 1])
    let direction = try decide(Clipped(norm: 1, of: MoCo(beta: 1, gamma: 0)), steps)[0]
    let third = 1 / 3.0.squareRoot()
    #expect(direction.form == .direction)
    #expect(LossBasedTests.close(direction.direction, [third, third, third], 1e-15))
    // Weights that cancel leave nothing to clip.
    let opposed = Matrix([[1, 2, 2], [-1, -2, -2]])
    #expect(try decide(Clipped(of: Equal()), [([1, 1], opposed)])[0].weights == [1, 1])
  }

  @Test func normalizes() throws {
    let steps = [([2.0, 8], Self.b)]
    #expect(try decide(Normalized(of: LogSum()), steps)[0].weights == [0.8, 0.2])
    #expect(try decide(Normalized(sum: .m, of: LogSum()), steps)[0].weights == [1.6, 0.4])
    #expect(try decide(Normalized(of: Fixed([0, 0])), steps)[0].weights == [0, 0])
    for weights in [[1.0, -1], [1, -3]] {
      #expect(throws: StrategyFailure.self) {
        try decide(Normalized(of: Fixed(weights)), steps)
      }
    }
  }

  @Test(
    arguments: [
      Smoothed(of: DBMTL()), Every(of: DBMTL()), Normalized(of: DBMTL()),
    ] as [any Strategy])
  func aDirectionHasNoWeights(_ strategy: any Strategy) throws {
    let failure = #expect(throws: StrategyFailure.self) {
      try decide(strategy, [([1, 1], Self.b)])
    }
    let id = type(of: strategy).card.id
    #expect(
      failure?.description == "\(id) changes weights, but db-mtl decides on a direction")
  }

  static let nested: [any Strategy] = [
    Smoothed(of: FAMO()), Every(steps: 2, of: ReLoBRaLo()), Every(steps: 3, of: RandomWeights()),
    WarmUp(steps: 2, with: RandomWeights(), of: GradNorm()),
    Logarithm(of: Smoothed(of: MGDA())), Logarithm(losses: .exponential, of: MoCo()),
    Clipped(norm: 0.1, of: DBMTL()), Normalized(sum: .m, of: Smoothed(of: IMTLL())),
    WarmUp(steps: 3, with: DWA(), of: Logarithm(of: Every(steps: 2, of: SDMGrad()))),
  ]

  @Test(arguments: nested)
  func goesOnAfterBeingSaved(_ strategy: any Strategy) throws {
    let problem = MovingProblem("moving", objectives: 3, parameters: 4, seed: 12)
    for moment in 0..<6 {
      let trial = try Trial(strategy, problem.objectives.map { Objective($0.name, .minimize) })
      let pass = { (step: Int) in
        GivenPass(
          costs: problem.objectives.costs(of: problem.values[step]),
          jacobian: problem.jacobians[step], step: step)
      }
      for step in 0..<moment { _ = try trial.decide(pass(step)) }
      let restored = try trial.savedAndRestored()
      for step in moment..<6 {
        #expect(try trial.decide(pass(step)) == restored.decide(pass(step)))
      }
    }
  }

  /// From settings as a study file has them, and back.
  @Test(arguments: nested)
  func comesBackFromItsSettings(_ strategy: any Strategy) throws {
    let id = type(of: strategy).card.id
    let again = try #require(try StrategyCatalogue.make(id, settings: strategy.settings))
    #expect(again.settings == strategy.settings)
    #expect(AnyHashable(again) == AnyHashable(strategy))
    #expect(again.label == strategy.label)
  }

  @Test func isMadeFromNestedSettings() throws {
    let smoothed = try StrategyCatalogue.make(
      "smoothed",
      settings: ["weight": .number(0.5), "of": .object(["mgda": .object([:])])])
    #expect(smoothed as? Smoothed<MGDA> == Smoothed(weight: 0.5, of: MGDA()))
    #expect(smoothed?.label == "smoothed mgda")
    let short = try StrategyCatalogue.make("smoothed", settings: ["of": .text("random")])
    #expect(short as? Smoothed<RandomWeights> == Smoothed(of: RandomWeights()))
    #expect(short?.settings["of"] == .text("random"))
    let alpha = try StrategyCatalogue.make(
      "every", settings: ["of": .object(["fixed": .object(["alpha": .number(2)])])])
    #expect(alpha as? Every<Fixed> == Every(of: Fixed([1, 2])))
    let warm = try StrategyCatalogue.make(
      "warm-up", settings: ["with": .text("uw"), "of": .object(["gls": .null])])
    #expect(warm is WarmUp<UncertaintyWeighting, GLS>)
  }

  @Test(
    arguments: [
      (
        "smoothed", [:],
        "of: smoothed is put around a strategy; name it, for instance `of: gradnorm`"
      ),
      (
        "warm-up", ["of": .text("gls")],
        "with: warm-up is put around a strategy; name it, for instance `with: gradnorm`"
      ),
      (
        "smoothed", ["of": .text("mgd")],
        "of: unknown strategy `mgd`; did you mean `mgda`? `poise strategies` lists all 62"
      ),
      (
        "warm-up", ["with": .object(["rlw": .null]), "of": .text("gls")],
        "with: unknown strategy `rlw`; `poise strategies` lists all 62"
      ),
      (
        "smoothed", ["of": .object(["gradnorm": .object(["alpha": .number(-1)])])],
        "of: gradnorm: setting alpha: found -1, wanted a number of at least 0"
      ),
      ("every", ["of": .text("pareto-sampling")], "of: pareto-sampling is not a single strategy"),
      ("every", ["of": .object(["gls": .number(2)])], "of: found 2, wanted settings or {}"),
      (
        "clipped", ["of": .number(2)],
        "of: found 2, wanted a strategy, such as mgda or cagrad: { c: 0.4 }"
      ),
      (
        "logarithm", ["losses": .text("x"), "of": .text("equal")],
        "losses: found x, wanted one of ratio, exponential"
      ),
    ] as [(String, [String: Setting], String)])
  func refusesNestedSettings(_ id: String, _ settings: [String: Setting], _ message: String) {
    let error = #expect(throws: SettingError.self) {
      try StrategyCatalogue.make(id, settings: settings)
    }
    #expect(error?.description == "setting " + message)
  }

  @Test func claimsOnlyWhatHoldsAround() {
    #expect(
      Smoothed<MGDA>.card.claims == [
        .deterministic, .permutationInvariant, .rotationEquivariant, .convexWeights,
      ])
    #expect(Clipped<MGDA>.card.claims.contains(.nonConflicting))
    #expect(!Every<RandomWeights>.card.claims.contains(.deterministic))
    #expect(Smoothed<GLS>.card.domain == .positive)
  }

  @Test func gradientsAreTakenAtOnePlace() {
    let strategy = WarmUp(with: GradNorm(), of: MGDA())
    let error = #expect(throws: SettingError.self) { try Trial(strategy, Self.objectives) }
    #expect(
      error?.description == "setting with: gradnorm takes its gradients elsewhere than mgda")
    #expect(WarmUp(with: GradNorm(), of: LogSum()).request.parameters == .lastSharedLayer)
    #expect(
      Clipped(of: GradNorm()).requests
        == [Request(parameters: .lastSharedLayer), Request()])
  }
}
