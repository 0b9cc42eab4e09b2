import Fronts
import Records
import Strategies
import Tensors
import TestSupport
import Testing

@Suite struct FixedWeightTests {
  static let objectives = [Objective("a", .minimize), Objective("b", .maximize)]
  /// TorchJD's documentation matrix.
  static let pass = GivenPass(
    costs: objectives.costs(of: [1, -1]), jacobian: Matrix([[-4, 1, 1], [6, 1, 1]]), step: 0)

  /// Combined as TorchJD 0.18 does: `Constant([1, 2])`, `Sum()`, `Mean()`.
  @Test(arguments: [
    (Fixed([1, 2]) as any Strategy, [8.0, 3, 3]), (Equal(), [2, 2, 2]),
    (Equal(reduction: .mean), [1, 1, 1]),
  ])
  func combinesAsTorchJD(_ strategy: any Strategy, _ expected: [Double]) throws {
    let trial = try Trial(strategy, Self.objectives)
    let weights = try trial.decide(Self.pass).weights
    let jacobian = Matrix([[-4, 1, 1], [6, 1, 1]])
    #expect(jacobian.combination(weightedBy: weights) == expected)
  }

  @Test func equalNormalizedSumsUnitVectors() throws {
    let trial = try Trial(EqualNormalized(), Self.objectives)
    let costs = Self.objectives.costs(of: [1, -1])
    let step = GivenPass(costs: costs, jacobian: Matrix([[3, 4], [0, 0]]), step: 0)
    #expect(try trial.decide(step).weights == [0.2, 0])
  }

  @Test func fixedAcceptsAlphaOrWeights() throws {
    let alpha = try StrategyCatalogue.make("fixed", settings: ["alpha": .number(0.01)])
    #expect(alpha as? Fixed == Fixed([1, 0.01]))
    #expect(alpha?.label == "fixed alpha=0.01")
    let weights = try StrategyCatalogue.make(
      "fixed", settings: ["weights": .list([.number(2), .number(3)])])
    #expect(weights as? Fixed == Fixed([2, 3]))
    #expect(weights?.label == "fixed [2, 3]")
  }

  @Test(
    arguments: [
      ("fixed", [:], "setting weights: fixed needs either weights or alpha"),
      ("fixed", ["alpha": .text("x")], "setting alpha: found x, wanted a finite number"),
      (
        "fixed", ["alpha": .number(1), "weights": .list([.number(1)])],
        "setting alpha: fixed takes either weights or alpha, not both"
      ),
      (
        "fixed", ["alfa": .number(1)],
        "setting alfa: fixed has no such setting; it has weights, alpha"
      ),
      (
        "gradnorm", ["alpha": .number(-1)], "setting alpha: found -1, wanted a number of at least 0"
      ),
      (
        "gradnorm", ["losses": .text("log")],
        "setting losses: found log, wanted one of ratio, exponential"
      ),
      (
        "pareto-sampling", ["points": .number(1.5)],
        "setting points: found 1.5, wanted a whole number from 2 to 10000"
      ),
      ("equal-normalized", ["x": .number(1)], "setting x: equal-normalized has no settings"),
    ] as [(String, [String: Setting], String)])
  func refusesSettings(_ id: String, _ settings: [String: Setting], _ message: String) {
    let error = #expect(throws: SettingError.self) {
      try StrategyCatalogue.make(id, settings: settings)
    }
    #expect(error?.description == message)
  }

  @Test func refusesTheWrongNumberOfWeights() {
    let error = #expect(throws: SettingError.self) {
      try Balancer(Fixed([1, 2, 3]), objectives: Self.objectives, seed: 0)
    }
    #expect(error?.description == "setting weights: found 3 weights, wanted 2, one an objective")
  }

  @Test func settingsComeBackAsWritten() throws {
    for entry in StrategyCatalogue.all where !(entry is Fixed) {
      let card = type(of: entry).card
      let again = try #require(try StrategyCatalogue.make(card.id, settings: entry.settings))
      #expect(again.settings == entry.settings)
    }
    let fixed = Fixed([1, 2])
    #expect(try StrategyCatalogue.make("fixed", settings: fixed.settings) as? Fixed == fixed)
  }
}

@Suite struct GradNormTests {
  /// One step of Algorithm 1 by hand: norms 5 and 1, ratios 1, α = 1, plain descent at 0.01.
  ///
  /// Mean norm 3, targets 3 and 3; slopes 5 and −1; weights 1 − 0.05 and 1 + 0.01, scaled to sum 2.
  @Test func firstStepByHand() throws {
    let objectives = [Objective("a", .minimize), Objective("b", .minimize)]
    let strategy = GradNorm(alpha: 1, learningRate: 0.01, optimizer: .sgd)
    let trial = try Trial(strategy, objectives)
    let pass = GivenPass(
      costs: objectives.costs(of: [2, 8]), jacobian: Matrix([[3, 4], [1, 0]]), step: 0)
    #expect(try trial.decide(pass).weights == [1, 1])
    let second = try trial.decide(pass).weights
    #expect((second[0] - 0.95 * 2 / 1.96).magnitude < 1e-15)
    #expect((second[1] - 1.01 * 2 / 1.96).magnitude < 1e-15)
  }

  /// The same with exponential losses: the second loss fell by one gradient norm, so `L̃ = e⁻¹`.
  @Test func exponentialLossesFallByUnits() throws {
    let objectives = [Objective("a", .minimize), Objective("b", .maximize, unit: 4)]
    let strategy = GradNorm(
      alpha: 1, learningRate: 0.01, optimizer: .sgd, losses: .exponential)
    let trial = try Trial(strategy, objectives)
    let jacobian = Matrix([[3, 4], [1, 0]])
    // The first step leaves weights of 0.95·k and 1.01·k, k = 2/1.96, as above.
    _ = try trial.decide(
      GivenPass(costs: objectives.costs(of: [2, 8]), jacobian: jacobian, step: 0))
    // Then b rises by 4, its declared unit: ratios 1 and 1/e, mean (1 + 1/e)/2.
    let w = [0.95 * 2 / 1.96, 1.01 * 2 / 1.96]
    let used = try trial.decide(
      GivenPass(costs: objectives.costs(of: [2, 12]), jacobian: jacobian, step: 1)
    ).weights
    #expect(zip(used, w).allSatisfy { ($0 - $1).magnitude < 1e-15 })
    let inverse = 0.36787944117144233
    let mean = (w[0] * 5 + w[1]) / 2
    let targets = [1, inverse].map { mean * $0 / ((1 + inverse) / 2) }
    let slopes = [w[0] * 5 > targets[0] ? 5.0 : -5, w[1] > targets[1] ? 1.0 : -1]
    let next = zip(w, slopes).map { $0 - 0.01 * $1 }
    let third = try trial.decide(
      GivenPass(costs: objectives.costs(of: [2, 12]), jacobian: jacobian, step: 2)
    ).weights
    for (x, y) in zip(third, next) {
      #expect((x - y * 2 / (next[0] + next[1])).magnitude < 1e-14)
    }
  }

  @Test func exponentialLossesNeedAUnitWhereTheGradientVanishes() throws {
    let objectives = [Objective("a", .minimize), Objective("b", .minimize)]
    let trial = try Trial(GradNorm(losses: .exponential), objectives)
    let pass = GivenPass(
      costs: objectives.costs(of: [1, 1]), jacobian: Matrix([[1, 0], [0, 0]]), step: 0)
    #expect(throws: StrategyFailure.self) { try trial.decide(pass) }
  }
}

@Suite struct ParetoSamplingTests {
  static let two = [Objective("a", .minimize), Objective("b", .maximize)]

  @Test func elevenPointsOfTwoObjectives() throws {
    let members = try ParetoSampling(points: 11).members(for: Self.two)
    #expect(members.count == 11)
    #expect(members[0].preference == [0, 1])
    #expect(members[3].preference == [0.3, 0.7])
    #expect(members[10].preference == [1, 0])
    #expect(members.allSatisfy { ($0.strategy as? Fixed)?.weights == $0.preference })
  }

  /// Das & Dennis: H divisions of m objectives give (H + m − 1 choose m − 1) points.
  @Test(arguments: [(2, 10, 11), (3, 12, 91), (4, 6, 84), (5, 4, 70)])
  func latticeHasTheKnownSize(_ m: Int, _ divisions: Int, _ count: Int) {
    let points = SimplexLattice.points(m, divisions: divisions)
    #expect(points.count == count)
    #expect(SimplexLattice.count(m, divisions: divisions) == count)
    #expect(Set(points).count == count)
    #expect(points.allSatisfy { ($0.reduce(0, +) - 1).magnitude < 1e-12 && $0.count == m })
  }

  @Test func fewerPointsThanObjectivesAreRefused() {
    let three = Self.two + [Objective("c", .minimize)]
    #expect(throws: SettingError.self) { try ParetoSampling(points: 2).members(for: three) }
  }
}
