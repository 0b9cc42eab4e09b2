/// The lattice of weights that are multiples of `1/H` and sum to 1.
///
/// - SeeAlso: Das & Dennis (SIAM J. Optim. 1998), Sec. 4.
public enum SimplexLattice {
  /// The number of points, `(H + m − 1)! / (H! (m − 1)!)`; saturates at `Int.max`.
  public static func count(_ m: Int, divisions: Int) -> Int {
    var count = 1
    for k in 1..<max(m, 1) {
      let (product, overflow) = count.multipliedReportingOverflow(by: divisions + k)
      if overflow { return .max }
      count = product / k
    }
    return count
  }

  /// The points, each of shape `[m]`, in lexicographic order.
  public static func points(_ m: Int, divisions: Int) -> [[Double]] {
    compositions(of: divisions, into: m).map { $0.map { Double($0) / Double(divisions) } }
  }

  private static func compositions(of total: Int, into parts: Int) -> [[Int]] {
    guard parts > 1 else { return [[total]] }
    return (0...total).flatMap { head in
      compositions(of: total - head, into: parts - 1).map { [head] + $0 }
    }
  }
}
