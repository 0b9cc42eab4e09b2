internal import Fronts
public import Records

/// Pareto sampling: one training for each of many preferences, by linear scalarization.
///
///     w ∈ {k/H : k ∈ ℕᵐ, Σk = H}   (the simplex lattice of Das and Dennis)
///
/// For two objectives `points` weights `(i/(points − 1), 1 − i/(points − 1))`, the first objective
/// alone last. Linear scalarization reaches the convex parts of a front only.
public struct ParetoSampling: Sampler {
  /// The catalogue entry.
  public static let card = StrategyCard(
    id: "pareto-sampling", title: "Pareto sampling",
    rule: "w on the simplex lattice {k/H}, one member each; linear scalarization",
    reference: Reference(
      "Das & Dennis (SIAM J. Optim. 1998), simplex lattice",
      url: "https://doi.org/10.1137/S1052623496307510"),
    claims: [.deterministic], weightSum: "1",
    settings: [
      SettingCard("points", .count(2...10_000), "members; for m > 2 the largest lattice within")
    ])

  /// The number of members; for more than two objectives, the bound on it.
  public let points: Int

  /// Samples `points` preferences.
  public init(points: Int = 11) {
    precondition(points >= 2, "a Pareto set has at least two members")
    self.points = points
  }

  /// A fixed weighting for each preference.
  ///
  /// - Throws: `SettingError` for one objective, or fewer points than objectives.
  public func members(for objectives: [Objective]) throws(SettingError) -> [Member] {
    let m = objectives.count
    guard m >= 2 else {
      throw SettingError(
        "points", "preferences trade objectives off, found one objective, wanted at least two")
    }
    guard points >= m else {
      throw SettingError("points", "found \(points), wanted at least \(m), one an objective")
    }
    let divisions = SimplexLattice.divisions(m, atMost: points)
    return SimplexLattice.points(m, divisions: divisions).map { Member(Fixed($0), preference: $0) }
  }
}
