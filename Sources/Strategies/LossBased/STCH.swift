import Records
import Tensors

/// Smooth Tchebycheff scalarization: the largest weighted loss, smoothed.
///
///     s = μ ln Σ exp(cᵢ (Lᵢ − zᵢ)/μ),   w = c ⊙ softmax(c ⊙ (L − z)/μ)
public struct STCH: Scalarizing {
  /// The catalogue entry.
  public static let card = StrategyCard(
    id: "stch", title: "Smooth Tchebycheff",
    rule: "s = μ ln Σ exp(cᵢ (Lᵢ − zᵢ)/μ), w = c ⊙ softmax(c ⊙ (L − z)/μ)",
    reference: Reference(
      "Lin et al. (ICML 2024), Sec. 3", url: "https://arxiv.org/abs/2402.19078"),
    claims: .usual, weightSum: "varies",
    settings: scalarizationSettings + [
      SettingCard("mu", .number(.atLeast(1e-12)), "smoothness; the maximum itself as it goes to 0")
    ],
    departures: [
      "mu 1 is LibMTL's; the paper tries 0.01 to 1",
      "LibMTL scales by m, divides by a nadir and warms up on logarithms: see `logarithm`, `warm-up`",
    ])

  /// The smoothness.
  public let mu: Double
  /// How much each objective counts; `nil` for `1/m`.
  public var preference: [Double]?
  /// The values one hopes for; `nil` for the declared aspirations, or 0.
  public let ideal: [Double]?

  /// Chooses the settings.
  public init(mu: Double = 1, preference: [Double]? = nil, ideal: [Double]? = nil) {
    precondition(mu > 0, "mu is positive")
    self.mu = mu
    (self.preference, self.ideal) = (preference, ideal)
  }

  /// The scalar.
  public func scalar(of losses: [Double], by terms: Scalarization) -> Double {
    let largest = terms.largest(losses)
    let sum = terms.weighted(losses).reduce(0) { $0 + Elementary.exp(($1 - largest) / mu) }
    return largest + mu * Elementary.log(sum)
  }

  /// The gradient of the scalar by the losses.
  public func weigh(_ losses: [Double], by terms: Scalarization, into weights: inout [Double]) {
    let c = terms.preference
    for i in c.indices { weights[i] = c[i] * terms.excess(i, losses) / mu }
    weights.applySoftmax()
    for i in c.indices { weights[i] *= c[i] }
  }
}
