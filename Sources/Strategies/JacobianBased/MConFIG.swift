public import Records
public import Tensors

/// M-ConFIG: ConFIG on momenta, of which one objective's is renewed at each step, in turn.
///
///     mᵢ ← β₁ mᵢ + (1 − β₁) gᵢ for the objective i of the step;   m̂ᵢ = mᵢ/(1 − β₁^{tᵢ})
///     c = ConFIG(m̂);   f = (c (1 − β₁ᵗ) − β₁ M)/(1 − β₁),   M the former c (1 − β₁ᵗ)
///     s ← β₂ s + (1 − β₂) f ⊙ f;   d = c/(√(s/(1 − β₂ᵗ)) + ε)
///
/// Until every objective has had its turn the direction is 0: a warm-up of `m − 1` steps, reported
/// as a fallback. Meant for plain gradient descent, for it brings Adam's normalization along.
public struct MConFIG: Strategy {
  /// The catalogue entry.
  public static let card = StrategyCard(
    id: "m-config", title: "M-ConFIG", rule: "ConFIG on the momenta of the gradients, one a step",
    reference: Reference(
      "Liu, Chu & Thuerey (ICLR 2025), Alg. 1", url: "https://arxiv.org/abs/2408.11104"),
    claims: [.deterministic], weightSum: "a direction",
    settings: [
      SettingCard("beta1", .number(0...0.999999), "decay of the momenta"),
      SettingCard("beta2", .number(0...0.999999999), "decay of the second moment"),
      SettingCard("epsilon", .number(.atLeast(0)), "added to its root"),
    ],
    degenerate:
      "an objective without a gradient leaves its momentum to decay; until each had its turn "
      + "the direction is 0, a fallback; what is not finite ends the run",
    departures: [
      "the defaults are the authors'; their program returns zeros in the first m − 1 steps "
        + "too"
    ])

  /// The decay `β₁` of the momenta.
  public let beta1: Double
  /// The decay `β₂` of the second moment.
  public let beta2: Double
  /// What is added to its root.
  public let epsilon: Double

  /// Chooses the settings; the defaults are the authors'.
  public init(beta1: Double = 0.9, beta2: Double = 0.999, epsilon: Double = 1e-8) {
    precondition((0..<1).contains(beta1) && (0..<1).contains(beta2), "decays lie below 1")
    (self.beta1, self.beta2, self.epsilon) = (beta1, beta2, epsilon)
  }

  /// The momenta and moments.
  public struct State: Codable, Sendable {
    var momenta: Matrix
    /// `β₁^{tᵢ}`.
    var powers: [Double]
    var former: [Double] = []
    var second: [Double] = []
    var firstPower = 1.0
    var secondPower = 1.0
    var steps = 0
    var room = Room<Matrix>()
  }

  /// Momenta of 0.
  public func initialState(for objectives: [Objective]) -> State {
    State(
      momenta: Matrix(rows: objectives.count, columns: 0),
      powers: Array(repeating: 1, count: objectives.count))
  }

  /// Renews one momentum and balances all.
  public func decide(
    _ evidence: Jacobian, state: inout State, random: inout RandomStream,
    into decision: inout Decision
  ) {
    let (m, n) = (evidence.matrix.rows, evidence.matrix.columns)
    if state.steps == 0 {
      state.momenta = Matrix(rows: m, columns: n)
      state.former = Array(repeating: 0, count: n)
      state.second = state.former
    }
    let i = state.steps % m
    state.steps += 1
    state.powers[i] *= beta1
    for k in 0..<n {
      state.momenta[i, k] = beta1 * state.momenta[i, k] + (1 - beta1) * evidence.matrix[i, k]
    }
    guard state.steps >= m else {
      decision.setDirection(count: n) { for k in $0.indices { $0[k] = 0 } }
      decision.solver = Decision.SolverReport(residual: 0, iterations: 0, usedFallback: true)
      return
    }
    balance(&state, into: &decision)
  }

  private func balance(_ state: inout State, into decision: inout Decision) {
    let (m, n) = (state.momenta.rows, state.momenta.columns)
    var gramian = state.room.take(or: Matrix(rows: m, columns: m))
    for i in 0..<m {
      for j in 0...i {
        // The products of the momenta without their bias.
        let product = state.momenta.product(ofRows: i, j)
        gramian[i, j] = product / (1 - state.powers[i]) / (1 - state.powers[j])
        gramian[j, i] = gramian[i, j]
      }
    }
    decision.solve(gramian) { gramian, x in
      let report = Equiangular.solve(gramian, for: { _ in 1 }, into: x)
      ConFIG.setLength(x, gramian)
      return report
    }
    state.room.giveBack(gramian)
    for i in 0..<m { decision.weights[i] /= 1 - state.powers[i] }
    decision.setDirection(combining: state.momenta)
    state.firstPower *= beta1
    state.secondPower *= beta2
    decision.setDirection(count: n) { direction in
      for k in 0..<n {
        let momentum = direction[k] * (1 - state.firstPower)
        let gradient = (momentum - beta1 * state.former[k]) / (1 - beta1)
        state.former[k] = momentum
        state.second[k] = beta2 * state.second[k] + (1 - beta2) * gradient * gradient
        let root = (state.second[k] / (1 - state.secondPower)).squareRoot()
        direction[k] /= root + epsilon
      }
    }
  }
}
