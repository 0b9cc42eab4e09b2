import Foundation
import Fronts

extension DTLZ {
  /// The front, at the least `g`.
  public var front: KnownFront? {
    let m = m
    switch kind {
    case .dtlz1:
      return KnownFront(
        .linear, ideal: Self.filled(0, m), nadir: Self.filled(0.5, m),
        sample: { Self.lattice(m, $0).map { $0.map { $0 / 2 } } },
        volume: { $0.reduce(1, *) - Foundation.pow(0.5, Double(m)) / tgamma(Double(m) + 1) })
    case .dtlz2, .dtlz3, .dtlz4:
      return KnownFront(
        .concave, ideal: Self.filled(0, m), nadir: Self.filled(1, m),
        sample: { Self.lattice(m, $0).map(Self.onSphere) },
        volume: { $0.reduce(1, *) - Self.ball(m) })
    case .dtlz7: return pieces
    }
  }

  private static func filled(_ x: Double, _ m: Int) -> [Double] { Array(repeating: x, count: m) }

  /// The largest simplex lattice of at most `count` points, of `m` points at least.
  private static func lattice(_ m: Int, _ count: Int) -> [[Double]] {
    var divisions = 1
    while SimplexLattice.count(m, divisions: divisions + 1) <= count { divisions += 1 }
    return SimplexLattice.points(m, divisions: divisions)
  }

  private static func onSphere(_ point: [Double]) -> [Double] {
    let norm = point.reduce(0) { $0 + $1 * $1 }.squareRoot()
    return point.map { $0 / norm }
  }

  /// The volume of the unit ball's part without negative coordinates.
  private static func ball(_ m: Int) -> Double {
    let half = Double(m) / 2
    return Foundation.pow(Double.pi, half) / tgamma(half + 1) / Foundation.pow(2, Double(m))
  }

  /// The values of one coordinate that no other dominates: `x (1 + sin 3πx)` above all before it.
  private static let ends = [
    (from: 0.0, to: 0.2514118360), (from: 0.6316265307, to: 0.8594008566),
  ]

  private static func gain(_ x: Double) -> Double { x * (1 + sin(3 * .pi * x)) / 2 }

  private var pieces: KnownFront {
    let (m, last) = (m, Self.ends[1].to)
    let ideal =
      Self.filled(0, m - 1) + [2 * (Double(m) - Double(m - 1) * Self.gain(last))]
    return KnownFront(
      .disconnected, ideal: ideal, nadir: Self.filled(last, m - 1) + [2 * Double(m)],
      sample: { count in
        let side = max(4, Int(Foundation.pow(Double(count), 1 / Double(m - 1)).rounded()))
        let axis = Self.ends.flatMap { end in
          (0..<side / 2).map { end.from + Double($0) / Double(side / 2 - 1) * (end.to - end.from) }
        }
        return Self.grid(axis, m - 1).map { x in
          x + [2 * (Double(m) - x.reduce(0) { $0 + Self.gain($1) })]
        }
      })
  }

  private static func grid(_ axis: [Double], _ axes: Int) -> [[Double]] {
    guard axes > 0 else { return [[]] }
    return axis.flatMap { x in grid(axis, axes - 1).map { [x] + $0 } }
  }
}
