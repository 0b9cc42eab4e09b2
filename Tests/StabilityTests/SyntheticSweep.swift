import Records

@testable import Stability

/// Sweeps whose stable range or region is known in closed form.
enum SyntheticSweep {
  /// Below `lower` the second objective is neglected; a seed is lost above an alpha of its own. So the
  /// stable range is `lower` to the least of these.
  static func alphas(
    _ alphas: [Double], lower: Double, lostAbove: [Double]
  ) -> StudyResults {
    study(alphas.map { [1, $0] }, seeds: lostAbove.count, objectives: 2) { weights in
      var character = Synthetic.Character(name: "alpha=\(weights[1])", ends: [0.24, 0.28])
      if weights[1] < lower { character.bend = { i, _, value in i == 1 ? 1 : value } }
      for (seed, limit) in lostAbove.enumerated() where weights[1] > limit {
        character.failures[seed] = .nonFinite
      }
      return character
    }
  }

  /// Objectives of less than a fifth of the weight are neglected: a similar simplex of two fifths of
  /// the size is stable.
  static func shares(_ shares: [[Double]], seeds: Int = 8) -> StudyResults {
    study(shares, seeds: seeds, objectives: shares[0].count) { shares in
      var character = Synthetic.Character(name: "\(shares)", ends: [0.24, 0.28])
      character.bend = { i, _, value in shares[i] < 0.2 - 1e-9 ? 1 : value }
      return character
    }
  }

  private static func study(
    _ weights: [[Double]], seeds: Int, objectives m: Int,
    _ character: ([Double]) -> Synthetic.Character
  ) -> StudyResults {
    let results = Synthetic.study(
      [Synthetic.baseline] + weights.map(character), seeds: seeds, rows: 32,
      objectives: (0..<m).map { Objective("objective \($0)", .minimize) })
    let arms = zip(results.study.arms.dropFirst(), weights).map { arm, weights in
      ArmRecord(
        name: arm.name, strategy: "fixed",
        settings: .object(["weights": .list(weights.map(Setting.number))]), optimizer: "sgd")
    }
    return StudyResults(
      study: results.study.with(arms: [results.study.arms[0]] + arms), runs: results.runs)
  }

  /// Sweeps until nothing is left to look for, and says what was found in every round.
  static func rounds(
    from start: [[Double]], by refinement: SweepRefinement,
    _ study: ([[Double]]) -> StudyResults
  ) throws -> [SweepReport] {
    var (places, rounds) = (start, [SweepReport]())
    while true {
      guard let sweep = try study(places).sweep() else { return rounds }
      rounds.append(sweep)
      let next = refinement.places(after: sweep)
      if next.isEmpty { return rounds }
      places += next
    }
  }
}
