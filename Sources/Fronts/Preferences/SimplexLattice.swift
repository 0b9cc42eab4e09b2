/// The lattice of weights that are multiples of `1/H` and sum to 1.
///
/// - SeeAlso: Das & Dennis (SIAM J. Optim. 1998), Sec. 4.
public enum SimplexLattice {
  /// One lattice of several, drawn together towards the center of the simplex.
  ///
  ///     w = s·k/H + (1 − s)/m
  ///
  /// - SeeAlso: Deb and Jain, IEEE TEVC 18 (2014), an outer layer and one of half its size.
  public struct Layer: Hashable, Codable, Sendable {
    /// The number `H` of divisions of an edge.
    public let divisions: Int
    /// The size `s` beside the whole simplex, in (0, 1].
    public let scale: Double

    /// Describes a layer.
    public init(divisions: Int, scale: Double = 1) {
      precondition(divisions >= 1, "a layer divides an edge into at least one part")
      precondition(scale > 0 && scale <= 1, "the scale of a layer is in (0, 1]")
      (self.divisions, self.scale) = (divisions, scale)
    }
  }

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

  /// The divisions of the largest lattice of at most `points` points; 0 when even one division
  /// has more.
  public static func divisions(_ m: Int, atMost points: Int) -> Int {
    if m == 1 { return points > 0 ? 1 : 0 }
    var divisions = 0
    while count(m, divisions: divisions + 1) <= points { divisions += 1 }
    return divisions
  }

  /// The points, each of shape `[m]`, in lexicographic order.
  public static func points(_ m: Int, divisions: Int) -> [[Double]] {
    compositions(of: divisions, into: m).map { $0.map { Double($0) / Double(divisions) } }
  }

  /// The points of several layers, one layer after the other.
  public static func points(_ m: Int, layers: [Layer]) -> [[Double]] {
    layers.flatMap { layer in
      let center = (1 - layer.scale) / Double(m)
      return points(m, divisions: layer.divisions).map { $0.map { layer.scale * $0 + center } }
    }
  }

  private static func compositions(of total: Int, into parts: Int) -> [[Int]] {
    guard parts > 1 else { return [[total]] }
    return (0...total).flatMap { head in
      compositions(of: total - head, into: parts - 1).map { [head] + $0 }
    }
  }
}
