import Fronts
import Records
import Testing

@Suite("Attainment surfaces")
struct AttainmentTests {
  private static let levels: [AttainmentSurface.Level] = [.best, .median, .worst, .share(0.25)]

  private func fronts(levels: Int?) throws -> [Front] {
    try (0..<5).map {
      try Front(minimizing: Points.random(8, 2, seed: $0 + 20, levels: levels))
    }
  }

  @Test(arguments: [nil, 6])
  func `a point is on or behind the surface exactly when enough runs attain it`(
    ties: Int?
  ) throws {
    let fronts = try fronts(levels: ties)
    let grid = Points.random(300, 2, seed: 77, levels: 12)
    for weights in [nil, [1, 2, 0, 3, 0.5]] as [[Double]?] {
      for (level, share) in zip(Self.levels, [1e-9, 0.5, 1, 0.25]) {
        let surface = try AttainmentSurface(of: fronts, weights: weights, level: level)
        for point in grid + fronts.map({ $0.point(0) }) {
          let attained = try AttainmentSurface.attainment(of: point, by: fronts, weights: weights)
          let isBehind = surface.corners.contains { $0[0] <= point[0] && $0[1] <= point[1] }
          #expect(isBehind == (attained >= share), "\(level) \(point)")
        }
        for (a, b) in zip(surface.corners, surface.corners.dropFirst()) {
          #expect(a[0] < b[0] && a[1] > b[1])
        }
      }
    }
  }

  @Test func `of a single run all surfaces are its front, in its own directions`() throws {
    let front = try Front(
      [[1, 5], [2, 7], [4, 8], [3, 2]], directions: [.minimize, .maximize])
    for level in Self.levels {
      let surface = try AttainmentSurface(of: [front], level: level)
      #expect(surface.corners == [[1, 5], [2, 7], [4, 8]])
      #expect(surface.directions == front.directions)
    }
  }

  @Test func `runs that never meet have no common surface but beyond both`() throws {
    let fronts = [try Front(minimizing: [[0, 4]]), try Front(minimizing: [[4, 0]])]
    #expect(try AttainmentSurface(of: fronts, level: .worst).corners == [[4, 4]])
    #expect(try AttainmentSurface(of: fronts, level: .best).corners == [[0, 4], [4, 0]])
    #expect(throws: FrontError.empty) { try AttainmentSurface(of: [], level: .best) }
    let turned = try Front([[1, 1]], directions: [.maximize, .minimize])
    #expect(throws: FrontError.self) {
      try AttainmentSurface(of: fronts + [turned], level: .best)
    }
  }
}
