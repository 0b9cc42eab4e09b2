import Records

/// Nash-MTL: the bargain that no other direction beats in the product of all gains.
///
///     G α = 1/α,   element by element;   d = Jᵀ α
///
/// Solved exactly at every step: nothing is carried over, and no solver's failure hides behind
/// earlier weights. An idle objective has no part in the bargain and a weight of 0. At a Pareto
/// stationary point there is no bargain.
public struct NashMTL: Pure {
  /// The catalogue entry.
  public static let card = StrategyCard(
    id: "nash-mtl", title: "Nash-MTL", rule: "(G α)ᵢ = 1/αᵢ",
    reference: Reference(
      "Navon et al. (ICML 2022), Eq. 2", url: "https://arxiv.org/abs/2202.01017"),
    claims: .usual.union([
      .nonConflicting, .scaleInvariant, .ignoresIdleObjectives, .lineScaleInvariant,
    ]), weightSum: "varies",
    settings: [
      SettingCard(
        "maxNorm", .number(.atLeast(0)), "longest direction, longer ones are shortened; 0 for any"),
      SolverVariant.card,
    ],
    degenerate: "an objective without a gradient has the weight 0" + StrategyCard.cancels,
    departures: [
      "solved exactly at every step, neither clipped nor carried over; TorchJD and the "
        + "authors clip ‖d‖ to 1: `variant: torchjd` or `maxNorm: 1`",
      "TorchJD returns earlier weights when its solver fails: not imitated",
    ])

  /// The longest direction; 0 for any.
  public let maxNorm: Double
  /// With `torchjd`, the longest direction is 1 as in that library, unless ``maxNorm`` says
  /// otherwise. Its approximate solver, which returns earlier weights when it fails, is not
  /// imitated.
  public let variant: SolverVariant

  /// Chooses the settings.
  public init(maxNorm: Double = 0, variant: SolverVariant = .exact) {
    precondition(maxNorm >= 0, "a norm is at least 0")
    (self.maxNorm, self.variant) = (maxNorm, variant)
  }

  /// Solves for the bargain.
  public func decide(_ evidence: Gramian, into decision: inout Decision) {
    decision.solve(evidence.matrix) { gramian, x in
      let report = Fairness.solve(gramian, exponent: 1, into: x)
      let limit = maxNorm == 0 && variant == .torchjd ? 1 : maxNorm
      // ‖d‖² = αᵀGα = Σ αᵢ (Gα)ᵢ, one for each objective that has a part.
      let norm = Double((0..<gramian.count).count { !gramian.isIdle($0) }).squareRoot()
      if limit > 0, norm > limit { for i in 0..<gramian.count { x[i] *= limit / norm } }
      return report
    }
  }
}
