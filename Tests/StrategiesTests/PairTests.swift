import Records
import Tensors
import TestSupport
import Testing

@testable import Strategies

/// Two gradients: input that has broken other implementations, and the rules on pairs of all kinds.
@Suite struct PairTests {
  static let dead: [[Double]] = [[0, 0, 0], [1, 2, 2]]
  static let parallel: [[Double]] = [[1, 2, 2], [2, 4, 4]]

  /// Multiples of (1, 2, 2), worked by hand. TorchJD 0.18 gives the same but for its variants, and
  /// but for a dead row in CAGrad and MGDA, which it answers by 0.
  static let multiples: [(strategy: any Strategy, dead: Double, parallel: Double)] = [
    (AlignedMTL(), 0.5, 1.5), (CAGrad(), 0.75, 2.25), (ConFIG(), 1, 3), (DualProj(), 0.5, 1.5),
    (IMTLG(), 1, 4.0 / 3), (MGDA(idle: .ignore), 1, 1), (PCGrad(), 1, 3), (UPGrad(), 0.5, 1.5),
    (IMTLG(variant: .torchjd), 1, 5.0 / 3),
    (NashMTL(), 1.0 / 3, 2.0.squareRoot() / 3), (FairGrad(), 1.0 / 3, 2.0.squareRoot() / 3),
  ]

  @Test(arguments: multiples.indices) func deadAndParallel(_ index: Int) throws {
    let (strategy, dead, parallel) = Self.multiples[index]
    for (rows, factor) in [(Self.dead, dead), (Self.parallel, parallel)] {
      let drawn = RandomJacobian(seed: 0, Matrix(rows))
      let d = try drawn.decide(strategy).direction(drawn.matrix)
      for (x, y) in zip(d, [1.0, 2, 2]) {
        #expect((x - factor * y).magnitude < 1e-7, "\(strategy.label): \(d)")
      }
    }
  }

  /// A gradient that is not a number is called by its objective's name.
  @Test(arguments: multiples.indices) func whatIsNotANumberIsNamed(_ index: Int) throws {
    let drawn = RandomJacobian(seed: 0, Matrix([[1, 2, 2], [1, .nan, 1], [2, -1, 0]]))
    let error = #expect(throws: NonFiniteDecision.self) {
      try drawn.decide(Self.multiples[index].strategy)
    }
    #expect(error?.description == "the weight of o1 is nan")
  }

  /// The shortest vector of pairs at angles and lengths around where an end takes over.
  @Test func shortestVectors() throws {
    for k in 0..<200 {
      let (cosine, length) = (Double(k % 20) / 20 + 0.02, 1 + Double(k / 20) / 10)
      let sine = (1 - cosine * cosine).squareRoot()
      let drawn = RandomJacobian(seed: k, Matrix([[1, 0], [length * cosine, length * sine]]))
      let decision = try drawn.decide(MGDA())
      #expect(decision.weights.allSatisfy { $0 >= 0 }, "cos \(cosine), length \(length)")
      #expect((decision.weights.reduce(0, +) - 1).magnitude < 1e-12)
      let d = decision.direction(drawn.matrix)
      let square = d.reduce(0) { $0 + $1 * $1 }
      for i in 0..<2 {
        let gain = zip(drawn.matrix.row(i), d).reduce(0) { $0 + $1.0 * $1.1 }
        #expect(gain >= square - 1e-12, "cos \(cosine), length \(length)")
      }
    }
  }

  /// Norms 3 and 1, `α = 0`, SGD of 0.4: weights 1 and 1; −1/5 and 7/5, scaled to −1/3 and 7/3; below
  /// 0 the balance is that of `|w|`, from −1/3 to −23/15 beside 29/15, scaled to −23/3 and 29/3.
  @Test func aWeightBelowZeroByHand() throws {
    let drawn = RandomJacobian(seed: 0, Matrix([[3, 0], [0, 1]]))
    let trial = try Trial(
      GradNorm(alpha: 0, learningRate: 0.4, optimizer: .sgd), drawn.objectives)
    for expected in [[1, 1], [-1.0 / 3, 7.0 / 3], [-23.0 / 3, 29.0 / 3]] {
      let weights = try trial.decide(drawn.pass).weights
      for (x, y) in zip(weights, expected) { #expect((x - y).magnitude < 1e-13) }
    }
  }

  /// Residuals are measured, not assumed: some are rounding, not all are 0.
  @Test(arguments: [UPGrad(), MGDA(), DualProj(), CAGrad()] as [any Strategy])
  func residualsAreMeasured(_ strategy: any Strategy) throws {
    let residuals = try (40..<60).map {
      try RandomJacobian(seed: $0).decide(strategy).solver?.residual ?? 0
    }
    #expect(residuals.contains { $0 > 0 } && residuals.allSatisfy { $0 < 1e-6 })
  }

  /// Where gradients are independent the tableau answers all projections by itself.
  @Test func tableausAnswer() throws {
    for seed in 0..<60 where RandomJacobian(seed: seed).isWellConditioned {
      let gramian = RandomJacobian(seed: seed).matrix.gramian
      let m = gramian.rows
      var memory = [Double](repeating: 0, count: ScaledGramian.memory(m) + m)
      memory.withUnsafeMutableBufferPointer { memory in
        gramian.elements.withUnsafeBufferPointer { elements in
          guard let room = memory.baseAddress, let given = elements.baseAddress else { return }
          let scaled = ScaledGramian(given, count: m, .none, memory: room)
          let answers = ConeTableau.withMemory(for: scaled) { tableau in
            tableau.moveBase(to: 0)
            let first = (0..<m).filter {
              tableau.addProjection($0, times: 1, to: room + m * m + 2 * m)
            }
            tableau.moveBase(to: m - 1)
            return first.count
              + (0..<m).count {
                tableau.addProjection($0, times: 1, to: room + m * m + 2 * m)
              }
          }
          #expect(answers == 2 * m, "seed \(seed): \(answers) of \(2 * m)")
        }
      }
    }
  }
}
