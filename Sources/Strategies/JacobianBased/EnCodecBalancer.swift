public import Records
public import Tensors

/// EnCodec's balancer: each loss moves the model's output by its share, whatever its scale.
///
///     wᵢ = R (cᵢ/Σc) / nᵢ,   nᵢ = debiased EMA of the mean norm of ∂Lᵢ/∂y over the samples
///
/// `y` is the shared representation, which is the model's output where all losses depend on it
/// alone.
public struct EnCodecBalancer: Preferring {
  /// The catalogue entry.
  public static let card = StrategyCard(
    id: "encodec", title: "EnCodec's balancer", rule: "wᵢ = R (cᵢ/Σc) / EMA‖∂Lᵢ/∂y‖",
    reference: Reference(
      "Défossez et al. (TMLR 2023), Sec. 3.4", url: "https://arxiv.org/abs/2210.13438"),
    claims: .usual.union([.scaleInvariant, .lineScaleInvariant]), weightSum: "varies",
    settings: [
      Preference.card,
      SettingCard("total", .number(.atLeast(0)), "the norm R that all losses share"),
      SettingCard("decay", .number(0...0.999_999_9), "memory of the norms"),
      SettingCard("perItem", .flag, "mean of the samples' norms, or the norm of all at once"),
    ],
    degenerate: "an objective whose output gradient was always 0 has weight 0",
    departures: [
      "R = 1, decay 0.999 and norms by sample are audiocraft's; its 1e-12 is left out",
      "parameters that one loss alone depends on are weighted with it",
    ])

  /// How much each objective counts, of shape `[m]`; `nil` for `1/m`.
  public var preference: [Double]?
  /// The norm that all losses share.
  public let total: Double
  /// The memory of the norms.
  public let decay: Double
  /// Whether norms are means over the samples.
  public let perItem: Bool

  /// Chooses the settings.
  public init(
    preference: [Double]? = nil, total: Double = 1, decay: Double = 0.999, perItem: Bool = true
  ) {
    precondition(0 <= decay && decay < 1, "a memory from 0 to under 1")
    (self.preference, self.total) = (preference, total)
    (self.decay, self.perItem) = (decay, perItem)
  }

  /// Gradients by the output.
  public var request: Request { Request(place: .representation) }

  /// The sums of the norms, and of their factors.
  public struct State: Codable, Sendable {
    var norms: [Double]
    var factor = 0.0
  }

  /// Nothing seen.
  public func initialState(for objectives: [Objective]) -> State {
    State(norms: objectives.map { _ in 0 })
  }

  /// The shares over the norms, this step's included.
  public func decide(
    _ evidence: Jacobian, state: inout State, random: inout RandomStream,
    into decision: inout Decision
  ) {
    let m = evidence.losses.count
    state.factor = decay * state.factor + 1
    let sum = preference?.reduce(0, +) ?? 1
    for i in 0..<m {
      state.norms[i] = decay * state.norms[i] + meanNorm(i, evidence)
      let share = (preference?[i] ?? 1 / Double(m)) / sum
      let norm = state.norms[i] / state.factor
      decision.weights[i] = norm == 0 ? 0 : total * share / norm
    }
  }

  private func meanNorm(_ i: Int, _ evidence: Jacobian) -> Double {
    let items = perItem ? max(1, evidence.items) : 1
    let width = evidence.matrix.columns / items
    var sum = 0.0
    for item in 0..<items {
      var squares = 0.0
      for k in 0..<width {
        let x = evidence.matrix[i, item * width + k]
        squares += x * x
      }
      sum += squares.squareRoot()
    }
    return sum / Double(items)
  }
}
