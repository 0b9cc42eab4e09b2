import Fronts
import Records
import Tensors

/// Random points, and the slow and obvious way to everything.
enum Points {
  /// Points with coordinates in [0, 1); with `levels`, multiples of 1/levels, so that many tie.
  static func random(_ count: Int, _ m: Int, seed: UInt64, levels: Int? = nil) -> [[Double]] {
    var stream = RandomStream(seed: seed, purpose: .data, index: m)
    return (0..<count).map { _ in
      (0..<m).map { _ in
        let u = stream.uniform()
        return levels.map { (u * Double($0)).rounded(.down) / Double($0) } ?? u
      }
    }
  }

  /// Mutually nondominated points on a sphere: a concave front.
  static func sphere(_ count: Int, _ m: Int, seed: UInt64) -> [[Double]] {
    var stream = RandomStream(seed: seed, purpose: .data, index: m)
    return (0..<count).map { _ in
      let x = (0..<m).map { _ in stream.normal().magnitude }
      let norm = x.reduce(0) { $0 + $1 * $1 }.squareRoot()
      return x.map { $0 / norm }
    }
  }

  static func dominates(_ p: [Double], _ q: [Double]) -> Bool {
    var isLess = false
    for i in p.indices {
      if p[i] > q[i] { return false }
      if p[i] < q[i] { isLess = true }
    }
    return isLess
  }

  static func nondominated(_ points: [[Double]]) -> [Bool] {
    points.map { p in !points.contains { dominates($0, p) } }
  }

  static func ranks(_ points: [[Double]]) -> [Int] {
    var ranks = Array(repeating: -1, count: points.count)
    var rank = 0
    while ranks.contains(-1) {
      let left = points.indices.filter { ranks[$0] < 0 }
      for i in left where !left.contains(where: { dominates(points[$0], points[i]) }) {
        ranks[i] = rank
      }
      rank += 1
    }
    return ranks
  }

  /// Inclusion and exclusion over all subsets.
  static func volume(_ points: [[Double]], _ reference: [Double]) -> Double {
    let inside = points.filter { zip($0, reference).allSatisfy { $0 < $1 } }
    return (1..<(1 << inside.count)).reduce(0) { sum, subset in
      let members = inside.indices.filter { subset >> $0 & 1 == 1 }
      let box = reference.indices.reduce(1.0) { product, k in
        product * (reference[k] - (members.map { inside[$0][k] }.max() ?? 0))
      }
      return sum + (members.count % 2 == 1 ? box : -box)
    }
  }

  static func shuffled(_ points: [[Double]], seed: UInt64) -> [[Double]] {
    var stream = RandomStream(seed: seed, purpose: .data, index: 1)
    return points.shuffled(using: &stream)
  }
}

/// The volume of points of which less is better.
func volume(_ points: [[Double]], _ reference: [Double]) throws -> Double {
  try Front(minimizing: points).hypervolume(reference: reference).value
}

func agree(_ a: Double, _ b: Double, _ tolerance: Double) -> Bool {
  (a - b).magnitude <= tolerance * max(a.magnitude, b.magnitude)
}
