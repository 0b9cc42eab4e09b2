import Records

/// Penalty boundary intersection: how far along the preference, and how far beside it.
///
///     s = d₁ + θ d₂,   d₁ = (L − z)·ĉ,   d₂ = ‖r‖,   r = L − z − d₁ ĉ,   ĉ = c/‖c‖
///     w = ĉ + θ r/‖r‖,   and ĉ on the preference's ray
///
/// Its optimum need not be Pareto optimal, and weights may be negative.
public struct PBI: Scalarizing {
  /// The catalogue entry.
  public static let card = StrategyCard(
    id: "pbi", title: "Penalty boundary intersection",
    rule: "s = d₁ + θ d₂, d₁ = (L − z)·ĉ, d₂ = ‖L − z − d₁ ĉ‖",
    reference: Reference(
      "Zhang & Li (IEEE TEC 2007), Sec. II", url: "https://doi.org/10.1109/TEVC.2007.892759"),
    claims: .usual.union([.homogeneous]), weightSum: "varies",
    settings: scalarizationSettings + [
      SettingCard("theta", .number(.atLeast(0)), "penalty on the distance from the ray")
    ],
    departures: [
      "theta 5 is the paper's; LibMOON ignores the ideal point"
    ])

  /// The penalty on the distance from the ray.
  public let theta: Double
  /// How much each objective counts; `nil` for `1/m`.
  public var preference: [Double]?
  /// The values one hopes for; `nil` for the declared aspirations, or 0.
  public let ideal: [Double]?

  /// Chooses the settings.
  public init(theta: Double = 5, preference: [Double]? = nil, ideal: [Double]? = nil) {
    precondition(theta >= 0, "theta is at least 0")
    self.theta = theta
    (self.preference, self.ideal) = (preference, ideal)
  }

  /// What lies below the ray is raised to it.
  public var raisesCosts: Bool { true }

  /// The scalar.
  public func scalar(of losses: [Double], by terms: Scalarization) -> Double {
    let c = terms.preference
    let length = c.reduce(0) { $0 + $1 * $1 }.squareRoot()
    let along = terms.weighted(losses).reduce(0, +) / length
    let beside = c.indices.reduce(0) { sum, i in
      let rest = terms.excess(i, losses) - along * c[i] / length
      return sum + rest * rest
    }
    return along + theta * beside.squareRoot()
  }

  /// The gradient of the scalar by the losses.
  public func weigh(_ losses: [Double], by terms: Scalarization, into weights: inout [Double]) {
    let c = terms.preference
    let length = c.reduce(0) { $0 + $1 * $1 }.squareRoot()
    var (along, size) = (0.0, 0.0)
    for i in c.indices {
      let x = terms.excess(i, losses)
      along += x * c[i] / length
      size += x * x
    }
    var beside = 0.0
    for i in c.indices {
      let rest = terms.excess(i, losses) - along * c[i] / length
      weights[i] = rest
      beside += rest * rest
    }
    // On the ray the rest is rounding, whose direction means nothing.
    let isOnRay = beside.squareRoot() <= 8 * Double.ulpOfOne * size.squareRoot()
    let factor = isOnRay ? 0 : theta / beside.squareRoot()
    for i in c.indices { weights[i] = c[i] / length + factor * weights[i] }
  }
}
