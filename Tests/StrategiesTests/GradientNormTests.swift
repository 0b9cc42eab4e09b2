import Records
import Strategies
import Tensors
import TestSupport
import Testing

/// Strategies that balance gradient norms, and stochastic ones: worked steps.
///
/// Where a figure has twelve digits, it was computed from the rule beside the library named.
@Suite struct GradientNormTests {
  static let objectives = [Objective("a", .minimize), Objective("b", .minimize)]
  /// TorchJD's documentation matrix.
  static let matrix = Matrix([[-4, 1, 1], [6, 1, 1]])

  private func run(
    _ strategy: any Strategy, _ steps: [([Double], Matrix)],
    _ objectives: [Objective]? = nil, items: Int = 1
  ) throws -> [Decision] {
    let objectives = objectives ?? steps[0].0.indices.map { Objective("o\($0)", .minimize) }
    let trial = try Trial(strategy, objectives)
    var supplement = GivenPass.Supplement()
    supplement.items = items
    return try steps.enumerated().map { step, given in
      try trial.decide(
        GivenPass(
          costs: objectives.costs(of: given.0), jacobian: given.1, step: step,
          supplement: supplement))
    }
  }

  /// Norms (3, 1), L/L(0) = (½, 1), α = 1.5, plain descent at 0.025: slopes (3, −1).
  @Test func gradNorm() throws {
    let even = Matrix([[1, 0], [0, 1]])
    let decisions = try run(
      GradNorm(alpha: 1.5, learningRate: 0.025, optimizer: .sgd),
      [([2, 3], even), ([1, 3], Matrix([[3, 0], [0, 1]])), ([1, 3], even)])
    #expect(decisions[0].weights == [1, 1] && decisions[1].weights == [1, 1])
    #expect(
      LossBasedTests.close(decisions[2].weights, [0.948717948718, 1.051282051282], 5e-13))
  }

  /// Mean magnitudes 0.4, 0.1 and 0.02.
  @Test func learningRateAnnealing() throws {
    let jacobian = Matrix([[0.3, -0.5], [0.1, 0.1], [0, 0.04]])
    let costs = [1.0, 1, 1]
    let nemo = try run(
      LearningRateAnnealing(rate: 0.01, variant: .physicsnemo), [(costs, jacobian)])
    #expect(
      LossBasedTests.close(nemo[0].weights, [0.99999999975, 1.029999996, 1.1899999], 1e-10))
    let mean = try run(LearningRateAnnealing(rate: 0.01, variant: .mean), [(costs, jacobian)])
    #expect(LossBasedTests.close(mean[0].weights, [1, 1.03, 1.19], 1e-14))
    // As published: the largest of the reference, 0.5, over means 0.1 and 0.02; 0.9 + 0.1·5 and 25.
    let original = try run(
      LearningRateAnnealing(), [(costs, jacobian), (costs, jacobian)])
    #expect(LossBasedTests.close(original[0].weights, [1, 1.4, 3.4], 1e-14))
    #expect(LossBasedTests.close(original[1].weights, [1, 1.76, 5.56], 1e-14))
    let other = try run(LearningRateAnnealing(reference: "o2"), [(costs, jacobian)])
    #expect(LossBasedTests.close(other[0].weights, [0.91, 0.94, 1], 1e-14))
  }

  @Test func anIdleObjectiveTakesNoPartInAnnealing() throws {
    let idle = Matrix([[0.3, -0.5], [0, 0]])
    #expect(try run(LearningRateAnnealing(), [([1, 1], idle)])[0].weights == [1, 0])
    let failure = #expect(throws: StrategyFailure.self) {
      try run(LearningRateAnnealing(reference: "o1"), [([1, 1], idle)])
    }
    #expect(
      failure?.description == "lr-annealing measures gradients by that of objective 2, which is 0")
  }

  /// ‖∇√L‖ = 5/(2·2) and 1/(2·½); shares of 9/4 over each.
  @Test func ntk() throws {
    let jacobian = Matrix([[3, 4], [0, 1]])
    let used = try run(NTKWeights(), [([4, 0.25], jacobian), ([4, -0.25], jacobian)])
    #expect(LossBasedTests.close(used[0].weights, [1.8, 2.25], 1e-15))
    #expect(used[1] == used[0])
    #expect(try run(NTKWeights(), [([1, 0], Matrix([[2, 0], [0, 0]]))])[0].weights == [1, 0])
    #expect(throws: StrategyFailure.self) { try run(NTKWeights(), [([1, 0], jacobian)]) }
  }

  /// Spreads 1 and ½ at means 2 and −1: ratios 1 and 2, halfway from 1.
  @Test func inverseDirichlet() throws {
    let jacobian = Matrix([[3, 1], [-1.5, -0.5]])
    let used = try run(InverseDirichlet(), [([1, 1], jacobian), ([1, 1], jacobian)])
    #expect(LossBasedTests.close(used[0].weights, [1, 1.5], 1e-15))
    #expect(LossBasedTests.close(used[1].weights, [1, 1.75], 1e-15))
    let idle = Matrix([[3, 1], [0, 0]])
    #expect(try run(InverseDirichlet(), [([1, 1], idle)])[0].weights == [1, 0])
    #expect(throws: StrategyFailure.self) {
      try run(InverseDirichlet(), [([1, 1], Matrix([[3, 1], [2, 2]]))])
    }
  }

  /// Audiocraft's worked step: weights (1, 4), norms (3, ½), R = 1.
  @Test func enCodec() throws {
    let jacobian = Matrix([[3, 0], [0, 0.5]])
    let strategy = EnCodecBalancer(preference: [1, 4])
    let used = try run(strategy, [([1, 1], jacobian), ([1, 1], Matrix([[3, 0], [0, 1]]))])
    #expect(LossBasedTests.close(used[0].weights, [0.0666666667, 1.6], 1e-10))
    // The debiased mean of ½ and 1 with a memory of 0.999.
    let mean = (0.999 * 0.5 + 1) / 1.999
    #expect(LossBasedTests.close(used[1].weights, [0.2 / 3, 0.8 / mean], 1e-14))
    // Two samples of norms 3 and 4: their mean by sample, 5 for both at once.
    let two = Matrix([[3, 0, 0, 4], [1, 0, 1, 0]])
    let samples = try run(EnCodecBalancer(), [([1, 1], two)], items: 2)
    #expect(LossBasedTests.close(samples[0].weights, [0.5 / 3.5, 0.5], 1e-15))
    let whole = try run(EnCodecBalancer(perItem: false), [([1, 1], two)], items: 2)
    #expect(LossBasedTests.close(whole[0].weights, [0.1, 0.5 / 2.0.squareRoot()], 1e-15))
  }

  /// Norms 3 and 1, Ē = 2, r = 1 at the first step: ω = 2/3 and 2; the product −2 is projected off.
  @Test func agda() throws {
    let conflict = Matrix([[3, 0], [-0.6, 0.8]])
    let used = try run(AGDA(gamma: 0.5), [([1, 1], conflict), ([0.5, 2], conflict)])
    // 2/3 + 2·0.6·3/9
    let twoThirds = 2.0 / 3
    #expect(LossBasedTests.close(used[0].weights, [twoThirds + 0.4, 2], 1e-15))
    // Means of ½, ½ and then ½, 5/4 of references ½, ½: L̃ = (1, 5/2), r = (1/2, 5/7).
    let (first, second): (Double, Double) = (2.5 / 3, 1 + 5.0 / 7)
    #expect(LossBasedTests.close(used[1].weights, [first + second * 0.2, second], 1e-15))
    let agree = try run(AGDA(), [([1, 1], Matrix([[3, 0], [0.6, 0.8]]))])
    #expect(LossBasedTests.close(agree[0].weights, [twoThirds, 2], 1e-15))
    // References anew at every multiple of the period.
    let renewed = try run(
      AGDA(period: 1, gamma: 0), [([1, 1], conflict), ([0.5, 7], conflict)])
    #expect(LossBasedTests.close(renewed[1].weights, [first + 1.5 * 0.2, 1.5], 1e-15))
    #expect(try run(AGDA(), [([1, 1], Matrix([[0, 0], [1, 0]]))])[0].weights == [0, 1])
    let error = #expect(throws: SettingError.self) {
      try run(AGDA(), [([1, 1, 1], Matrix([[1], [1], [1]]))])
    }
    #expect(error?.description == "setting objectives: agda balances two objectives, found 3")
  }

  /// At s = 0 it is IMTL-G. Then s = −0.1 (L − 1) = (0, −0.1): IMTL-G for gradients e^s g.
  @Test func imtl() throws {
    let steps = [([1.0, 2], Self.matrix), ([1.0, 2], Self.matrix)]
    let used = try run(IMTL(learningRate: 0.1, optimizer: .sgd), steps)
    #expect(LossBasedTests.close(used[0].weights, [0.5923303169, 0.4076696831], 1e-10))
    let scale = Elementary.exp(-0.1)
    // α ∝ (√38 e^−0.1, √18), the norms of the other: the angle is what it was.
    let (a, b) = (38.0.squareRoot() * scale, 18.0.squareRoot())
    #expect(
      LossBasedTests.close(used[1].weights, [a / (a + b), b * scale / (a + b)], 1e-14))
  }

  /// LibMTL's first step on the documentation matrix, losses (1, 2).
  @Test func dbMTL() throws {
    let steps = [([1.0, 2], Self.matrix)]
    let slow = try run(DBMTL(variant: .libmtl), steps)
    #expect(slow[0].form == .direction)
    #expect(
      LossBasedTests.close(
        slow[0].direction, [0.012948316868, 0.168824713883, 0.168824713883], 1e-12))
    let fast = try run(DBMTL(beta: 0, variant: .libmtl), steps)
    #expect(
      LossBasedTests.close(
        fast[0].direction, [0.129483204406, 1.688247180139, 1.688247180139], 1e-12))
    // Without 1e-8: √18 times the sum of unit vectors, exactly.
    let exact = try run(DBMTL(beta: 0), steps)
    let unit = (18.0 / 38).squareRoot()
    #expect(
      LossBasedTests.close(
        exact[0].direction, [-4 + 6 * unit, 1 + unit, 1 + unit], 1e-14))
    // The second step with β = ½, σ = 1: b = ĝ + ¼ (b − ĝ) from b = ½ ĝ.
    let fading = try run(
      DBMTL(beta: 0.5, sigma: 1), [([1], Matrix([[8]])), ([1], Matrix([[8]]))])
    #expect(fading[0].direction == [4] && fading[1].direction == [7])
  }

  /// LibMTL's first step, and one by projection: y = g/2, YYᵀλ at ½ is (−½, 2), less a tenth.
  @Test func moCo() throws {
    let steps = [([1.0, 2], Self.matrix)]
    let libmtl = try run(MoCo(variant: .libmtl), steps)
    #expect(
      LossBasedTests.close(libmtl[0].weights, [0.509373901496, 0.490626098504], 5e-13))
    #expect(
      LossBasedTests.close(
        libmtl[0].direction, [0.237419217512, 0.139620352657, 0.139620352657], 5e-13))
    let exact = try run(MoCo(), steps)
    #expect(LossBasedTests.close(exact[0].weights, [0.625, 0.375], 1e-15))
    #expect(LossBasedTests.close(exact[0].direction, [-0.125, 0.5, 0.5], 1e-15))
  }

  /// Both step sizes fade with the root of the step: y = ½, then ½ + ½/√2 · ½.
  @Test func moCoFades() throws {
    let steps = Array(repeating: ([1.0, 1], Matrix([[1], [0]])), count: 2)
    let used = try run(MoCo(rho: 2), steps)
    // Slopes (¼ + 2)/2 and 1: (0.3875, 0.4), both moved to the simplex by 0.10625.
    #expect(LossBasedTests.close(used[0].weights, [0.49375, 0.50625], 1e-15))
    let y = 0.5 + 0.25 / 2.0.squareRoot()
    let rate = 0.1 / 2.0.squareRoot()
    let moved = [0.49375 * (1 - rate * (y * y + 2)), 0.50625 * (1 - rate * 2)]
    let shift = (1 - moved[0] - moved[1]) / 2
    #expect(LossBasedTests.close(used[1].weights, moved.map { $0 + shift }, 1e-14))
  }

  private func product(_ product: Matrix, _ step: Int) -> GivenPass {
    let m = product.rows
    let objectives = (0..<m).map { Objective("o\($0)", .minimize) }
    var supplement = GivenPass.Supplement()
    let identity = Matrix((0..<m).map { i in (0..<m).map { i == $0 ? 1 : 0 } })
    let costs = objectives.costs(of: Array(repeating: 1, count: m))
    let transposed = Matrix((0..<m).map { i in (0..<m).map { product[$0, i] } })
    supplement.batches = [(costs, identity), (costs, transposed)]
    return GivenPass(costs: costs, jacobian: identity, step: step, supplement: supplement)
  }

  /// TorchJD's MoDo on B Dᵀ, three times.
  @Test func moDo() throws {
    let objectives = [Objective("a", .minimize), Objective("b", .minimize)]
    let trial = try Trial(MoDo(), objectives)
    let pass = product(Matrix([[-9, 8], [11, -2]]), 0)
    #expect(LossBasedTests.close(try trial.decide(pass).weights, [0.75, 0.25], 1e-15))
    #expect(try trial.decide(pass).weights == [1, 0])
    #expect(try trial.decide(pass).weights == [1, 0])
  }

  /// From (¾, ¼) without gradients: λ less a tenth, 0.05 added to both.
  @Test func moDoIsPulledToTheMiddle() throws {
    let objectives = [Objective("a", .minimize), Objective("b", .minimize)]
    let trial = try Trial(MoDo(rho: 1), objectives)
    _ = try trial.decide(product(Matrix([[-9, 8], [11, -2]]), 0))
    let pulled = try trial.decide(product(Matrix([[0, 0], [0, 0]]), 1)).weights
    #expect(LossBasedTests.close(pulled, [0.725, 0.275], 1e-15))
  }

  /// TorchJD's SDMGrad: one iteration at diag(1, ¼, 0), then at the identity.
  @Test func sdmGrad() throws {
    let objectives = (0..<3).map { Objective("o\($0)", .minimize) }
    let diagonal = Matrix([[1, 0, 0], [0, 0.25, 0], [0, 0, 0]])
    let identity = Matrix([[1, 0, 0], [0, 1, 0], [0, 0, 1]])
    let trial = try Trial(SDMGrad(learningRate: 10, iterations: 1), objectives)
    #expect(
      LossBasedTests.close(
        try trial.decide(product(diagonal, 0)).weights, [1.0 / 13, 1.0 / 13, 11.0 / 13], 1e-14))
    #expect(
      LossBasedTests.close(
        try trial.decide(product(identity, 1)).weights, [6.0 / 13, 6.0 / 13, 1.0 / 13], 1e-14))
    let pulled = try Trial(
      SDMGrad(learningRate: 10, iterations: 1, preference: [0, 0, 2]), objectives)
    #expect(
      LossBasedTests.close(try pulled.decide(product(diagonal, 0)).weights, [0, 0, 1], 1e-15))
  }

  /// At ours of 1 the weights settle at the minimum; TorchJD's 10 jumps between corners.
  @Test func sdmGradConvergesAtItsDefaults() throws {
    let weights = try run(SDMGrad(), [([1, 1], Self.matrix)])[0].weights
    let bare = weights.map { $0 * 1.3 - 0.15 }
    // min ‖Jᵀ(w + 0.15)‖² on the simplex: the minimum-norm ratio 0.6 : 0.4 of a sum of 1.3.
    #expect(LossBasedTests.close(bare, [0.63, 0.37], 1e-3))
    #expect(
      try run(SDMGrad(), [([1, 1], Matrix([[0], [0]]))])[0].weights == [0.5, 0.5])
    func torch(_ iterations: Int) throws -> [Double] {
      try run(
        SDMGrad(learningRate: 10, iterations: iterations), [([1, 1], Self.matrix)])[0].weights
    }
    #expect(LossBasedTests.close(try torch(20), [0.115, 0.885], 5e-4))
    #expect(LossBasedTests.close(try torch(21), [0.885, 0.115], 5e-4))
  }
}
