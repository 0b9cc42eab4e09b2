import Records

/// Tchebycheff scalarization: the largest weighted loss alone.
///
///     s = max cᵢ (Lᵢ − zᵢ),   wᵢ = cᵢ for the largest, 0 for the others
///
/// Where several are largest to the bit, they share the weight: a subgradient all the same.
public struct Tchebycheff: Scalarizing {
  /// The catalogue entry.
  public static let card = StrategyCard(
    id: "tchebycheff", title: "Tchebycheff",
    rule: "s = max cᵢ (Lᵢ − zᵢ), wᵢ = cᵢ for the largest, 0 for the others",
    reference: Reference(
      "Bowman (1976); Miettinen (1999), Sec. 3.4.3",
      url: "https://doi.org/10.1007/978-1-4615-5563-6"),
    claims: .usual.union([.homogeneous, .duplicateInvariant]), weightSum: "varies",
    settings: scalarizationSettings,
    degenerate:
      "an objective without a gradient that is the largest stops the descent, as the scalar says",
    departures: [
      "LibMOON's gradient leaves out weight and ideal point"
    ])

  /// How much each objective counts; `nil` for `1/m`.
  public var preference: [Double]?
  /// The values one hopes for; `nil` for the declared aspirations, or 0.
  public let ideal: [Double]?

  /// Chooses the settings.
  public init(preference: [Double]? = nil, ideal: [Double]? = nil) {
    (self.preference, self.ideal) = (preference, ideal)
  }

  /// The scalar.
  public func scalar(of losses: [Double], by terms: Scalarization) -> Double {
    terms.largest(losses)
  }

  /// The gradient of the scalar by the losses.
  public func weigh(_ losses: [Double], by terms: Scalarization, into weights: inout [Double]) {
    terms.writeGradientOfLargest(losses, into: &weights)
  }
}
