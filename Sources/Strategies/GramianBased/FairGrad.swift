import Records

/// FairGrad: weights under which a power of each objective's gain is the same for all.
///
///     G w = w^{−1/α},   element by element;   α = 1 is Nash's bargain, α → ∞ is max-min
///
/// An idle objective has no part in it and a weight of 0. Where the point is Pareto stationary
/// there are no such weights.
public struct FairGrad: Pure {
  /// The catalogue entry.
  public static let card = StrategyCard(
    id: "fairgrad", title: "FairGrad", rule: "(G w)ᵢ = wᵢ^{−1/α}",
    reference: Reference(
      "Ban & Ji (ICML 2024), Eq. 5 and Alg. 1", url: "https://arxiv.org/abs/2402.15638"),
    claims: .usual.union([
      .nonConflicting, .scaleInvariant, .ignoresIdleObjectives, .lineScaleInvariant,
    ]), weightSum: "varies",
    settings: [SettingCard("alpha", .number(0.05...100), "the kind of fairness; 1 is Nash's")],
    degenerate: "an objective without a gradient has the weight 0" + StrategyCard.cancels,
    departures: [
      "alpha = 1 is LibMTL's default; neither clipped nor multiplied by m as in the authors' "
        + "program"
    ])

  /// The kind of fairness `α`, from 0.05 to 100.
  public let alpha: Double

  /// Chooses the kind of fairness; 1 is LibMTL's default, with which no scale of a loss matters.
  public init(alpha: Double = 1) {
    precondition((0.05...100).contains(alpha), "alpha lies from 0.05 to 100")
    self.alpha = alpha
  }

  /// Solves for the weights.
  public func decide(_ evidence: Gramian, into decision: inout Decision) {
    decision.solve(evidence.matrix) { gramian, x in
      Fairness.solve(gramian, exponent: alpha, into: x)
    }
  }
}
