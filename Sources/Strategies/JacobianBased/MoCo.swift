public import Records
public import Tensors

/// MoCo: the minimum-norm weights of gradients that are tracked over time.
///
///     yᵢ ← yᵢ − β_t (yᵢ − gᵢ),   λ ← Π(λ − γ_t (Y Yᵀ + ρ I) λ),   d = Yᵀ λ
///
/// `Π` projects onto the simplex; `β_t = β/t^½`, `γ_t = γ/t^½`, `y` begins at 0, `λ` at `1/m`.
public struct MoCo: Strategy {
  /// How weights are kept on the simplex.
  public enum Variant: String, Codable, CaseIterable, Sendable {
    /// By projection, as published.
    case exact
    /// By a softmax, of gradients scaled to the norm `Lᵢ`: LibMTL's.
    case libmtl
  }

  /// The catalogue entry.
  public static let card = StrategyCard(
    id: "moco", title: "MoCo", rule: "y ← y − β_t (y − g), λ ← Π(λ − γ_t (Y Yᵀ + ρ I) λ), d = Yᵀ λ",
    reference: Reference(
      "Fernando et al. (ICLR 2023), Alg. 1", url: "https://arxiv.org/abs/2210.12624"),
    claims: .usual, weightSum: "a direction; λ sums to 1",
    settings: [
      SettingCard("beta", .number(0...1), "step size of the tracking"),
      SettingCard("gamma", .number(.atLeast(0)), "step size of the weights"),
      SettingCard("rho", .number(.atLeast(0)), "regularization of the weights"),
      SettingCard(
        "variant", oneOf: Variant.self, "projection, or LibMTL's softmax"),
    ],
    degenerate: "an objective without a gradient draws the weights to itself",
    departures: [
      "0.5, 0.1, 0 and the root of the step are LibMTL's",
      "LibMTL's softmax of weights pulls them to 1/m: only with `variant: libmtl`",
    ])

  /// The step size of the tracking.
  public let beta: Double
  /// The step size of the weights.
  public let gamma: Double
  /// The regularization of the weights.
  public let rho: Double
  /// How weights are kept on the simplex.
  public let variant: Variant

  /// Chooses the settings.
  public init(
    beta: Double = 0.5, gamma: Double = 0.1, rho: Double = 0, variant: Variant = .exact
  ) {
    precondition((0...1).contains(beta) && gamma >= 0 && rho >= 0, "beta is from 0 to 1")
    (self.beta, self.gamma, self.rho, self.variant) = (beta, gamma, rho, variant)
  }

  /// The tracked gradients and the weights.
  public struct State: Codable, Sendable {
    var steps = 0.0
    var tracked: Matrix
    var weights: [Double]
  }

  /// Nothing tracked.
  public func initialState(for objectives: [Objective]) -> State {
    let m = objectives.count
    return State(
      tracked: Matrix(rows: m, columns: 0), weights: Array(repeating: 1 / Double(m), count: m))
  }

  /// Tracks the gradients, then moves the weights.
  public func decide(
    _ evidence: Jacobian, state: inout State, random: inout RandomStream,
    into decision: inout Decision
  ) {
    let (m, n) = (evidence.losses.count, evidence.matrix.columns)
    if state.tracked.columns != n { state.tracked = Matrix(rows: m, columns: n) }
    state.steps += 1
    let fading = 1 / state.steps.squareRoot()
    for i in 0..<m {
      let scale = scale(i, evidence)
      for k in i * n..<(i + 1) * n {
        let y = state.tracked.elements[k]
        state.tracked.elements[k] = y - beta * fading * (y - scale * evidence.matrix.elements[k])
      }
    }
    for i in 0..<m {
      var slope = rho * state.weights[i]
      for j in 0..<m { slope += state.tracked.product(ofRows: i, j) * state.weights[j] }
      decision.weights[i] = state.weights[i] - gamma * fading * slope
    }
    switch variant {
    case .exact: decision.weights.projectOntoSimplex()
    case .libmtl: decision.weights.applySoftmax()
    }
    for i in 0..<m { state.weights[i] = decision.weights[i] }
    decision.setDirection(combining: state.tracked)
  }

  private func scale(_ i: Int, _ evidence: Jacobian) -> Double {
    guard variant == .libmtl else { return 1 }
    let norm = evidence.norm(i)
    return evidence.losses[i] / (norm + 1e-8)
  }
}
