import Records

/// DualProj, or GEM for all objectives: the mean gradient, projected onto the dual cone.
///
///     d = argmin ‖d − Jᵀu‖ over J d ≥ 0,   uᵢ = 1/m
public struct DualProj: Pure, Preferring {
  /// The catalogue entry.
  public static let card = StrategyCard(
    id: "dualproj", title: "DualProj", rule: "d = argmin ‖d − Jᵀu‖ over J d ≥ 0",
    reference: Reference(
      "Lopez-Paz & Ranzato (NeurIPS 2017), Eq. 11, gradient episodic memory",
      url: "https://arxiv.org/abs/1706.08840"),
    claims: .usual.union([.nonConflicting, .homogeneous]), weightSum: "varies",
    settings: [Preference.card, SolverVariant.card],
    degenerate:
      "an objective without a gradient keeps its preference as weight" + StrategyCard.cancels,
    departures: [
      "default preference 1/m, TorchJD's; its regularization only with `variant: torchjd`"
    ])

  /// How much each objective counts, `u`; `nil` for `1/m`.
  public var preference: [Double]?
  /// Whether to solve the published problem or the regularized one.
  public let variant: SolverVariant

  /// Chooses the settings.
  public init(preference: [Double]? = nil, variant: SolverVariant = .exact) {
    (self.preference, self.variant) = (preference, variant)
  }

  /// Projects the mean gradient.
  public func decide(_ evidence: Gramian, into decision: inout Decision) {
    decision.solve(evidence.matrix, variant.regularization) { gramian, x in
      let m = gramian.count
      for i in 0..<m { x[i] = (preference?[i] ?? 1 / Double(m)) * gramian.scales[i] }
      return DualCone.project(x, gramian)
    }
  }
}
