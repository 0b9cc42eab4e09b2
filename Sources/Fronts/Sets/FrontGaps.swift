/// The gaps of a front: the pairs of points between which no third one lies.
///
///     i, j are neighbors:  no k has max(d_ik, d_jk) < d_ij     (the relative neighborhood graph)
///     d: Euclidean, of points scaled by (x − ideal)/(nadir − ideal), those of the points given
///
/// For two objectives these are the steps along the front. Coordinates in which all points agree do
/// not count.
///
/// - SeeAlso: Toussaint, "The relative neighbourhood graph of a finite planar set", Pattern
///   Recognition 12 (1980).
public struct FrontGaps: Hashable, Sendable {
  /// Two neighbors.
  public struct Gap: Hashable, Sendable {
    /// The indices of its ends, the smaller one first.
    public let ends: [Int]
    /// The distance of the ends, of scaled points.
    public let length: Double
  }

  /// The gaps by their ends.
  public let gaps: [Gap]

  /// Finds the gaps of points, of which less is better in every coordinate or more in every one.
  ///
  /// - Parameter points: Points of the same length, none dominated by another; `n³` comparisons.
  public init(of points: [[Double]]) {
    let scaled = Self.scaled(points)
    let distances = scaled.map { a in scaled.map { b in Self.distance(a, b) } }
    var gaps: [Gap] = []
    for i in points.indices {
      for j in points.indices.dropFirst(i + 1) {
        let length = distances[i][j]
        let isShared = points.indices.contains { max(distances[i][$0], distances[j][$0]) < length }
        if !isShared { gaps.append(Gap(ends: [i, j], length: length)) }
      }
    }
    self.gaps = gaps
  }

  private static func scaled(_ points: [[Double]]) -> [[Double]] {
    guard let m = points.first?.count else { return [] }
    let ranges = (0..<m).map { k in
      (
        ideal: points.reduce(.infinity) { min($0, $1[k]) },
        nadir: points.reduce(-.infinity) { max($0, $1[k]) }
      )
    }
    return points.map { point in
      zip(point, ranges).map { $1.nadir > $1.ideal ? ($0 - $1.ideal) / ($1.nadir - $1.ideal) : 0 }
    }
  }

  private static func distance(_ a: [Double], _ b: [Double]) -> Double {
    zip(a, b).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }.squareRoot()
  }
}
