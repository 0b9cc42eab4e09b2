import Records
import Strategies
import Tensors
import TestSupport
import Testing

/// Strategies that see losses alone: worked steps, by the equations of their sources.
@Suite struct LossBasedTests {
  /// Decides on a sequence of costs, all minimized, and returns the weights used at each.
  static func weights(
    _ strategy: any Strategy, _ costs: [[Double]], epochs: [Int]? = nil, seed: UInt64 = 0
  ) throws -> [[Double]] {
    let objectives = costs[0].indices.map { Objective("o\($0)", .minimize) }
    let trial = try Trial(strategy, objectives, seed: seed)
    return try costs.enumerated().map { step, values in
      var supplement = GivenPass.Supplement()
      supplement.epoch = epochs?[step]
      let pass = GivenPass(
        costs: objectives.costs(of: values), step: step, supplement: supplement)
      return try trial.decide(pass).weights
    }
  }

  static func close(_ x: [Double], _ y: [Double], _ tolerance: Double = 1e-12) -> Bool {
    x.count == y.count && zip(x, y).allSatisfy { ($0 - $1).magnitude <= tolerance }
  }

  @Test func singleTaskIsOneHot() throws {
    #expect(try Self.weights(SingleTask(), [[1, 2, 3]]) == [[1, 0, 0]])
    #expect(try Self.weights(SingleTask("o2"), [[1, 2, 3]]) == [[0, 0, 1]])
    let error = #expect(throws: SettingError.self) {
      try Self.weights(SingleTask("x"), [[1, 2]])
    }
    #expect(
      error?.description == "setting objective: no objective is named x; there are o0, o1")
  }

  /// softmax of normal numbers: `ln(wᵢ/wⱼ)` has mean 0 and variance 2.
  @Test func randomWeightsAreASoftmaxOfNormals() throws {
    let drawn = try Self.weights(RandomWeights(), Array(repeating: [1, 1], count: 4000), seed: 5)
    #expect(drawn.allSatisfy { ($0[0] + $0[1] - 1).magnitude < 1e-15 })
    let logs = drawn.map { Elementary.log($0[0] / $0[1]) }
    let mean = logs.reduce(0.0, +) / 4000
    #expect(mean.magnitude < 0.1)
    let variance = logs.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 4000
    #expect((variance - 2).magnitude < 0.2)
  }

  /// With `ρ = 10` and an update every other step: `w₂ = λ exp(10 (L − ε))`, exponents within ±7, at
  /// an update within ±1.
  @Test func boundsPressMoreTheLongerTheyAreBroken() throws {
    let strategy = EpsilonConstraint(bounds: [0, 0.5], period: 2)
    let costs = [0.6, 0.55, 0.5, 2, 2, -2, 0.5].map { [3, $0] }
    let exponents = [1, 0.5, 0.5, 7.5, 8.5, -5.5, 0.5]
    for (found, exponent) in zip(try Self.weights(strategy, costs), exponents) {
      #expect(found[0] == 1)
      #expect((Elementary.log(found[1]) - exponent).magnitude < 1e-12, "\(found)")
    }
    // λ stays within 0.001 and 1000.
    let far = Array(repeating: [0, 9.0], count: 40) + Array(repeating: [0, -9.0], count: 40)
    let ends = try Self.weights(strategy, far).map { Elementary.log($0[1]) }
    #expect((ends[39] - 7 - Elementary.log(1e3)).magnitude < 1e-12)
    #expect((ends[79] + 7 + Elementary.log(1e3)).magnitude < 1e-12)
  }

  /// Bounds of 1/(1 + 3) and of nothing; where the first counts for nothing, the payoff table.
  @Test func preferencesGiveBounds() throws {
    let weights = try Self.weights(EpsilonConstraint(preference: [1, 3, 0]), [[5, 0.25, 9]])[0]
    #expect(Self.close(weights, [1, 1, 0]))
    #expect(
      try Self.weights(EpsilonConstraint(preference: [0, 3, 1]), [[5, 0.25, 9]]) == [[0, 3, 1]])
  }

  @Test func logSumWeighsByReciprocals() throws {
    #expect(try Self.weights(LogSum(), [[2, 8]]) == [[0.5, 0.125]])
    #expect(try Self.weights(LogSum(weights: [1, 4]), [[2, 8]]) == [[0.5, 0.5]])
  }

  /// Beside TorchJD 0.18's `GeometricMean` on [1, 2, 4].
  @Test func geometricMean() throws {
    let weights = try Self.weights(GLS(), [[1, 2, 4]])[0]
    let wanted: [Double] = [2.0 / 3, 1.0 / 3, 1.0 / 6]
    #expect(Self.close(weights, wanted, 1e-14))
  }

  /// At s = 0: weights ½, slopes ½ − ½L; then e⁻ˢ/2 after a plain step of 0.1.
  @Test func uncertaintyWeightingLearnsVariances() throws {
    let strategy = UncertaintyWeighting(learningRate: 0.1, optimizer: .sgd)
    let used = try Self.weights(strategy, [[1, 2, 4], [1, 2, 4]])
    #expect(used[0] == [0.5, 0.5, 0.5])
    let next = [0.0, -0.05, -0.15].map { 0.5 * Elementary.exp($0) }
    #expect(Self.close(used[1], next, 1e-15))
  }

  /// The fixed point of uncertainty weighting is `e^s = L`, of IMTL-L `e^s = 1/L`.
  @Test func scalesSettleAtTheLosses() throws {
    let costs = Array(repeating: [0.5, 2.0], count: 3000)
    let uw = try Self.weights(UncertaintyWeighting(learningRate: 0.01, optimizer: .sgd), costs)
    #expect(Self.close(uw[2999], [1, 0.25], 1e-5))
    let imtl = try Self.weights(IMTLL(learningRate: 0.01, optimizer: .sgd), costs)
    #expect(Self.close(imtl[2999], [2, 0.5], 1e-5))
  }

  /// At s = 0: weights 1, slopes L − 1.
  @Test func imtlLLearnsScales() throws {
    let used = try Self.weights(
      IMTLL(learningRate: 0.1, optimizer: .sgd, initial: 0), [[1, 2, 4], [1, 1, 1]])
    #expect(used[0] == [1, 1, 1])
    #expect(Self.close(used[1], [0, -0.1, -0.3].map(Elementary.exp), 1e-15))
  }

  /// Rates ½ and ¾ at T = 2, as worked out beside TorchJD 0.18; and its rates 1 and 4.
  @Test func dwaByEpoch() throws {
    let used = try Self.weights(DWA(), [[1, 2], [0.5, 1.5], [9, 9]])
    #expect(used[0] == [1, 1] && used[1] == [1, 1])
    #expect(Self.close(used[2], [0.937581253252, 1.062418746748], 1e-12))
    let other = try Self.weights(DWA(), [[1, 1], [1, 4], [1, 1]])
    #expect(Self.close(other[2], [0.364851047613, 1.63514895239], 1e-11))
  }

  /// Epochs of two steps with the same means as above.
  @Test func dwaTakesMeansOverEpochs() throws {
    let costs = [[0.5, 1], [1.5, 3], [0.25, 1], [0.75, 2], [7, 7], [7, 7]]
    let used = try Self.weights(DWA(), costs, epochs: [0, 0, 1, 1, 2, 2])
    #expect(used[..<4].allSatisfy { $0 == [1, 1] })
    for step in 4...5 { #expect(Self.close(used[step], [0.937581253252, 1.062418746748], 1e-12)) }
  }

  /// Windows of two steps with the same means, sliding.
  @Test func dwaByWindow() throws {
    let costs = [[0.5, 1], [1.5, 3], [0.25, 1], [0.75, 2], [0.25, 1]]
    let used = try Self.weights(DWA(span: .window, window: 2), costs)
    #expect(used[..<3].allSatisfy { $0 == [1, 1] })
    #expect(Self.close(used[3], [0.937581253252, 1.062418746748], 1e-12))
    // Then means ½ over 7/8 and 3/2 over 2.
    let (a, b) = (Elementary.exp(0.5 / 0.875 / 2), Elementary.exp(0.75 / 2))
    #expect(Self.close(used[4], [2 * a / (a + b), 2 * b / (a + b)], 1e-14))
  }

  /// Ratios 1, then (½, 2) of means (1, 1): σ of ratios (¼, ½), means (¾, 3/2); σ/μ = ⅓ for both.
  /// A third step of (1, 1) then tells them apart.
  @Test func covWeighsByVariation() throws {
    let used = try Self.weights(CoVWeighting(), [[1, 1], [0.5, 2], [1, 1], [1, 1]])
    #expect(used[0] == [0.5, 0.5] && used[1] == [0.5, 0.5])
    #expect(Self.close(used[2], [0.5, 0.5], 1e-15))
    // Third ratios 1/0.75 and 1/1.5. Over the three, by hand:
    let ratios: [[Double]] = [[1, 0.5, 4.0 / 3], [1, 2, 2.0 / 3]]
    let variation = ratios.map { r -> Double in
      let mean = r.reduce(0, +) / 3
      return r.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }.squareRoot() / mean
    }
    let total = variation[0] + variation[1]
    #expect(Self.close(used[3], variation.map { $0 / total }, 1e-14))
  }

  /// With a memory of ½ the second mean is (1 + ½)/2 too, but the third weighs the last by half.
  @Test func covForgets() throws {
    let used = try Self.weights(
      CoVWeighting(decay: 0.5), [[1, 1], [0.5, 2], [1, 1], [1, 1]])
    // S after two: (r − μ₁)(r − μ₂) with μ₁ = 1, μ₂ = ¾ or 3/2; then r₃ = 4/3 or 2/3 and
    // μ₃ = ½ μ₂ + ½ r₃.
    let seen: [(mean: Double, ratio: Double, second: Double)] = [
      (0.75, 4.0 / 3, 0.5), (1.5, 2.0 / 3, 2),
    ]
    let third = seen.map { mean, ratio, second -> Double in
      let last = 0.5 * mean + 0.5 * ratio
      let squares = (second - 1) * (second - mean) + (ratio - mean) * (ratio - last)
      return squares.squareRoot() / last
    }
    let total = third[0] + third[1]
    #expect(Self.close(used[3], third.map { $0 / total }, 1e-14))
  }

  /// PhysicsNeMo's one-step ratios, and the three variants at slopes −½ and −½, −1 and ¼.
  @Test func softAdapt() throws {
    let ratio = try Self.weights(SoftAdapt(variant: .physicsnemo), [[1, 2], [0.5, 1.5]])
    #expect(ratio[0] == [1, 1])
    #expect(Self.close(ratio[1], [0.875646998228, 1.124353001772], 5e-13))
    let costs = [[2, 1], [1, 1.25]]
    func softmax(_ x: Double, _ y: Double, _ a: Double = 1, _ b: Double = 1) -> [Double] {
      let (p, q) = (a * Elementary.exp(x), b * Elementary.exp(y))
      return [p / (p + q), q / (p + q)]
    }
    let original = try Self.weights(SoftAdapt(), costs)
    #expect(original[0] == [0.5, 0.5])
    #expect(Self.close(original[1], softmax(-0.1, 0.025), 1e-15))
    let weighted = try Self.weights(SoftAdapt(variant: .lossWeighted), costs)
    #expect(Self.close(weighted[1], softmax(-0.1, 0.025, 1.5, 1.125), 1e-15))
    let normalized = try Self.weights(SoftAdapt(variant: .normalized), costs)
    #expect(Self.close(normalized[1], softmax(-0.08, 0.02), 1e-15))
    // All losses fall: the fastest still has the least weight.
    let falling = try Self.weights(SoftAdapt(variant: .normalized), [[2, 2], [1, 1.75]])
    #expect(Self.close(falling[1], softmax(-0.08, -0.02), 1e-15))
  }

  /// Differences of order p are exact for polynomials of degree p: t³ has the slope 3t².
  @Test(arguments: 3...6)
  func slopesAreExactForPolynomials(_ order: Int) throws {
    let costs = (0...8).map { step -> [Double] in
      let t = Double(step)
      return [t * t * t, 192 * t]
    }
    let used = try Self.weights(SoftAdapt(order: order), costs)
    #expect(Self.close(used[8], [0.5, 0.5], 1e-9))
    #expect(used[order - 1] == [0.5, 0.5])
  }

  /// PhysicsNeMo's first update with ρ = 1 and ρ = 0.
  @Test func reLoBRaLo() throws {
    let costs = [[1, 2], [0.5, 1.5]]
    let last = try Self.weights(ReLoBRaLo(beta: 1), costs)
    #expect(last[0] == [1, 1])
    #expect(Self.close(last[1], [0.993782349911, 1.006217650089], 5e-13))
    let initial = try Self.weights(ReLoBRaLo(beta: 0), costs)
    #expect(Self.close(initial[1], [0.875646998228, 1.124353001772], 5e-13))
    // A third step looks back at the second, and to the first for the memory.
    let third = try Self.weights(ReLoBRaLo(alpha: 0.5, beta: 0), costs + [[0.5, 3]])[2]
    let far = softmax(0.5, 1.5)
    let near = softmax(1, 2)
    #expect(Self.close(third, zip(far, near).map { 0.5 * $0 + 0.5 * $1 }, 1e-14))
  }

  private func softmax(_ x: Double, _ y: Double) -> [Double] {
    let q = Elementary.exp(y - x)
    return [2 / (1 + q), 2 * q / (1 + q)]
  }
}
