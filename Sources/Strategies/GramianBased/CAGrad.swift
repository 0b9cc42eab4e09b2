import Records
import Tensors

/// CAGrad: of all directions near the mean gradient, the one whose worst objective descends most.
///
///     max minᵢ gᵢ·d over ‖d − g₀‖ ≤ c‖g₀‖,   g₀ = Σ gᵢ/m
///
/// From `c = 1` on it never conflicts. Departs from the authors' program, which divides the
/// direction by `1 + c²`: here it is as published. An idle objective has no part in the minimum,
/// which it would hold at 0.
public struct CAGrad: Pure {
  /// The catalogue entry.
  public static let card = StrategyCard(
    id: "cagrad", title: "CAGrad", rule: "max minᵢ gᵢ·d over ‖d − g₀‖ ≤ c‖g₀‖, g₀ the mean",
    reference: Reference(
      "Liu et al. (NeurIPS 2021), Alg. 1", url: "https://arxiv.org/abs/2110.14048"),
    claims: .usual.union([.homogeneous]), weightSum: "varies",
    settings: [
      SettingCard("c", .number(.atLeast(0)), "radius of the ball, relative to the mean gradient"),
      SolverVariant.card,
    ],
    degenerate:
      "an objective without a gradient has no part in the minimum and keeps the weight "
      + "1/m" + StrategyCard.cancels,
    departures: [
      "c = 0.5 as in LibMTL and the paper's toy, 0.4 in its experiments; the authors divide "
        + "the direction by 1 + c², here it is as published",
      "TorchJD's zeros for small gradients only with `variant: torchjd`; the errors of its "
        + "solver, up to 1e-4, are not imitated",
    ])

  /// The radius `c ≥ 0`, relative to the mean gradient.
  public let c: Double
  /// Whether to return 0, as TorchJD does, where `tr G` or the relative `‖g_w‖` is below 1e-4.
  public let variant: SolverVariant

  /// Chooses the settings; `c` is 0.5 in LibMTL and in the paper's toy, 0.4 in its experiments.
  public init(c: Double = 0.5, variant: SolverVariant = .exact) {
    precondition(c >= 0, "the radius is at least 0")
    (self.c, self.variant) = (c, variant)
  }

  /// Solves for the direction.
  public func decide(_ evidence: Gramian, into decision: inout Decision) {
    decision.solve(evidence.matrix) { gramian, x in
      let report = ConflictAverse.solve(gramian, c: c, into: x)
      if variant == .torchjd, ConflictAverse.isZeroInTorchJD(evidence.matrix, gramian, x) {
        for i in 0..<gramian.count { x[i] = 0 }
      }
      return report
    }
  }
}
