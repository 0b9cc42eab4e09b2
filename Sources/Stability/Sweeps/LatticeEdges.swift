internal import Glibc

/// The edges between the points of a sweep of the simplex, at all levels of its lattice.
///
/// At level `l` a point is `k/(H·2^l)` with whole `k`; edges join points that differ by one step from
/// one objective to another.
struct LatticeEdges {
  private let points: [SweepReport.Point]
  private let divisions: Int

  init(_ points: [SweepReport.Point], _ divisions: Int) {
    (self.points, self.divisions) = (points, divisions)
  }

  /// The edges longer than a length whose ends differ.
  func cuts(longerThan length: Double) -> [SweepCut] {
    var cuts: [SweepCut] = []
    var parts = divisions
    while 1 / Double(parts) > length, parts < 1 << 20 {
      cuts += self.cuts(parts)
      parts *= 2
    }
    return cuts
  }

  private func cuts(_ parts: Int) -> [SweepCut] {
    let known = Dictionary(
      points.compactMap { point in Self.steps(point.place, parts).map { ($0, point) } },
      uniquingKeysWith: { first, _ in first })
    return points.flatMap { point -> [SweepCut] in
      guard let start = Self.steps(point.place, parts) else { return [] }
      return Self.ahead(of: start).compactMap { end in
        guard let other = known[end], point.differs(from: other) else { return nil }
        let middle = zip(start, end).map { Double($0 + $1) / Double(2 * parts) }
        return SweepCut(point, other, middle: middle, length: 1 / Double(parts))
      }
    }
  }

  /// The lattice points one step from an earlier to a later objective, so that each edge is met once.
  private static func ahead(of start: [Int]) -> [[Int]] {
    start.indices.filter { start[$0] > 0 }.flatMap { i in
      start.indices.filter { $0 > i }.map { j in
        var end = start
        end[i] -= 1
        end[j] += 1
        return end
      }
    }
  }

  /// The whole numbers of a place on the lattice of so many parts; `nil` beside it.
  private static func steps(_ place: [Double], _ parts: Int) -> [Int]? {
    let scaled = place.map { $0 * Double(parts) }
    let whole = scaled.map { Int($0.rounded()) }
    return zip(scaled, whole).allSatisfy { abs($0 - Double($1)) < 1e-6 } ? whole : nil
  }
}
