public import Records
public import Tensors

/// The ε-constraint method: one objective alone, the others under bounds, by the exponential method
/// of multipliers.
///
///     min L_p  subject to  Lⱼ ≤ εⱼ for j ≠ p,   by  L_p + Σ λⱼ/ρ exp(ρ (Lⱼ − εⱼ))
///     w_p = 1,   wⱼ = λⱼ exp(ρ (Lⱼ − εⱼ)),   λ = 1 at the beginning
///     every `period` steps   λⱼ ← λⱼ exp(ρ (Lⱼ − εⱼ))
///
/// Exponents are kept within ±7, those of an update within ±1, and `λ` within 10⁻³…10³: what winds
/// up on a long way to the bound is unwound in a few updates, and a weight is never 0.
///
/// It reaches every point of a front, whatever its bend.
public struct EpsilonConstraint: Preferring {
  /// The catalogue entry.
  public static let card = StrategyCard(
    id: "epsilon-constraint", title: "ε-constraint",
    rule:
      "min L_p, Lⱼ ≤ εⱼ; wⱼ = λⱼ exp(ρ (Lⱼ − εⱼ)), λⱼ ← λⱼ exp(ρ (Lⱼ − εⱼ)) every `period` steps",
    reference: Reference(
      "Haimes et al. (1971); multipliers of Tseng & Bertsekas (Math. Program. 1993)",
      url: "https://doi.org/10.1007/BF01581235"),
    claims: [.deterministic], weightSum: "varies",
    settings: [
      Preference.card,
      SettingCard(
        "bounds", .numbers(.finite),
        "εⱼ, one an objective in its own direction; that of the primary one is not used"),
      SettingCard("primary", .count(1...1000), "the objective that is minimized, counted from 1"),
      SettingCard("penalty", .number(.atLeast(1e-12)), "ρ, the penalty on a broken bound"),
      SettingCard("period", .count(1...1_000_000_000), "steps between updates of λ"),
    ],
    degenerate: "an objective without a gradient keeps its weight; its bound may stay broken",
    departures: [
      "exponents are kept within ±7, at an update within ±1, and λ within 0.001 to 1000: from far "
        + "away a multiplier would wind up",
      "without bounds εⱼ = r_p/(r_p + rⱼ), for losses scaled to [0, 1]; none for rⱼ = 0, where the "
        + "bound would be the worst of the front, which nobody knows yet: wⱼ = 0",
      "where r_p = 0 and no bounds are given there is nothing to bound: w = r, as the payoff table of "
        + "the method has it; bounds of 0 would hold the others at the best seen so far, and nobody "
        + "would look for better",
    ])

  /// The bounds in the objectives' own directions, of shape `[m]`; `nil` for those of the
  /// preference.
  public let bounds: [Double]?
  /// The objective that is minimized, counted from 1.
  public let primary: Int
  /// The penalty on a broken bound.
  public let penalty: Double
  /// Steps between updates of the multipliers.
  public let period: Int
  /// How much each objective counts, of shape `[m]`; `nil` for `1/m`.
  public var preference: [Double]?

  /// Chooses the settings.
  public init(
    bounds: [Double]? = nil, primary: Int = 1, penalty: Double = 10, period: Int = 20,
    preference: [Double]? = nil
  ) {
    (self.bounds, self.primary, self.penalty) = (bounds, primary, penalty)
    (self.period, self.preference) = (period, preference)
  }

  /// The bounds for costs, and the multipliers.
  public struct State: Codable, Sendable {
    var bounds: [Double]
    var multipliers: [Double]
  }

  /// The bounds, and multipliers of 1.
  public func initialState(for objectives: [Objective]) -> State {
    let m = objectives.count
    let given = bounds.map { objectives.costs(of: $0).values }
    return State(
      bounds: given ?? bounds(of: preference ?? Array(repeating: 1, count: m)),
      multipliers: Array(repeating: 1, count: m))
  }

  /// The bounds of the preference, and the multipliers so far.
  public func state(after state: State, for objectives: [Objective]) -> State {
    State(bounds: initialState(for: objectives).bounds, multipliers: state.multipliers)
  }

  private func bounds(of r: [Double]) -> [Double] {
    r.map { other in
      other > 0 ? r[primary - 1] / (r[primary - 1] + other) : .infinity
    }
  }

  /// Where no bounds are declared.
  public var wantsIdeal: Bool { bounds == nil }

  /// Where nothing presses on a bound, nothing is said of the cost under it.
  public var findsWeakOptima: Bool { true }

  /// Checks preference, bounds and the primary objective.
  public func validate(for objectives: [Objective]) throws(SettingError) {
    try Preference.validate(preference, for: objectives)
    guard primary <= objectives.count else {
      throw SettingError(
        "primary", "found \(primary), wanted one of \(objectives.count) objectives, from 1 on")
    }
    guard let bounds, bounds.count != objectives.count else { return }
    throw SettingError(
      "bounds", "found \(bounds.count) numbers, wanted \(objectives.count), one an objective")
  }

  /// The exact penalty function, `L_p + ρ Σ max(Lⱼ − εⱼ, 0)`.
  public func merit(of losses: [Double], in state: State) -> Double? {
    if let alone = unbounded(losses.count) {
      return zip(alone, losses).reduce(0) { $0 + $1.0 * $1.1 }
    }
    return losses.indices.reduce(losses[primary - 1]) { sum, j in
      j == primary - 1 ? sum : sum + penalty * max(losses[j] - state.bounds[j], 0)
    }
  }

  /// The weights where there is nothing to bound, else `nil`.
  private func unbounded(_ m: Int) -> [Double]? {
    bounds == nil && preference?[primary - 1] == 0 ? preference : nil
  }

  /// The slope of the augmented Lagrangian by the losses.
  public func decide(
    _ evidence: Losses, state: inout State, random: inout RandomStream,
    into decision: inout Decision
  ) {
    if let alone = unbounded(evidence.losses.count) {
      for j in evidence.losses.indices { decision.weights[j] = alone[j] }
      return
    }
    let updates = evidence.position.step % period == period - 1
    for j in evidence.losses.indices {
      guard j != primary - 1 else {
        decision.weights[j] = 1
        continue
      }
      let pressure = penalty * (evidence.losses[j] - state.bounds[j])
      decision.weights[j] = state.multipliers[j] * Self.growth(pressure, within: 7)
      if updates {
        let next = state.multipliers[j] * Self.growth(pressure, within: 1)
        state.multipliers[j] = min(max(next, 1e-3), 1e3)
      }
    }
  }

  /// `exp x`, `x` kept within some bound, and 0 without a bound on the loss.
  private static func growth(_ x: Double, within most: Double) -> Double {
    x == -.infinity ? 0 : Elementary.exp(min(max(x, -most), most))
  }
}
