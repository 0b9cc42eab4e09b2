public import Records
public import Tensors

/// AGDA: two gradients scaled by how far their losses have come, the second projected off the
/// first where they conflict.
///
///     L̃ᵢ = EMA(Lᵢ) / EMA(Lᵢ) at the last multiple of M steps,   rᵢ = L̃ᵢ / Σ over all steps L̃ᵢ
///     ωᵢ = (rᵢ (Ē − ‖gᵢ‖) + ‖gᵢ‖)/‖gᵢ‖,   Ē the mean norm
///     d = ω₁ g₁ + ω₂ g₂ − min(0, ω₂ g₂·g₁/‖g₁‖²) g₁
public struct AGDA: Strategy {
  /// The catalogue entry.
  public static let card = StrategyCard(
    id: "agda", title: "Adaptive gradient descent",
    rule: "ωᵢ = (rᵢ (Ē − ‖gᵢ‖) + ‖gᵢ‖)/‖gᵢ‖, g₂ projected off g₁ where they conflict",
    reference: Reference(
      "Physics-informed neural network based on a new adaptive gradient descent algorithm "
        + "(Phys. Fluids 35, 063608, 2023), Eqs. 16–18, as in PaddleScience",
      url: "https://pubs.aip.org/aip/pof/article-abstract/35/6/063608/2899773"),
    claims: [
      .deterministic, .homogeneous, .rotationEquivariant,
    ], domain: .positive, weightSum: "varies",
    settings: [
      SettingCard("period", .count(1...1_000_000_000), "steps M between reference losses"),
      SettingCard("gamma", .number(0...0.999_999), "memory of the mean losses"),
    ],
    degenerate: "an objective without a gradient has weight 0, the other one 1",
    departures: [
      "100 and 0.999 are the paper's; for two objectives only, of which the first has precedence",
      "PaddleScience has no reference loss between multiples of M and fails there",
    ])

  /// The steps between reference losses.
  public let period: Int
  /// The memory of the mean losses.
  public let gamma: Double

  /// Chooses the settings.
  public init(period: Int = 100, gamma: Double = 0.999) {
    precondition(period > 0 && 0 <= gamma && gamma < 1, "a positive period and a memory under 1")
    (self.period, self.gamma) = (period, gamma)
  }

  /// Checks that there are two objectives.
  public func validate(for objectives: [Objective]) throws(SettingError) {
    guard objectives.count != 2 else { return }
    throw SettingError(
      "objectives", "agda balances two objectives, found \(objectives.count)")
  }

  /// The mean losses, their references, and the sums of their ratios.
  public struct State: Codable, Sendable {
    var steps = 0
    var means: [Double]
    var references: [Double]
    var sums: [Double]
  }

  /// Zeros.
  public func initialState(for objectives: [Objective]) -> State {
    let zeros = objectives.map { _ in 0.0 }
    return State(means: zeros, references: zeros, sums: zeros)
  }

  /// Scales, then projects.
  public func decide(
    _ evidence: Gramian, state: inout State, random: inout RandomStream,
    into decision: inout Decision
  ) {
    let mean = (evidence.norm(0) + evidence.norm(1)) / 2
    let isAlone = evidence.norm(0) == 0 || evidence.norm(1) == 0
    for i in 0..<2 {
      state.means[i] = gamma * state.means[i] + (1 - gamma) * evidence.losses[i]
      if state.steps % period == 0 { state.references[i] = state.means[i] }
      let ratio = state.means[i] / state.references[i]
      state.sums[i] += ratio
      let norm = evidence.norm(i)
      let scale = (ratio / state.sums[i] * (mean - norm) + norm) / norm
      decision.weights[i] = norm == 0 ? 0 : isAlone ? 1 : scale
    }
    state.steps += 1
    let product = decision.weights[1] * evidence.matrix[0, 1]
    if product < 0 { decision.weights[0] -= product / evidence.matrix[0, 0] }
  }
}
