import Records

/// Equal weights on normalized gradients: the baseline that gives every study its unit.
///
///     d = Σᵢ gᵢ/‖gᵢ‖,   so wᵢ = 1/‖gᵢ‖, and 0 where gᵢ = 0
///
/// The direction does not depend on the scale of any loss.
public struct EqualNormalized: Pure {
  /// The catalogue entry.
  public static let card = StrategyCard(
    id: "equal-normalized", title: "Equal weights on normalized gradients", rule: "wᵢ = 1/‖gᵢ‖",
    reference: Reference(
      "Chen et al. (ICML 2018), Sec. 3, equal gradient norms",
      url: "https://arxiv.org/abs/1711.02257"),
    claims: .usual.union([.scaleInvariant, .ignoresIdleObjectives, .lineScaleInvariant]),
    weightSum: "varies")

  /// Has no settings.
  public init() {}

  /// The reciprocal norms.
  public func decide(_ evidence: Gramian, into decision: inout Decision) {
    for i in evidence.losses.indices {
      let norm = evidence.norm(i)
      decision.weights[i] = norm > 0 ? 1 / norm : norm
    }
  }
}
