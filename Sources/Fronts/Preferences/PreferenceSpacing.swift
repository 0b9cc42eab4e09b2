/// Preferences moved so that the points they lead to come to be evenly spaced.
///
/// The pairs of neighbors of ``FrontGaps`` are taken for springs: the step of points that a step of
/// preferences makes, `s_ij = d_ij/‖pᵢ − pⱼ‖`, is held, and the preferences are moved until the gaps
/// of each are as wide as their mean, one after the other, as often as there are points:
///
///     pᵢ ← pᵢ + Σⱼ (ℓ_ij − ℓ̄ᵢ) u_ij/Σⱼ s_ij,   ℓ_ij = s_ij ‖pᵢ − pⱼ‖,  u_ij = (pⱼ − pᵢ)/‖pᵢ − pⱼ‖
///
/// Half of the way is gone, for `s` changes on it. `j` are the neighbors that are 0 wherever `i` is:
/// a preference on a face of the simplex stays on it, and a corner stays.
/// Of two objectives all gaps come to be equal.
///
/// - SeeAlso: de Boor, "Good approximation by splines with variable knots II" (1973),
///   equidistribution; Batina, AIAA J. 28 (1990), the springs.
public enum PreferenceSpacing {
  /// Moves preferences.
  ///
  /// - Parameters:
  ///   - preferences: On the simplex, each of shape `[m]`.
  ///   - costs: The points that they led to, each of shape `[m]`; finite.
  /// - Returns: The preferences, those of points that others dominate where they were.
  public static func evened(_ preferences: [[Double]], costs: [[Double]]) -> [[Double]] {
    guard let front = try? Front(minimizing: costs) else { return preferences }
    let best = front.nondominated()
    let springs = springs(best, preferences, costs)
    var moved = preferences
    for _ in best {
      for i in best {
        moved[i] = relaxed(i, moved, springs.filter { $0.from == i })
      }
    }
    return zip(preferences, moved).map { zip($0, $1).map { ($0 + $1) / 2 } }
  }

  private struct Spring {
    let from: Int
    let to: Int
    let stiffness: Double
  }

  private static func springs(
    _ best: [Int], _ preferences: [[Double]], _ costs: [[Double]]
  ) -> [Spring] {
    FrontGaps(of: best.map { costs[$0] }).gaps.flatMap { gap -> [Spring] in
      let ends = gap.ends.map { best[$0] }
      let reach = distance(preferences[ends[0]], preferences[ends[1]])
      guard reach > 0, gap.length > 0 else { return [] }
      return [(0, 1), (1, 0)].compactMap { from, to in
        let isOnFace = zip(preferences[ends[from]], preferences[ends[to]]).allSatisfy {
          $0 > 0 || $1 == 0
        }
        return isOnFace
          ? Spring(from: ends[from], to: ends[to], stiffness: gap.length / reach) : nil
      }
    }
  }

  private static func relaxed(
    _ i: Int, _ preferences: [[Double]], _ springs: [Spring]
  ) -> [Double] {
    let own = preferences[i]
    let stretched = springs.map { $0.stiffness * distance(own, preferences[$0.to]) }
    guard springs.count > 1, stretched.allSatisfy({ $0 > 0 }) else { return own }
    let mean = stretched.reduce(0, +) / Double(springs.count)
    let stiffness = springs.reduce(0) { $0 + $1.stiffness }
    var moved = own
    for (spring, length) in zip(springs, stretched) {
      // (ℓ − ℓ̄) u/Σs, with u = (pⱼ − pᵢ) s/ℓ.
      let part = (length - mean) / stiffness * spring.stiffness / length
      for k in own.indices { moved[k] += part * (preferences[spring.to][k] - own[k]) }
    }
    let kept = moved.map { max($0, 0) }
    let sum = kept.reduce(0, +)
    return kept.map { $0 / sum }
  }

  private static func distance(_ a: [Double], _ b: [Double]) -> Double {
    zip(a, b).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }.squareRoot()
  }
}
