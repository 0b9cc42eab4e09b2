import Records

/// ConFIG: the direction that makes equal angles with all gradients, as long as their projections
/// on it are together.
///
///     U v = 1,   d = (Σ gᵢ·v̂) v̂,   v̂ = v/‖v‖,   U the unit gradients
///
/// Departs from Eq. 2 in nothing but the route: `U⁺ b = Uᵀ Ĝ⁺ b`, so that the Gramian is enough.
/// Where the rows depend on each other there may be no such direction; the one of least squares
/// may then conflict.
public struct ConFIG: Pure, Preferring {
  /// The catalogue entry.
  public static let card = StrategyCard(
    id: "config", title: "ConFIG", rule: "cos(d, gᵢ) equal for all i, ‖d‖ = Σ gᵢ·d/‖d‖",
    reference: Reference(
      "Liu, Chu & Thuerey (ICLR 2025), Eq. 2 and 3", url: "https://arxiv.org/abs/2408.11104"),
    claims: .usual.union([
      .ignoresIdleObjectives, .homogeneous, .lineScaleInvariant, .duplicateInvariant,
    ]), weightSum: "varies",
    settings: [Preference.card],
    degenerate: "an objective without a gradient has the weight 0" + StrategyCard.cancels,
    departures: [
      "the length is the sum of projections, the authors' default; solved from the Gramian, "
        + "without NaN for parallel gradients"
    ])

  /// The cosines asked for, up to a factor; `nil` for equal ones.
  public var preference: [Double]?

  /// Chooses the preference.
  public init(preference: [Double]? = nil) { self.preference = preference }

  /// Solves for the direction, then sets its length.
  public func decide(_ evidence: Gramian, into decision: inout Decision) {
    decision.solve(evidence.matrix) { gramian, x in
      let report = Equiangular.solve(gramian, for: { preference?[$0] ?? 1 }, into: x)
      Self.setLength(x, gramian)
      return report
    }
  }

  /// Makes the direction as long as the projections of all gradients on it together.
  static func setLength(_ x: UnsafeMutablePointer<Double>, _ gramian: ScaledGramian) {
    var (projections, square) = (0.0, 0.0)
    for i in 0..<gramian.count where !gramian.isIdle(i) {
      let product = gramian.row(i).dot(x, gramian.count)
      projections += gramian.scales[i] * product
      square += x[i] * product
    }
    for i in 0..<gramian.count { x[i] *= square > 0 ? projections / square : 0 }
  }
}
