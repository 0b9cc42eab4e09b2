public import Records
public import Tensors

/// The ε-constraint method: one objective alone, the others under bounds, by an augmented
/// Lagrangian.
///
///     min L_p  subject to  Lⱼ ≤ εⱼ for j ≠ p
///     w_p = 1,   wⱼ = max(0, λⱼ + ρ (Lⱼ − εⱼ))
///     every `period` steps   λⱼ ← max(0, λⱼ + min(ρ (Lⱼ − εⱼ), 1))
///
/// It reaches every point of a front, whatever its bend.
public struct EpsilonConstraint: Preferring {
  /// The catalogue entry.
  public static let card = StrategyCard(
    id: "epsilon-constraint", title: "ε-constraint",
    rule:
      "min L_p, Lⱼ ≤ εⱼ; wⱼ = max(0, λⱼ + ρ (Lⱼ − εⱼ)), λⱼ ← max(0, λⱼ + min(ρ (Lⱼ − εⱼ), 1)) "
      + "every `period` steps",
    reference: Reference(
      "Haimes et al. (1971); augmented Lagrangian of Rockafellar (1973)",
      url: "https://doi.org/10.1007/BF00934777"),
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
      "a multiplier grows by at most 1, the weight of the primary objective, at an update: from far "
        + "away it would wind up, and standing still it would not leave a place where the penalty "
        + "alone balances the primary objective",
      "without bounds εⱼ = r_p/(r_p + rⱼ): of losses scaled to [0, 1], from a bound of 1 for "
        + "rⱼ = 0 to one of 0 for r_p = 0",
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

  /// The bounds, and multipliers of 0.
  public func initialState(for objectives: [Objective]) -> State {
    let m = objectives.count
    let given = bounds.map { objectives.costs(of: $0).values }
    return State(
      bounds: given ?? bounds(of: preference ?? Array(repeating: 1, count: m)),
      multipliers: Array(repeating: 0, count: m))
  }

  /// The bounds of the preference, and the multipliers so far.
  public func state(after state: State, for objectives: [Objective]) -> State {
    State(bounds: initialState(for: objectives).bounds, multipliers: state.multipliers)
  }

  private func bounds(of r: [Double]) -> [Double] {
    r.map { other in
      let both = r[primary - 1] + other
      return both > 0 ? r[primary - 1] / both : 1
    }
  }

  /// Where no bounds are declared.
  public var wantsIdeal: Bool { bounds == nil }

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

  /// The slope of the augmented Lagrangian by the losses.
  public func decide(
    _ evidence: Losses, state: inout State, random: inout RandomStream,
    into decision: inout Decision
  ) {
    if bounds == nil, let preference, preference[primary - 1] == 0 {
      for j in evidence.losses.indices { decision.weights[j] = preference[j] }
      return
    }
    let updates = evidence.position.step % period == period - 1
    for j in evidence.losses.indices {
      guard j != primary - 1 else {
        decision.weights[j] = 1
        continue
      }
      let excess = evidence.losses[j] - state.bounds[j]
      decision.weights[j] = max(0, state.multipliers[j] + penalty * excess)
      if updates {
        state.multipliers[j] = max(0, state.multipliers[j] + min(penalty * excess, 1))
      }
    }
  }
}
