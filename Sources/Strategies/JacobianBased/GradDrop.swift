import Records
public import Tensors

/// GradDrop: keeps, coordinate by coordinate, the gradients of one sign drawn at random.
///
///     P = ½ (1 + Σ gᵢ / Σ |gᵢ|),   U ~ U(0, 1);   keep gᵢ > 0 where P > U, gᵢ < 0 where P < U
///     d = Σ (ℓ + (1 − ℓ) keepᵢ) gᵢ,   ℓ the leak
///
/// The draws are many and independent: the direction is noisy by design.
public struct GradDrop: Strategy {
  /// The catalogue entry.
  public static let card = StrategyCard(
    id: "graddrop", title: "GradDrop",
    rule: "per coordinate keep one sign, positive with chance ½ (1 + Σg / Σ|g|)",
    reference: Reference(
      "Chen et al. (NeurIPS 2020), Alg. 1", url: "https://arxiv.org/abs/2010.06808"),
    claims: [.ignoresIdleObjectives, .homogeneous], weightSum: "a direction",
    settings: [SettingCard("leak", .number(0...1), "share of each gradient that is never dropped")],
    degenerate:
      "an objective without a gradient changes nothing; a coordinate without gradients "
      + "stays; what is not finite ends the run",
    departures: [
      "one leak for all objectives; LibMTL works on representations, times their signs"
    ])

  /// The share `ℓ` of each gradient that is never dropped.
  public let leak: Double

  /// Chooses the leak.
  public init(leak: Double = 0) {
    precondition((0...1).contains(leak), "the leak lies from 0 to 1")
    self.leak = leak
  }

  /// Draws a sign for each coordinate.
  public func decide(
    _ evidence: Jacobian, state: inout Stateless, random: inout RandomStream,
    into decision: inout Decision
  ) {
    decision.setDirection(
      count: evidence.matrix.columns,
      elements: { element(evidence.matrix, $0, draw: random.uniform(0, 1)) })
  }

  /// One coordinate of the direction for a draw `U`.
  func element(_ jacobian: Matrix, _ k: Int, draw: Double) -> Double {
    var (sum, size, positive, negative) = (0.0, 0.0, 0.0, 0.0)
    for i in 0..<jacobian.rows {
      let g = jacobian[i, k]
      sum += g
      size += g.magnitude
      if g > 0 { positive += g } else { negative += g }
    }
    guard size > 0 || size.isNaN else { return 0 }
    let purity = 0.5 * (1 + sum / size)
    let kept = purity > draw ? positive : purity < draw ? negative : purity.isNaN ? purity : 0
    return leak * sum + (1 - leak) * kept
  }
}
