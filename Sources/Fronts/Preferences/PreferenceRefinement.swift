/// Where to look next: preferences that bisect the widest gaps of a front.
///
///     repeat:  the gap (i, j) with the greatest d_ij/parts,  parts ← parts + 1
///     a gap of P parts gets the preferences  pᵢ + k/P (pⱼ − pᵢ),   k = 1, …, P − 1
///
/// Gaps are those of ``FrontGaps`` among the points that no other dominates. Of gaps that are
/// equally wide to the bit the one whose preferences are nearest to each other comes first, so that
/// where the preferences between two points give one of the two again, the next one is still new;
/// of those, the first. A preference may have been tried more than once: between two of them is one
/// gap, as wide as the widest.
public enum PreferenceRefinement {
  /// Chooses preferences.
  ///
  /// - Parameters:
  ///   - count: How many.
  ///   - preferences: Those that have been tried, each of shape `[m]`.
  ///   - costs: What each came to, of shape `[m]`; `nil` where it came to nothing.
  /// - Returns: `count` preferences, in the order of the gaps; none where fewer than two different
  ///   preferences came to something.
  public static func next(
    _ count: Int, preferences: [[Double]], costs: [[Double]?]
  ) -> [[Double]] {
    var gaps = gaps(preferences, costs)
    guard !gaps.isEmpty else { return [] }
    for _ in 0..<count {
      guard let widest = gaps.indices.max(by: { !gaps[$0].precedes(gaps[$1]) }) else { break }
      gaps[widest].parts += 1
    }
    return gaps.flatMap(\.preferences)
  }

  /// A gap and the parts it is cut into.
  private struct Cut {
    let ends: (first: [Double], second: [Double])
    var length: Double
    var parts = 1

    func isBetween(_ a: [Double], _ b: [Double]) -> Bool { ends == (a, b) || ends == (b, a) }

    private var reach: Double {
      zip(ends.first, ends.second).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }.squareRoot()
        / Double(parts)
    }

    /// Whether its parts are wider than another's, or as wide and their preferences nearer.
    func precedes(_ other: Cut) -> Bool {
      let (own, others) = (length / Double(parts), other.length / Double(other.parts))
      return own > others || (own == others && reach <= other.reach)
    }

    var preferences: [[Double]] {
      (1..<max(parts, 1)).map { k in
        zip(ends.first, ends.second).map { $0 + Double(k) / Double(parts) * ($1 - $0) }
      }
    }
  }

  private static func gaps(_ preferences: [[Double]], _ costs: [[Double]?]) -> [Cut] {
    let reached = costs.indices.filter { costs[$0]?.allSatisfy(\.isFinite) ?? false }
    let points = reached.compactMap { costs[$0] }
    guard let front = try? Front(minimizing: points) else { return [] }
    let best = front.nondominated()
    var cuts: [Cut] = []
    for gap in FrontGaps(of: best.map { points[$0] }).gaps {
      let ends = gap.ends.map { preferences[reached[best[$0]]] }
      guard ends[0] != ends[1] else { continue }
      // Preferences that were tried often have many gaps between them, which one bisection fills.
      if let same = cuts.firstIndex(where: { $0.isBetween(ends[0], ends[1]) }) {
        cuts[same].length = max(cuts[same].length, gap.length)
      } else {
        cuts.append(Cut(ends: (ends[0], ends[1]), length: gap.length))
      }
    }
    return cuts
  }
}
