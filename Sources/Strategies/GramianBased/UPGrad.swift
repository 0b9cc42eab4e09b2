import Records

/// UPGrad: each gradient is projected onto the dual cone of all, and the projections are added up.
///
///     d = Σᵢ uᵢ π(gᵢ),   π(g) = argmin ‖d − g‖ over J d ≥ 0,   uᵢ = 1/m
public struct UPGrad: Pure, Preferring {
  /// The catalogue entry.
  public static let card = StrategyCard(
    id: "upgrad", title: "UPGrad", rule: "d = Σᵢ uᵢ π(gᵢ), π the projection onto {d : J d ≥ 0}",
    reference: Reference(
      "Quinton & Rey (2024), Sec. 3, unconflicting projection of gradients",
      url: "https://arxiv.org/abs/2406.16232"),
    claims: .usual.union([.nonConflicting, .homogeneous]), weightSum: "varies",
    settings: [Preference.card, SolverVariant.card],
    degenerate:
      "an objective without a gradient keeps its preference as weight" + StrategyCard.cancels,
    departures: [
      "default preference 1/m, the paper's; TorchJD adds 1e-4 of the trace to the Gramian, "
        + "which makes small gradients conflict: only with `variant: torchjd`"
    ])

  /// How much each objective counts, `u`; `nil` for `1/m`.
  public var preference: [Double]?
  /// Whether to solve the published problem or the regularized one.
  public let variant: SolverVariant

  /// Chooses the settings.
  public init(preference: [Double]? = nil, variant: SolverVariant = .exact) {
    (self.preference, self.variant) = (preference, variant)
  }

  /// Projects each gradient by itself.
  public func decide(_ evidence: Gramian, into decision: inout Decision) {
    decision.solve(evidence.matrix, variant.regularization) { gramian, x in
      let m = gramian.count
      for i in 0..<m { x[i] = (preference?[i] ?? 1 / Double(m)) * gramian.scales[i] }
      return DualCone.projectEach(x, gramian)
    }
  }
}
