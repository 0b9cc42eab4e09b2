import Records

/// IMTL-G: weights that give the direction equal projections onto all unit gradients.
///
///     d·ûᵢ = d·ûⱼ,   Σα = 1;   α ∝ D⁻¹ Ĝ⁺ 1,   D = diag ‖gᵢ‖
///
/// Weights can be negative. Where gradients depend on each other there are several answers: this
/// is the one of the smallest norm in the row-scaled system. Where the weights sum to 0 to
/// rounding, no multiple of them sums to 1: they are scaled to `Σ|α| = 1`, a fallback.
public struct IMTLG: Pure {
  /// The catalogue entry.
  public static let card = StrategyCard(
    id: "imtl-g", title: "IMTL-G", rule: "d·gᵢ/‖gᵢ‖ equal for all i, Σα = 1",
    reference: Reference(
      "Liu et al. (ICLR 2021), Eq. 6", url: "https://openreview.net/forum?id=IMPnRXEWpvr"),
    claims: .usual.union([
      .ignoresIdleObjectives, .homogeneous, .lineScaleInvariant, .duplicateInvariant,
    ]), weightSum: "1",
    settings: [SolverVariant.card],
    degenerate: "an objective without a gradient has the weight 0" + StrategyCard.cancels,
    departures: [
      "for dependent gradients the answer of the smallest norm in the row-scaled system; "
        + "TorchJD's, in the raw one, only with `variant: torchjd`"
    ])

  /// Whether to solve the row-scaled system, or the raw one as TorchJD does.
  public let variant: SolverVariant

  /// Chooses the variant.
  public init(variant: SolverVariant = .exact) { self.variant = variant }

  /// Solves for the weights.
  public func decide(_ evidence: Gramian, into decision: inout Decision) {
    decision.solve(evidence.matrix) { gramian, x in
      let m = gramian.count
      var report = Decision.SolverReport(residual: 0, iterations: 1)
      if variant == .exact {
        report = Equiangular.solve(gramian, for: { _ in 1 }, into: x)
      } else {
        evidence.withEigen { eigen in
          // What the library's pseudoinverse takes for 0.
          let least = Double(m) * Double.ulpOfOne * eigen.largest
          eigen.apply({ $0 > least ? 1 / $0 : 0 }, to: evidence.norm, into: x)
        }
        for i in 0..<m { x[i] *= gramian.scales[i] }
      }
      var (total, size) = (0.0, 0.0)
      for i in 0..<m {
        total += x[i] * gramian.reciprocals[i]
        size += (x[i] * gramian.reciprocals[i]).magnitude
      }
      report.usedFallback = total.magnitude <= 1e-12 * size && size > 0
      let divisor = report.usedFallback ? size : total
      for i in 0..<m { x[i] = divisor == 0 ? 0 : x[i] / divisor }
      return report
    }
  }
}
