import Records
import Strategies
import Tensors
import TestSupport
import Testing

/// Three steps, on `B`, `D` and `B` again, of strategies that remember; TorchJD 0.18 in double
/// precision, and steps worked by hand.
@Suite struct SequenceTests {
  static let b: [[Double]] = [[-4, 1, 1], [6, 1, 1]]
  static let d: [[Double]] = [[2, -1, 0], [-1, 3, 1]]

  static let sequences: [(any Strategy, [[Double]])] = [
    (
      GradVac(),
      [
        [0.584795328067, 3.80116958613, 3.80116958613],
        [1.76060691633, 2.17896633442, 1.22370791703],
        [1.17984767602, 3.04383023306, 3.04383023306],
      ]
    ),
    (
      GradVac(beta: 0.01),
      [
        [0.584795328067, 3.80116958613, 3.80116958613],
        [2.5312129991, 2.36028541368, 1.45035676529],
        [0.598506295014, 3.78371926453, 3.78371926453],
      ]
    ),
    (
      NashMTL(variant: .torchjd),
      [
        [0.0541532510923, 0.706069198236, 0.706069198236],
        [0.734517974815, 0.566539221488, 0.373519283558],
        [0.0541532510923, 0.706069198236, 0.706069198236],
      ]
    ),
    (
      ExcessMTL(),
      [
        [4.80797078415, 1, 1], [-0.700147807526, 2.6001970767, 0.900049269175],
        [4.98054681249, 1, 1],
      ]
    ),
    (
      ExcessMTL(stepSize: 0.01),
      [
        [1.0499983335, 1, 1], [0.483517372454, 1.02197683673, 0.505494209182],
        [1.05439271368, 1, 1],
      ]
    ),
    (
      ExcessMTL(stepSize: 0.01, warmup: 1),
      [[1, 1, 1], [0.498516709521, 1.00197772064, 0.50049443016], [1.00439485826, 1, 1]]
    ),
    (
      PCD(),
      [
        [-0.820032751321, 2.94342880726, 2.94342880726],
        [2.07321746024, 0.547817695101, 0.633770570088],
        [-0.820425974495, 2.94337401806, 2.94337401806],
      ]
    ),
    (
      PCD(tau: 0.5, beta: 0),
      [
        [2.08890002467, 2.61117757793, 2.61117757793],
        [1.35483597744, 1.54161117253, 0.887611664501],
        [2.08890002467, 2.61117757793, 2.61117757793],
      ]
    ),
  ]

  @Test(arguments: sequences.indices)
  func remembersAsTorchJD(_ index: Int) throws {
    let (strategy, expected) = Self.sequences[index]
    let objectives = [Objective("a", .minimize), Objective("b", .minimize)]
    let trial = try Trial(strategy, objectives)
    for (step, rows) in [Self.b, Self.d, Self.b].enumerated() {
      let pass = GivenPass(
        costs: objectives.costs(of: [1, 1]), jacobian: Matrix(rows), step: step)
      let found = try trial.decide(pass).direction(Matrix(rows))
      // Nash's are those of a solver that stops at 1e-8.
      let tolerance = strategy is NashMTL ? 1e-7 : 1e-10
      for (x, y) in zip(found, expected[step]) {
        #expect((x - y).magnitude <= tolerance * max(1, y.magnitude), "step \(step): \(found)")
      }
    }
  }

  /// M-ConFIG with `β₁ = β₂ = ½`, `ε = 0` on gradients `(2, 0)` and `(0, 2)`: step 1 renews the
  /// first and waits. Step 2: momenta `(1, 0)/½` and `(0, 1)/½`, so `c = (2, 2)`,
  /// `M = f/2 = c/2 = (1, 1)`, `f = (2, 2)`, `s = (2, 2)`, debiased `(4, 4)`, `d = (1, 1)`. Step 3
  /// renews the first: `(3/2, 0)/(3/4)` again `(2, 0)`, `c = (2, 2)`, `M = (3/2, 3/2)`,
  /// `f = (3/2 − 1/2)/½ = (2, 2)`, `s = (3, 3)`, debiased by 3/4 to `(4, 4)`, `d = (1, 1)`.
  @Test func momentaByHand() throws {
    let objectives = [Objective("a", .minimize), Objective("b", .minimize)]
    let trial = try Trial(MConFIG(beta1: 0.5, beta2: 0.5, epsilon: 0), objectives)
    let rows = Matrix([[2, 0], [0, 2]])
    for (step, expected) in [[0.0, 0], [1, 1], [1, 1]].enumerated() {
      let decision = try trial.decide(
        GivenPass(costs: objectives.costs(of: [1, 1]), jacobian: rows, step: step))
      #expect((decision.solver?.usedFallback ?? false) == (step == 0))
      for (x, y) in zip(decision.direction, expected) { #expect((x - y).magnitude < 1e-14) }
    }
  }

  /// Each coordinate of the direction keeps one sign: `(−4 + 6, 2, 2)` has the chances
  /// `(0.6, 1, 1)` to keep what is positive.
  @Test func dropsOneSign() throws {
    let objectives = [Objective("a", .minimize), Objective("b", .minimize)]
    let trial = try Trial(GradDrop(), objectives, seed: 5)
    var positive = 0
    for step in 0..<2_000 {
      let direction = try trial.decide(
        GivenPass(costs: objectives.costs(of: [1, 1]), jacobian: Matrix(Self.b), step: step)
      ).direction
      #expect([-4, 6].contains(direction[0]) && direction[1] == 2 && direction[2] == 2)
      if direction[0] > 0 { positive += 1 }
    }
    // Four standard deviations of 2,000 draws of chance 0.6.
    #expect((positive - 1_200).magnitude < 88)
    let leaky = try Trial(GradDrop(leak: 1), objectives)
    let pass = GivenPass(costs: objectives.costs(of: [1, 1]), jacobian: Matrix(Self.b), step: 0)
    #expect(try leaky.decide(pass).direction == [2, 2, 2])
  }

  /// The examples of TorchJD's documentation.
  @Test func robustMeans() throws {
    let rows: [[Double]] = [[1e11, 3], [1, -1e11], [-1e10, 1e10], [2, 2]]
    let trimmed = RandomJacobian(seed: 0, Matrix(rows))
    #expect(try trimmed.decide(TrimmedMean(trim: 1)).direction == [1.5, 2.5])
    let krum = RandomJacobian(
      seed: 0, Matrix([[1, 1, 1], [1, 0, 1], [75, -666, 23], [1, 2, 3], [2, 0, 1]]))
    let decision = try krum.decide(Krum(byzantine: 1, selected: 4, distance: .euclidean))
    for (x, y) in zip(decision.weights, [0.25, 0.25, 0, 0.25, 0.25]) {
      #expect((x - y).magnitude < 1e-15)
    }
  }

  /// Gradients `(x, 1)` for six `x`, two of which may be outliers, so that two neighbors count. Sums
  /// of distances are 9, 6, 9, 6.5, 5.5, 10, of their squares 45, 18, 45, 31.25, 21.25, 50.5.
  @Test func krumByHand() throws {
    let drawn = RandomJacobian(seed: 0, Matrix([-3, 0, 3, 9, 10, 14.5].map { [$0, 1] }))
    let cases: [(Krum, [Double])] = [
      (Krum(byzantine: 2), [0, 1, 0, 0, 0, 0]),
      (Krum(byzantine: 2, distance: .euclidean), [0, 0, 0, 0, 1, 0]),
      (Krum(byzantine: 2, selected: 2), [0, 0.5, 0, 0, 0.5, 0]),
    ]
    for (krum, expected) in cases {
      for (x, y) in zip(try drawn.decide(krum).weights, expected) {
        #expect((x - y).magnitude < 1e-15, "\(krum)")
      }
    }
  }

  /// Gradients `(3, 0)` and `(0, 1)`, losses 2 and 4. Divided by their norms, `α = (½, ½)`; by the
  /// losses, `(3/2, 0)` and `(0, ¼)`, `α = (1/37, 36/37)`; by both, `(½, 0)` and `(0, ¼)`,
  /// `α = (1/5, 4/5)`. The weights are `α` over the same.
  @Test func normalizedShortestVectorsByHand() throws {
    let objectives = [Objective("a", .minimize), Objective("b", .minimize)]
    let pass = GivenPass(
      costs: objectives.costs(of: [2, 4]), jacobian: Matrix([[3, 0], [0, 1]]), step: 0)
    let cases: [(MGDA.Normalization, [Double])] = [
      (.none, [0.1, 0.9]), (.l2, [1.0 / 6, 0.5]), (.loss, [0.5 / 37, 9.0 / 37]),
      (.lossAndNorm, [0.2 / 6, 0.2]),
    ]
    for (normalization, expected) in cases {
      let weights = try Trial(MGDA(normalization: normalization), objectives).decide(pass).weights
      for (x, y) in zip(weights, expected) {
        #expect((x - y).magnitude < 1e-15, "\(normalization)")
      }
    }
  }
}
