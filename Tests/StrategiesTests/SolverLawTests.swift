import Records
import Strategies
import Tensors
import TestSupport
import Testing

/// What defines each method, on drawn Jacobians: shapes, ranks and scales of all kinds.
@Suite struct SolverLawTests {
  static let drawn = (0..<90).map { RandomJacobian(seed: $0) }

  private func products(_ drawn: RandomJacobian, _ direction: [Double]) -> [Double] {
    (0..<drawn.matrix.rows).map { dot(Array(drawn.matrix.row($0)), direction) }
  }

  private func dot(_ x: [Double], _ y: [Double]) -> Double {
    zip(x, y).reduce(0) { $0 + $1.0 * $1.1 }
  }

  private func norm(_ x: [Double]) -> Double { dot(x, x).squareRoot() }

  private func norms(_ drawn: RandomJacobian) -> [Double] {
    (0..<drawn.matrix.rows).map { norm(Array(drawn.matrix.row($0))) }
  }

  /// Returns the decision unless it stops, and checks that it stops altogether.
  private func descend(_ strategy: any Strategy, _ drawn: RandomJacobian) throws -> Decision? {
    let decision = try drawn.decide(strategy)
    let solver = try #require(decision.solver)
    guard solver.isStationary else {
      // A power other than Nash's makes terms of very different sizes cancel.
      let isFair = (strategy as? FairGrad).map { $0.alpha != 1 } ?? false
      if !isFair { #expect(solver.residual <= 1e-10, "\(drawn)") }
      return decision
    }
    #expect(solver.residual <= 2e-7, "\(drawn)")
    #expect(decision.weights.allSatisfy { $0 == 0 }, "\(drawn)")
    return nil
  }

  @Test(
    arguments: [
      UPGrad(), DualProj(), MGDA(), CAGrad(c: 1), CAGrad(c: 3), NashMTL(), FairGrad(alpha: 2),
      MGDA(normalization: .l2),
    ] as [any Strategy])
  func neverConflicts(_ strategy: any Strategy) throws {
    var stopped = 0
    for drawn in Self.drawn {
      guard let decision = try descend(strategy, drawn) else {
        stopped += 1
        continue
      }
      let direction = decision.direction(drawn.matrix)
      for (product, length) in zip(products(drawn, direction), norms(drawn)) {
        #expect(product >= -1e-9 * length * norm(direction), "\(drawn)")
      }
    }
    // Both outcomes occur.
    #expect(stopped > 5 && stopped < Self.drawn.count / 2, "\(stopped) stopped")
  }

  @Test(arguments: [0.5, 1, 2, 5])
  func fairWeightsSolveTheirEquations(_ alpha: Double) throws {
    for drawn in Self.drawn {
      guard let decision = try descend(FairGrad(alpha: alpha), drawn) else { continue }
      let gramian = drawn.matrix.gramian
      for (i, w) in decision.weights.enumerated() {
        let terms = decision.weights.indices.map { gramian[i, $0] * decision.weights[$0] }
        let power = Elementary.power(w, 1 / alpha)
        let rounding = 1e-14 * power * terms.reduce(0) { $0 + $1.magnitude }
        let error = (power * terms.reduce(0, +) - 1).magnitude
        #expect(error <= max(1e-9, rounding) && w > 0, "\(drawn)")
      }
    }
  }

  @Test func bargainsAreFairAtExponentOne() throws {
    for drawn in Self.drawn {
      let (nash, fair) = (try drawn.decide(NashMTL()), try drawn.decide(FairGrad()))
      #expect(nash == fair)
    }
  }

  @Test func shortestVectors() throws {
    for drawn in Self.drawn {
      guard let decision = try descend(MGDA(), drawn) else { continue }
      let direction = decision.direction(drawn.matrix)
      let square = dot(direction, direction)
      let gains = products(drawn, direction)
      for i in gains.indices {
        let rounding = 1e-9 * (square + norm(direction) * norms(drawn)[i])
        #expect(gains[i] >= square - rounding, "\(drawn)")
        if decision.weights[i] > 0 {
          #expect((gains[i] - square).magnitude <= rounding, "\(drawn)")
        }
      }
    }
  }

  /// One gradient at a time: `v ≥ u`, `Gv ≥ 0`, `(v − u) ⊙ Gv = 0`; together, their sum.
  @Test func projectionsOntoTheDualCone() throws {
    for drawn in Self.drawn where drawn.matrix.rows <= 8 {
      let m = drawn.matrix.rows
      var total = Array(repeating: 0.0, count: m)
      for i in 0..<m {
        let u = (0..<m).map { $0 == i ? 1.0 : 0 }
        let decision = try drawn.decide(DualProj(preference: u))
        for (x, y) in zip(try drawn.decide(UPGrad(preference: u)).weights, decision.weights) {
          #expect((x - y).magnitude <= 1e-9 * y, "\(drawn)")
        }
        total = zip(total, decision.weights).map { $0 + $1 / Double(m) }
        if decision.solver?.isStationary == true { continue }
        let direction = decision.direction(drawn.matrix)
        for (j, product) in products(drawn, direction).enumerated() {
          let rounding = 1e-9 * norms(drawn)[j] * norm(direction)
          #expect(decision.weights[j] >= u[j] * (1 - 1e-15) && product >= -rounding, "\(drawn)")
          if decision.weights[j] > u[j] * (1 + 1e-9) { #expect(product <= rounding, "\(drawn)") }
        }
      }
      guard let decision = try descend(UPGrad(), drawn), drawn.isWellConditioned else { continue }
      for (x, y) in zip(decision.weights, total) {
        #expect((x - y).magnitude <= 1e-9 * y.magnitude, "\(drawn)")
      }
    }
  }

  /// UPGrad's own law: its direction is linear in the lengths of the gradients.
  @Test func projectionsAreLinearInLengths() throws {
    for drawn in Self.drawn where drawn.isWellConditioned {
      let one = drawn.scaled { Elementary.power(10, Double($0 % 13) - 6) }
      let two = drawn.scaled { $0 % 3 == 0 ? 100 : 0.5 }
      let sum = drawn.scaled {
        Elementary.power(10, Double($0 % 13) - 6) + ($0 % 3 == 0 ? 100 : 0.5)
      }
      let parts = try [one, two, sum].map { try $0.decide(UPGrad()).direction($0.matrix) }
      let size = norm(parts[2])
      for k in parts[2].indices {
        #expect((parts[0][k] + parts[1][k] - parts[2][k]).magnitude <= 1e-9 * size, "\(drawn)")
      }
    }
  }

  @Test(arguments: [0.1, 0.5, 1])
  func ballsAroundTheMean(_ c: Double) throws {
    for drawn in Self.drawn where drawn.isWellConditioned {
      guard let decision = try descend(CAGrad(c: c), drawn) else { continue }
      let m = drawn.matrix.rows
      let mean = drawn.matrix.combination(
        weightedBy: Array(repeating: 1 / Double(m), count: m))
      let direction = decision.direction(drawn.matrix)
      let distance = norm(zip(direction, mean).map(-))
      #expect((distance - c * norm(mean)).magnitude <= 1e-9 * norm(mean), "\(drawn)")
      // On the support of the dual all gain alike, and nobody less.
      let gains = products(drawn, direction)
      let least = gains.indices.min { gains[$0] < gains[$1] } ?? 0
      for i in 0..<m where decision.weights[i] > 1 / Double(m) * (1 + 1e-12) {
        let lengths = norms(drawn)[i] + norms(drawn)[least]
        #expect(gains[i] - gains[least] <= 1e-9 * lengths * norm(direction), "\(drawn)")
      }
    }
  }

  @Test func equalAnglesAndProjections() throws {
    for drawn in Self.drawn where drawn.isWellConditioned {
      for strategy in [ConFIG(), IMTLG()] as [any Strategy] {
        let decision = try drawn.decide(strategy)
        let direction = decision.direction(drawn.matrix)
        let cosines = zip(products(drawn, direction), norms(drawn)).map { $0 / $1 }
        for cosine in cosines {
          #expect((cosine - cosines[0]).magnitude <= 1e-9 * norm(direction), "\(drawn)")
        }
        if strategy is IMTLG {
          #expect((decision.weights.reduce(0, +) - 1).magnitude < 1e-6, "\(drawn)")
        } else {
          #expect(cosines[0] > 0)
          let length = products(drawn, direction).reduce(0, +) / norm(direction)
          #expect((length - norm(direction)).magnitude <= 1e-9 * length, "\(drawn)")
        }
      }
    }
  }

  @Test func constraintsOfThePrimary() throws {
    for drawn in Self.drawn {
      let decision = try drawn.decide(PCD(tau: 0.1, beta: 0, epsilon: 0))
      guard decision.solver?.usedFallback == false, decision.solver?.isStationary == false else {
        continue
      }
      let direction = decision.direction(drawn.matrix)
      let (gains, norms) = (products(drawn, direction), norms(drawn))
      // g̃ = g/‖g‖, and d̃ = w₁‖g₁‖ times g̃₁ plus the rest: before it is scaled that factor is 1.
      let scale = decision.weights[0] * norms[0]
      #expect((norm(direction) - norms[0]).magnitude <= 1e-6 * norms[0], "\(drawn)")
      for j in 1..<gains.count {
        #expect(gains[j] / norms[j] >= 0.1 * scale * (1 - 1e-6), "\(drawn)")
      }
    }
  }
}
