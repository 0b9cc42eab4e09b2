import Records
import Strategies
import Tensors
import TestSupport
import Testing

/// What a strategy claims on its card, checked where it claims it: on made-up runs, and on drawn
/// Jacobians of all shapes, ranks and scales.
@Suite struct ClaimTests {
  static let problems = MovingProblem.all + MovingProblem.drawn

  static func claiming(_ claim: Claim) -> [any Strategy] {
    StrategyCatalogue.strategies.filter { type(of: $0).card.claims.contains(claim) }
  }

  /// Every claim is somebody's, and so is every law checked.
  @Test(arguments: Claim.allCases) func isClaimed(_ claim: Claim) {
    #expect(!Self.claiming(claim).isEmpty)
  }

  @Test(arguments: claiming(.deterministic))
  func deterministic(_ strategy: any Strategy) throws {
    for problem in Self.problems {
      guard let one = try Trial(fitting: strategy, problem.objectives, seed: 1),
        let two = try Trial(fitting: strategy, problem.objectives, seed: 2)
      else { continue }
      for step in problem.values.indices {
        guard let decision = try decide(one, problem, step) else { break }
        #expect(try decision == two.decide(problem.pass(step)), "\(problem)")
      }
    }
  }

  @Test(arguments: claiming(.permutationInvariant))
  func permutationInvariant(_ strategy: any Strategy) throws {
    for problem in Self.problems {
      let order = Array(problem.objectives.indices.reversed())
      try expectEqual(strategy, problem, problem.permuted(order))
    }
  }

  @Test(arguments: claiming(.scaleInvariant))
  func scaleInvariant(_ strategy: any Strategy) throws {
    for problem in Self.problems {
      for factor in [1e-6, 3, 1e6] {
        let last = problem.objectives.count - 1
        try expectEqual(strategy, problem, problem.scaled(last, by: factor))
      }
    }
  }

  @Test(arguments: claiming(.lineScaleInvariant))
  func lineScaleInvariant(_ strategy: any Strategy) throws {
    for problem in Self.problems {
      for factor in [1e-6, 1e6] {
        let last = problem.objectives.count - 1
        try expectEqual(strategy, problem, problem.scaled(last, by: factor), upTo: .length)
      }
    }
  }

  @Test(arguments: claiming(.homogeneous))
  func homogeneous(_ strategy: any Strategy) throws {
    for problem in Self.problems {
      for factor in [1e-3, 1e3] {
        try expectEqual(strategy, problem, problem.scaled(by: factor), upTo: .factor(factor))
      }
    }
  }

  @Test(arguments: claiming(.rotationEquivariant))
  func rotationEquivariant(_ strategy: any Strategy) throws {
    for problem in Self.problems {
      let u = Self.unitVector(problem.jacobians[0].columns)
      try expectEqual(strategy, problem, problem.reflected(u), upTo: .reflection(u))
    }
  }

  /// Where gradients depend on each other to begin with, several answers may be best.
  @Test(arguments: claiming(.duplicateInvariant))
  func duplicateInvariant(_ strategy: any Strategy) throws {
    for problem in Self.problems where problem.isWellConditioned {
      try expectEqual(strategy, problem, problem.duplicated(0), upTo: .length)
    }
  }

  @Test(arguments: claiming(.ignoresIdleObjectives))
  func ignoresIdleObjectives(_ strategy: any Strategy) throws {
    for problem in Self.problems {
      try expectEqual(strategy, problem, problem.withIdleObjective())
    }
  }

  @Test(arguments: claiming(.convexWeights))
  func convexWeights(_ strategy: any Strategy) throws {
    for problem in Self.problems {
      guard let trial = try Trial(fitting: strategy, problem.objectives) else { continue }
      for step in problem.values.indices {
        let decision = try trial.decide(problem.pass(step))
        if decision.solver?.isStationary == true { continue }
        #expect(decision.weights.allSatisfy { $0 >= 0 }, "\(problem)")
        #expect((decision.weights.reduce(0, +) - 1).magnitude < 1e-9, "\(problem)")
      }
    }
  }

  @Test(arguments: claiming(.nonConflicting))
  func nonConflicting(_ strategy: any Strategy) throws {
    for problem in Self.problems {
      guard let trial = try Trial(fitting: strategy, problem.objectives) else { continue }
      for step in problem.values.indices {
        let (direction, jacobian) = (try trial.direction(problem, step), problem.jacobians[step])
        for i in 0..<jacobian.rows {
          let product = zip(jacobian.row(i), direction).reduce(0) { $0 + $1.0 * $1.1 }
          let bound = -1e-9 * norm(jacobian.row(i)) * norm(direction[...])
          #expect(product >= bound, "\(problem)")
        }
      }
    }
  }

  /// The decision, or `nil` where the rule says that it has none: a gradient of one element has no
  /// spread to weigh it by.
  private func decide(
    _ trial: Trial, _ problem: MovingProblem, _ step: Int
  ) throws -> Decision? {
    do { return try trial.decide(problem.pass(step)) } catch is StrategyFailure { return nil }
  }

  /// What two directions may differ by.
  private enum Difference {
    case nothing
    case length
    case factor(Double)
    case reflection([Double])
  }

  private func expectEqual(
    _ strategy: any Strategy, _ one: MovingProblem, _ two: MovingProblem,
    upTo difference: Difference = .nothing
  ) throws {
    guard let a = try Trial(fitting: strategy, one.objectives),
      let b = try Trial(fitting: strategy, two.objectives)
    else { return }
    for step in one.values.indices {
      guard let decision = try decide(a, one, step) else {
        #expect(throws: StrategyFailure.self) { try b.decide(two.pass(step)) }
        return
      }
      // The terms of a direction are not known, nor what is left where they cancel.
      if decision.form == .direction, !one.isWellConditioned { continue }
      let d = decision.direction(one.jacobians[step])
      let e = align(try b.direction(two, step), with: d, difference)
      // Where terms cancel, what is left of them is known to their own rounding only.
      let size = one.isWellConditioned ? norm(d[...]) : terms(decision, one.jacobians[step])
      let error = norm(zip(d, e).map { $0 - $1 }[...])
      #expect(error <= 1e-9 * size, "\(one), step \(step)")
    }
  }

  private func align(
    _ e: [Double], with d: [Double], _ difference: Difference
  ) -> [Double] {
    switch difference {
    case .nothing: return e
    case .factor(let factor): return e.map { $0 / factor }
    case .reflection(let u):
      let product = zip(e, u).reduce(0) { $0 + $1.0 * $1.1 }
      return zip(e, u).map { $0 - 2 * product * $1 }
    case .length:
      let (square, product) = (
        e.reduce(0) { $0 + $1 * $1 }, zip(d, e).reduce(0) { $0 + $1.0 * $1.1 }
      )
      return e.map { square == 0 ? $0 : $0 * product / square }
    }
  }

  /// `Σ|wᵢ|‖gᵢ‖`.
  private func terms(_ decision: Decision, _ jacobian: Matrix) -> Double {
    decision.weights.indices.reduce(0) {
      $0 + decision.weights[$1].magnitude * norm(jacobian.row($1))
    }
  }

  private func norm(_ x: ArraySlice<Double>) -> Double {
    x.withUnsafeBufferPointer { numbers in
      var square = 0.0
      for number in numbers { square += number * number }
      return square.squareRoot()
    }
  }

  private static func unitVector(_ n: Int) -> [Double] {
    let u: [Double] = (0..<n).map { Double(($0 * 7 + 3) % 11) - 4.5 }
    let length = u.reduce(0.0) { $0 + $1 * $1 }.squareRoot()
    return u.map { $0 / length }
  }
}
