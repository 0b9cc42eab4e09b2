import Records

/// Augmented Tchebycheff scalarization: the largest weighted loss, and a little of all.
///
///     s = max cᵢ (Lᵢ − zᵢ) + ρ Σ cᵢ (Lᵢ − zᵢ),   wᵢ = cᵢ (1 + ρ) for the largest, cᵢ ρ else
///
/// Where several are largest to the bit, they share the first part.
public struct AugmentedTchebycheff: Scalarizing {
  /// The catalogue entry.
  public static let card = StrategyCard(
    id: "augmented-tchebycheff", title: "Augmented Tchebycheff",
    rule: "s = max cᵢ (Lᵢ − zᵢ) + ρ Σ cᵢ (Lᵢ − zᵢ)",
    reference: Reference(
      "Knowles (IEEE TEC 2006), ParEGO; Steuer & Choo (1983)",
      url: "https://doi.org/10.1109/TEVC.2005.851274"),
    claims: .usual.union([.homogeneous]), weightSum: "varies",
    settings: scalarizationSettings + [
      SettingCard("rho", .number(.atLeast(0)), "how much of the sum is added")
    ],
    departures: [
      "rho 0.05 is Knowles's and BoTorch's; pymoo's ASF divides by the weights instead"
    ])

  /// How much of the sum is added.
  public let rho: Double
  /// How much each objective counts; `nil` for `1/m`.
  public var preference: [Double]?
  /// The values one hopes for; `nil` for the declared aspirations, or 0.
  public let ideal: [Double]?

  /// Chooses the settings.
  public init(rho: Double = 0.05, preference: [Double]? = nil, ideal: [Double]? = nil) {
    precondition(rho >= 0, "rho is at least 0")
    self.rho = rho
    (self.preference, self.ideal) = (preference, ideal)
  }

  /// The scalar.
  public func scalar(of losses: [Double], by terms: Scalarization) -> Double {
    terms.largest(losses) + rho * terms.weighted(losses).reduce(0, +)
  }

  /// The gradient of the scalar by the losses.
  public func weigh(_ losses: [Double], by terms: Scalarization, into weights: inout [Double]) {
    terms.writeGradientOfLargest(losses, into: &weights)
    for i in weights.indices { weights[i] += rho * terms.preference[i] }
  }
}
