import Records

/// Equal weights, also called unitary scalarization: the control arm of every comparison.
///
///     wᵢ = 1 (sum),   wᵢ = 1/m (mean)
public struct Equal: Pure, Steady {
  /// How equal weights are scaled.
  public enum Reduction: String, Codable, CaseIterable, Sendable {
    /// Weights of 1.
    case sum
    /// Weights of `1/m`.
    case mean
  }

  /// The catalogue entry.
  public static let card = StrategyCard(
    id: "equal", title: "Equal weights", rule: "wᵢ = 1 (sum) or 1/m (mean)",
    reference: Reference(
      "Kurin et al. (NeurIPS 2022), unitary scalarization",
      url: "https://arxiv.org/abs/2201.04122"),
    claims: .usual.union([.homogeneous]), weightSum: "m (sum) or 1 (mean)",
    settings: [
      SettingCard("reduction", oneOf: Reduction.self, "whether the weights sum to m or to 1")
    ])

  /// How the weights are scaled.
  public let reduction: Reduction

  /// Weighs all objectives alike.
  public init(reduction: Reduction = .sum) { self.reduction = reduction }

  /// The same weights at every step.
  public func decide(_ evidence: Losses, into decision: inout Decision) {
    let m = evidence.losses.count
    for i in 0..<m { decision.weights[i] = reduction == .sum ? 1 : 1 / Double(m) }
  }
}
