import Records
public import Tensors

/// Any strategy with a bound on the length of its direction.
///
///     d ← d · min(1, r/‖d‖),   ‖d‖² = wᵀ G w for weights
public struct Clipped<Base: Strategy>: Wrapper {
  /// The catalogue entry.
  public static var card: StrategyCard {
    .around(
      Base.card, id: "clipped", title: "Clipped direction", rule: "d ← d · min(1, r/‖d‖)",
      reference: Reference(
        "Navon et al. (ICML 2022), released code, max_norm",
        url: "https://arxiv.org/abs/2202.01017"),
      keeps: [.nonConflicting, .scaleInvariant, .ignoresIdleObjectives],
      setting: SettingCard("norm", .number(.atLeast(0)), "the largest length r"),
      weightSum: "varies", degenerate: "as the strategy inside",
      departures: ["weights are clipped by the Gramian by all parameters, which costs m pullbacks"])
  }

  /// The largest length.
  public let norm: Double
  /// The strategy inside.
  public let of: Inner<Base>

  /// Bounds a strategy's direction.
  public init(norm: Double = 1, of base: Base) {
    precondition(norm >= 0, "a length is at least 0")
    (self.norm, of) = (norm, Inner(base))
  }

  /// The same around another strategy.
  public func replacing<Other: Strategy>(_: String, by inner: Other) -> any Strategy {
    Clipped<Other>(norm: norm, of: inner)
  }

  /// Decides as the strategy inside, then clips.
  public func decide(
    _ evidence: WithGramian<Base.Evidence>, state: inout Base.State, random: inout RandomStream,
    into decision: inout Decision
  ) throws {
    try base.decide(evidence.inner, state: &state, random: &random, into: &decision)
    let length = length(decision, evidence.gramian.matrix)
    guard !(length <= norm) else { return }
    decision.scale(by: norm / length)
  }

  private func length(_ decision: Decision, _ gramian: Matrix) -> Double {
    switch decision.form {
    case .weights: gramian.squaredLength(weightedBy: decision.weights).squareRoot()
    case .direction: decision.direction.reduce(0) { $0 + $1 * $1 }.squareRoot()
    }
  }
}
