public import Records
public import Tensors

/// PCD: the direction nearest to the first, primary gradient that grants each other objective a
/// share of the progress along its own gradient.
///
///     min ½‖d − g̃₁‖² over g̃ⱼ·d ≥ τ‖g̃ⱼ‖², j ≥ 2;   g̃ᵢ = gᵢ/√(v̂ᵢ + ε)
///
/// `v̂` is the debiased moving average of `‖g‖²`; the direction is scaled to `‖g₁‖`. Where no
/// direction meets all constraints the answer is `g₁`, a fallback. Two exactly opposed objectives
/// can be met: by climbing the first.
public struct PCD: Strategy {
  /// The catalogue entry.
  public static let card = StrategyCard(
    id: "pcd", title: "PCD", rule: "min ‖d − g̃₁‖² over g̃ⱼ·d ≥ τ‖g̃ⱼ‖²; ‖d‖ scaled to ‖g₁‖",
    reference: Reference(
      "Priority-Constrained Descent (TMLR 2026)", url: "https://arxiv.org/abs/2606.29521"),
    claims: [.deterministic, .ignoresIdleObjectives, .rotationEquivariant], weightSum: "varies",
    settings: [
      SettingCard("tau", .number(0...1), "share of its own progress each secondary objective gets"),
      SettingCard("beta", .number(0...0.999999), "decay of the average of squared gradient norms"),
      SettingCard("epsilon", .number(.atLeast(0)), "added to that average; 0 is free of scales"),
    ],
    degenerate:
      "a secondary objective without a gradient has the weight 0, a primary one stops the "
      + "run's motion: weights of 0, reported; an infeasible set of constraints is dropped, a "
      + "fallback; what is not finite ends the run and never enters the average",
    departures: [
      "the defaults, and an epsilon with a unit, are TorchJD's"
    ])

  /// The share `τ` granted, from 0 to 1.
  public let tau: Double
  /// The decay `β` of the average, from 0 to below 1.
  public let beta: Double
  /// What is added to the average.
  public let epsilon: Double

  /// Chooses the settings; the defaults are TorchJD's.
  public init(tau: Double = 0.02, beta: Double = 0.999, epsilon: Double = 1e-8) {
    precondition((0...1).contains(tau) && beta >= 0 && beta < 1 && epsilon >= 0, "out of range")
    (self.tau, self.beta, self.epsilon) = (tau, beta, epsilon)
  }

  /// The moving averages of the squared norms and the power of `β` that corrects their bias.
  public struct State: Codable, Sendable {
    var squares: [Double]
    var power = 1.0
  }

  /// Averages of 0.
  public func initialState(for objectives: [Objective]) -> State {
    State(squares: Array(repeating: 0, count: objectives.count))
  }

  /// Solves for the direction; an average never takes in a norm that is not finite.
  public func decide(
    _ evidence: Gramian, state: inout State, random: inout RandomStream,
    into decision: inout Decision
  ) {
    decision.solve(evidence.matrix) { gramian, x in
      let m = gramian.count
      state.power *= beta
      for i in 0..<m {
        state.squares[i] = beta * state.squares[i] + (1 - beta) * evidence.matrix[i, i]
      }
      guard !gramian.isIdle(0) else {
        return Decision.SolverReport(residual: 0, iterations: 0)
      }
      for i in 0..<m {
        // ‖g̃ᵢ‖ ; x holds it until the program is set.
        let average = state.squares[i] / (1 - state.power) + epsilon
        x[i] = gramian.isIdle(i) ? 0 : gramian.scales[i] / average.squareRoot()
      }
      return solve(x, gramian)
    }
  }

  /// Solves for `x = r ⊙ w` from the norms `‖g̃‖` in `x`: `w̃ⱼ‖g̃ⱼ‖ = zⱼ`, an active-set program
  /// with `c = cos(gⱼ, g₁)‖g̃₁‖ − τ‖g̃ⱼ‖` and no constraint for the first.
  private func solve(
    _ x: UnsafeMutablePointer<Double>, _ gramian: ScaledGramian
  ) -> Decision.SolverReport {
    ActiveSet.withMemory(for: gramian) { program in
      let m = gramian.count
      program.target[0] = -.infinity
      for j in 1..<m {
        program.target[j] = gramian.isIdle(j) ? 0 : tau * x[j] - gramian.row(j)[0] * x[0]
      }
      let outcome = program.minimize(isBounded: false)
      var report = Decision.SolverReport(
        residual: program.residual, iterations: program.iterations)
      let primary = x[0]
      for j in 0..<m { x[j] = outcome == .solved ? program.z[j] : 0 }
      report.usedFallback = outcome == .unbounded
      x[0] = primary
      guard gramian.cancellation(x) == nil else { return report }
      var square = 0.0
      for j in 0..<m { square += x[j] * gramian.row(j).dot(x, m) }
      let factor = gramian.scales[0] / square.squareRoot()
      for j in 0..<m { x[j] *= factor }
      return report
    }
  }
}
