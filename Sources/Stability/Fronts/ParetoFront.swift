/// The points of a set that no other point dominates; less is better everywhere.
public enum ParetoFront {
  /// The indices of the nondominated points, ascending.
  ///
  ///     p dominates q:  pᵢ ≤ qᵢ for all i, and pᵢ < qᵢ for one
  ///
  /// Edge cases: equal points do not dominate each other, so all of them stay; a point with a
  /// coordinate that is not a number is left out.
  public static func nondominated(_ points: [[Double]]) -> [Int] {
    let numbers = points.indices.filter { points[$0].allSatisfy { !$0.isNaN } }
    return numbers.filter { i in !numbers.contains { dominates(points[$0], points[i]) } }
  }

  /// Whether `p` is no worse than `q` anywhere and better somewhere.
  static func dominates(_ p: [Double], _ q: [Double]) -> Bool {
    let pairs = zip(p, q)
    return pairs.allSatisfy { $0 <= $1 } && pairs.contains { $0 < $1 }
  }
}
