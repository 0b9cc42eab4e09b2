import Neural
import Records
import Strategies
import Tensors
import Testing
import Training

/// Where evidence is taken, in elements of the flat parameter vector.
@Suite struct RequestTests {
  static let forked = TrainingPlan(TestProblems.forked(), steps: 1)
  static let twoScales = TrainingPlan(TestProblems.twoScales(), steps: 1)

  @Test func allSharedIsEverything() throws {
    #expect(try Self.forked.elements(Request()) == [0..<Self.forked.layout.count])
    #expect(try Self.twoScales.elements(Request()) == [0..<81])
  }

  /// Trunk 3-7-5: its last matrix begins after 21 + 7 numbers and has 35; heads are not shared.
  @Test func lastSharedLayerIsTheLastMatrixOfTheTrunk() throws {
    let request = Request(parameters: .lastSharedLayer)
    #expect(
      Self.forked.layout.named.map(\.name).prefix(4) == [
        "trunk.0.weight", "trunk.0.bias", "trunk.2.weight", "trunk.2.bias",
      ])
    #expect(try Self.forked.elements(request) == [28..<63])
    // Both objectives of the two scales reach the last layer: 1 × 10 after 5 + 5 + 50 + 10.
    #expect(try Self.twoScales.elements(request) == [70..<80])
  }

  @Test func aSharedLayerWithoutAMatrixGivesItsVector() throws {
    struct Model: Layer {
      let shift = Parameter([2], .constant(0))
      let head = Dense(2, 1)
      func callAsFunction(_ input: Tensor) -> Tensor { input + shift.tensor }
    }
    let problem = Problem("shift", model: Model(), batch: .uniform([3, 2])) { model, x in
      Minimize("a", mean(square(model(x))))
      Minimize("b", mean(square(model.head(model(x)))))
    }
    let plan = TrainingPlan(problem, steps: 1)
    #expect(try plan.elements(Request(parameters: .lastSharedLayer)) == [0..<2])
  }

  @Test func objectivesThatShareNothingAreComparedByEverything() throws {
    let (p, q) = (Parameter([2], .constant(1)), Parameter([3], .constant(1)))
    let problem = TestProblems.problem([("p", p), ("q", q)]) { _ in
      [
        ObjectiveTerm(Objective("a", .minimize), sum(square(p.tensor))),
        ObjectiveTerm(Objective("b", .minimize), sum(square(q.tensor))),
      ]
    }
    let plan = TrainingPlan(problem, steps: 1)
    #expect(try plan.elements(Request(parameters: .lastSharedLayer)) == [0..<5])
  }

  @Test func namedParametersComeInTheirOrderOnce() throws {
    let request = Request(parameters: .named(["4.bias", "0.weight", "4.bias"]))
    #expect(try Self.twoScales.elements(request) == [0..<5, 80..<81])
  }

  @Test func unknownNamesAreRefused() {
    let unknown = #expect(throws: SettingError.self) {
      try Self.twoScales.elements(Request(parameters: .named(["0.weight", "W2"])))
    }
    #expect(
      unknown?.description == "setting parameters: no parameter is named W2; there are 0.weight, "
        + "0.bias, 2.weight, 2.bias, 4.weight, 4.bias")
    let empty = #expect(throws: SettingError.self) {
      try Self.twoScales.elements(Request(parameters: .named([])))
    }
    #expect(
      empty?.description == "setting parameters: found an empty list, wanted at least one name")
    #expect(throws: SettingError.self) {
      let strategy = GradNorm(parameters: .named(["W2"]), losses: .exponential)
      return try train(Self.twoScales, [LaneTask(strategy)])
    }
  }

  /// The numbers a strategy gets are those of the elements it asked for, lane by lane.
  @Test func strategiesSeeTheElementsTheyAskedFor() throws {
    // Gradients of `a`: (6, 8) by p and 2·(1, 2, 3) by q; the norm by each part is the weight.
    let (p, q) = (Parameter([2], .values([3, 4])), Parameter([3], .values([1, 2, 3])))
    let problem = TestProblems.problem([("p", p), ("q", q)]) { _ in
      let a = sum(square(p.tensor)) + sum(square(q.tensor))
      return [ObjectiveTerm(Objective("a", .minimize), a)]
    }
    let plan = TrainingPlan(problem, steps: 1)
    let requests: [Request.Parameters] = [
      .named(["q"]), .named(["p"]), .named(["q", "p"]), .allShared,
    ]
    let runs = try train(
      plan, requests.map { LaneTask(SquaredNorm(request: Request(parameters: $0))) })
    #expect(runs.map { $0.column("weight/a")[0] } == [56, 100, 156, 156])
    let rows = try train(
      plan, requests.map { LaneTask(RowLength(request: Request(parameters: $0))) })
    #expect(rows.map { $0.column("weight/a")[0] } == [3, 2, 5, 5])
  }

  /// The Gramian's one element as the weight.
  struct SquaredNorm: Strategy {
    static let card = StrategyCard.test("squared-norm")
    var request = Request()

    func decide(
      _ evidence: Gramian, state: inout Stateless, random: inout RandomStream,
      into decision: inout Decision
    ) { decision.weights[0] = evidence.matrix[0, 0] }
  }

  /// The number of columns of the Jacobian as the weight.
  struct RowLength: Strategy {
    static let card = StrategyCard.test("row-length")
    var request = Request()

    func decide(
      _ evidence: Jacobian, state: inout Stateless, random: inout RandomStream,
      into decision: inout Decision
    ) { decision.weights[0] = Double(evidence.matrix.columns) }
  }
}
