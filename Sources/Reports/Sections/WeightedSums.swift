import Stability

/// Which points of a front no weighted sum of the objectives finds: those that lie inside the convex
/// hull of what can be had, on the far side from the ideal.
///
///     maxgap(p) = min over w of (w·p − min over q of w·q) > 0,   w ≥ 0, Σw = 1
///
/// Coordinates are scaled to the range of the front, and the weights are those of an even lattice, so
/// that gaps below a fiftieth of the range are taken for none.
struct WeightedSums {
  private static let least = 0.02

  /// How many of the points are out of reach; `nil` of four objectives and more.
  let outOfReach: Int?

  /// - Parameter points: Costs of nondominated points, less being better everywhere, `[N][m]`.
  init(_ points: [[Double]]) {
    guard let m = points.first?.count, 2...3 ~= m else {
      outOfReach = nil
      return
    }
    let ends = (0..<m).map { i in (points.map { $0[i] }.min() ?? 0, points.map { $0[i] }.max() ?? 0)
    }
    let scaled = points.map { point in
      zip(point, ends).map { $1.1 > $1.0 ? ($0 - $1.0) / ($1.1 - $1.0) : 0 }
    }
    let gaps = Self.lattice(m).map { weights -> [Double] in
      let sums = scaled.map { zip(weights, $0).reduce(0) { $0 + $1.0 * $1.1 } }
      let best = sums.min() ?? 0
      return sums.map { $0 - best }
    }
    outOfReach = points.indices.count { index in
      (gaps.map { $0[index] }.min() ?? 0) > Self.least
    }
  }

  /// Even weights of two or three objectives.
  private static func lattice(_ m: Int) -> [[Double]] {
    let parts = m == 2 ? 400 : 80
    let counts = (0...parts).flatMap { first -> [[Int]] in
      let rest = parts - first
      return m == 2 ? [[first, rest]] : (0...rest).map { [first, $0, rest - $0] }
    }
    return counts.map { $0.map { Double($0) / Double(parts) } }
  }
}
