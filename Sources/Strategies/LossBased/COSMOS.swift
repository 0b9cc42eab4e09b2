import Records

/// COSMOS scalarization: a weighted sum that pulls the losses to the direction of the preference.
///
///     s = Σ rᵢ Lᵢ − λ cos(r, L),   wᵢ = rᵢ − λ (rᵢ/‖r‖ − cos(r, L) Lᵢ/‖L‖)/‖L‖
///
/// Its optimum need not be Pareto optimal, and weights may be negative.
public struct COSMOS: Pure, Preferring {
  /// The catalogue entry.
  public static let card = StrategyCard(
    id: "cosmos", title: "COSMOS scalarization", rule: "s = Σ rᵢ Lᵢ − λ cos(r, L)",
    reference: Reference(
      "Ruchte & Grabocka (ICDM 2021), Sec. 3", url: "https://arxiv.org/abs/2103.13392"),
    claims: .usual, weightSum: "varies",
    settings: [
      Preference.card,
      SettingCard(
        "alignment", .number(.atLeast(0)), "strength λ of the pull to the direction of r"),
    ],
    degenerate: "losses that are all 0 have no direction and end the run",
    departures: [
      "λ = 1 is ours; the paper has 0.01 to 8 and draws r, for a network that reads it; LibMOON 10"
    ])

  /// The strength `λ` of the pull.
  public let alignment: Double
  /// How much each objective counts, of shape `[m]`; `nil` for `1/m`.
  public var preference: [Double]?

  /// Chooses the settings.
  public init(alignment: Double = 1, preference: [Double]? = nil) {
    (self.alignment, self.preference) = (alignment, preference)
  }

  /// The scalar; infinite for losses of 0.
  public func merit(of losses: [Double], in state: Stateless) -> Double? {
    let r = losses.indices.map { counts($0, losses.count) }
    let product = zip(r, losses).reduce(0) { $0 + $1.0 * $1.1 }
    let size = losses.reduce(0) { $0 + $1 * $1 }.squareRoot()
    guard size > 0 else { return .infinity }
    let length = r.reduce(0) { $0 + $1 * $1 }.squareRoot()
    return product - alignment * product / length / size
  }

  /// The gradient of the scalar by the losses.
  ///
  /// - Throws: ``StrategyFailure`` for losses of 0.
  public func decide(_ evidence: Losses, into decision: inout Decision) throws {
    let m = evidence.losses.count
    var (length, size, product) = (0.0, 0.0, 0.0)
    for i in 0..<m {
      let (r, loss) = (counts(i, m), evidence.losses[i])
      (length, size, product) = (length + r * r, size + loss * loss, product + r * loss)
    }
    guard size != 0 else { throw StrategyFailure("the losses are all 0 and have no direction") }
    (length, size) = (length.squareRoot(), size.squareRoot())
    let cosine = product / length / size
    for i in 0..<m {
      let turn = counts(i, m) / length - cosine * evidence.losses[i] / size
      decision.weights[i] = counts(i, m) - alignment * turn / size
    }
  }

  private func counts(_ i: Int, _ m: Int) -> Double { preference?[i] ?? 1 / Double(m) }
}
