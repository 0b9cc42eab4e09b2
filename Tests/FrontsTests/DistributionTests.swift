import Fronts
import Records
import Testing

@Suite("Spacing, spread, knee, reference")
struct DistributionTests {
  @Test(arguments: 1...4)
  func `spacing is Schott's, whatever the order of the points`(m: Int) throws {
    let points = Points.random(60, m, seed: 2, levels: m == 2 ? 5 : nil)
    func distance(_ p: [Double], _ q: [Double]) -> Double {
      zip(p, q).reduce(0.0) { $0 + ($1.0 - $1.1).magnitude }
    }
    let distances: [Double] = points.indices.map { i in
      points.indices.filter { $0 != i }.map { distance(points[i], points[$0]) }.min() ?? 0
    }
    let mean = distances.reduce(0.0, +) / 60
    let squares = distances.reduce(0.0) { $0 + ($1 - mean) * ($1 - mean) }
    let wanted = (squares / 59).squareRoot()
    let found = try #require(try Front(minimizing: points).spacing())
    #expect((found - wanted).magnitude < 1e-14)
    #expect(try Front(minimizing: [[1, 2]]).spacing() == nil)
  }

  @Test func `spread is 0 for an even set with the ends, 1 for a collapsed one`() throws {
    let line = (0...10).map { [Double($0), 10 - Double($0)] }
    let truth = try Front(minimizing: line)
    let even = try #require(try truth.spread(trueFront: truth))
    #expect(even < 1e-15)
    let middle = try Front(minimizing: [[5, 5], [5, 5]])
    #expect(try middle.spread(trueFront: truth) == 1)
    let inner = try Front(minimizing: Array(line[3...7]))
    let spread = try #require(try inner.spread(trueFront: truth))
    // Two ends 3√2 away, five points √2 apart: 6√2/(6√2 + 5√2).
    #expect((spread - 6.0 / 11).magnitude < 1e-14)
    #expect(try Front(minimizing: [[5, 5]]).spread(trueFront: truth) == nil)
    let point = try Front(minimizing: [[1, 1], [1, 1]])
    #expect(try point.spread(trueFront: point) == nil)
  }

  @Test func `the knee bulges farthest towards the ideal, whatever the units`() throws {
    let points = [[0.0, 1], [0.2, 0.3], [0.4, 0.2], [1, 0], [0.9, 0.9]]
    #expect(try Front(minimizing: points).knee() == 1)
    let scaled = points.map { [$0[0] * 1e6 - 3, -1e-3 * $0[1]] }
    #expect(try Front(scaled, directions: [.minimize, .maximize]).knee() == 1)
    let space = [[1.0, 0, 0], [0, 1, 0], [0, 0, 1], [0.3, 0.3, 0.2], [0.2, 0.2, 0.5]]
    #expect(try Front(minimizing: space).knee() == 3)
  }

  @Test func `straight, concave and flat fronts have no knee`() throws {
    for points in [
      [[0.0, 1], [0.1, 0.9], [0.7, 0.3], [1, 0]], [[0.0, 1], [0.8, 0.8], [1, 0]],
      [[1, 1], [1, 1]], [[2, 3]], [[0, 1, 5], [1, 0, 5], [0.2, 0.2, 5]],
    ] { #expect(try Front(minimizing: points).knee() == nil) }
  }

  @Test func `the reference taken without one is beyond the nondominated points`() throws {
    let front = try Front(
      [[1, 10], [3, 40], [9, 5]], directions: [.minimize, .maximize])
    let reference = front.defaultReference()
    #expect((reference[0] - 3.2).magnitude < 1e-12 && (reference[1] - 7).magnitude < 1e-12)
    let flat = try Front(minimizing: [[-4, 0]]).defaultReference()
    #expect((flat[0] + 3.6).magnitude < 1e-12 && flat[1] == 0.1)
    #expect(try FrontIndicators(of: front, reference: reference).hypervolume ?? 0 > 0)
  }
}
