import Records
import Tensors

/// The weighted p-norm of the losses above their ideal.
///
///     s = (Σ (cᵢ (Lᵢ − zᵢ))^p)^{1/p},   wᵢ = cᵢ (cᵢ (Lᵢ − zᵢ)/s)^{p−1}
public struct PNorm: Scalarizing {
  /// The catalogue entry.
  public static let card = StrategyCard(
    id: "p-norm", title: "Weighted p-norm",
    rule: "s = ‖c ⊙ (L − z)‖ₚ, wᵢ = cᵢ (cᵢ (Lᵢ − zᵢ)/s)^{p−1}",
    reference: Reference(
      "Miettinen (1999), Sec. 2.1, weighted metrics",
      url: "https://doi.org/10.1007/978-1-4615-5563-6"),
    claims: .usual.union([.homogeneous]), weightSum: "varies",
    settings: scalarizationSettings + [
      SettingCard("p", .number(1...1e6), "the exponent")
    ],
    degenerate:
      "at the ideal itself the weights are the preference; a cost below its ideal ends the run",
    departures: [
      "p = 2 is LibMOON's, which takes magnitudes below the ideal and so ascends there"
    ])

  /// The exponent, at least 1.
  public let p: Double
  /// How much each objective counts; `nil` for `1/m`.
  public var preference: [Double]?
  /// The values one hopes for; `nil` for the declared aspirations, or 0.
  public let ideal: [Double]?

  /// Chooses the settings.
  public init(p: Double = 2, preference: [Double]? = nil, ideal: [Double]? = nil) {
    precondition(p >= 1, "p is at least 1")
    self.p = p
    (self.preference, self.ideal) = (preference, ideal)
  }

  /// The scalar.
  public func scalar(of losses: [Double], by terms: Scalarization) -> Double {
    let weighted = terms.weighted(losses)
    guard weighted.allSatisfy({ $0 >= 0 }) else { return .infinity }
    let largest = terms.largest(losses)
    guard largest > 0 else { return 0 }
    let sum = weighted.reduce(0) { $0 + Elementary.power($1 / largest, p) }
    return largest * Elementary.power(sum, 1 / p)
  }

  /// The gradient of the scalar by the losses.
  ///
  /// - Throws: ``StrategyFailure`` for a cost below its ideal.
  public func weigh(
    _ losses: [Double], by terms: Scalarization, into weights: inout [Double]
  ) throws(StrategyFailure) {
    let c = terms.preference
    var largest = 0.0
    for i in c.indices {
      let x = terms.excess(i, losses)
      guard x >= 0 else {
        throw StrategyFailure(
          "p-norm measures costs above their ideal, but that of objective \(i + 1) is "
            + "\(losses[i]), its ideal \(terms.ideal[i])")
      }
      weights[i] = c[i] * x
      largest = max(largest, weights[i])
    }
    var sum = 0.0
    for i in c.indices {
      if largest > 0 { weights[i] /= largest }
      sum += Elementary.power(weights[i], p)
    }
    let norm = Elementary.power(sum, 1 / p)
    for i in c.indices {
      weights[i] =
        largest == 0 ? c[i] : c[i] * Elementary.power(weights[i] / norm, p - 1)
    }
  }
}
