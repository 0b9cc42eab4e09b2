import Records

/// Aligned-MTL: makes the principal components of the gradients equally long before adding up.
///
///     α = √s V Λ^{−½} Vᵀ p,   G = V Λ Vᵀ,   s one of the eigenvalues or their mean
///
/// As many eigenvalues count as there are independent gradients, whatever their scales. Weights can
/// be negative.
public struct AlignedMTL: Pure, Preferring {
  /// The length to which components are brought.
  public enum Scale: String, Codable, CaseIterable, Sendable {
    /// The smallest eigenvalue that counts, as published.
    case min
    /// The median, the lower of the two in the middle.
    case median
    /// The mean: the root mean square of the singular values.
    case rmse
  }

  /// The catalogue entry.
  public static let card = StrategyCard(
    id: "aligned-mtl", title: "Aligned-MTL", rule: "α = √s V Λ^{−½} Vᵀ p, G = V Λ Vᵀ",
    reference: Reference(
      "Senushkin et al. (CVPR 2023), Alg. 1", url: "https://arxiv.org/abs/2305.19000"),
    claims: .usual.union([.homogeneous]), weightSum: "varies",
    settings: [
      SettingCard(
        "scale", oneOf: Scale.self,
        "the eigenvalue all are brought to: min, median, or rmse for their mean"),
      Preference.card,
    ],
    degenerate: "an objective without a gradient has the weight 0" + StrategyCard.cancels,
    departures: [
      "scale min is published; rmse is the authors' program; default preference 1/m as "
        + "TorchJD, LibMTL has 1",
      "TorchJD and LibMTL leave out eigenvalues below m · 2⁻⁵² of the largest, and with them "
        + "gradients 10⁻⁸ as long; here they count",
    ])

  /// The length to which components are brought.
  public let scale: Scale
  /// How much each objective counts, `p`; `nil` for `1/m`.
  public var preference: [Double]?

  /// Chooses the settings.
  public init(scale: Scale = .min, preference: [Double]? = nil) {
    (self.scale, self.preference) = (scale, preference)
  }

  /// Balances the components.
  public func decide(_ evidence: Gramian, into decision: inout Decision) {
    decision.solve(evidence.matrix) { gramian, x in
      let uniform = 1 / Double(gramian.count)
      evidence.withEigen { eigen in
        let length = self.length(eigen)
        eigen.apply(
          { (length / $0).squareRoot() }, to: { preference?[$0] ?? uniform }, into: x)
      }
      for i in 0..<gramian.count { x[i] *= gramian.scales[i] }
      return nil
    }
  }

  /// The eigenvalue that all are brought to.
  private func length(_ eigen: SemidefiniteEigen) -> Double {
    guard eigen.rank > 0 else { return 0 }
    switch scale {
    case .min: return eigen.values[eigen.rank - 1]
    case .median: return eigen.values[eigen.rank / 2]
    case .rmse:
      return (0..<eigen.rank).reduce(0) { $0 + eigen.values[$1] } / Double(eigen.rank)
    }
  }
}
