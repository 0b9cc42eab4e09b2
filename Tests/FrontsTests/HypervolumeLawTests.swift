import Fronts
import Records
import Testing

@Suite("Hypervolume: laws")
struct HypervolumeLawTests {
  static let dimensions = Array(1...7)

  @Test(arguments: dimensions)
  func `inclusion and exclusion`(m: Int) throws {
    for seed in 0..<12 as Range<UInt64> {
      for levels in [nil, 4] {
        let points = Points.random(9, m, seed: seed, levels: levels)
        let reference = Array(repeating: 0.9, count: m)
        let exact = Points.volume(points, reference)
        #expect((try volume(points, reference) - exact).magnitude < 1e-13, "\(seed) \(points)")
      }
    }
  }

  @Test(arguments: dimensions)
  func `order, duplicates, dominated points and points beyond the reference change nothing`(
    m: Int
  ) throws {
    let points = Points.sphere(m > 5 ? 14 : 60, m, seed: 5)
    let reference = Array(repeating: 1.05, count: m)
    let whole = try volume(points, reference)
    #expect(whole > 0)
    let shuffled = Points.shuffled(points, seed: 2)
    #expect(agree(try volume(shuffled, reference), whole, 1e-13))
    #expect(agree(try volume(points + shuffled, reference), whole, 1e-13))
    let worse = points.map { $0.map { $0 + 0.01 } }
    #expect(agree(try volume(worse + points, reference), whole, 1e-13))
    let beyond = (0..<m).map { k in (0..<m).map { $0 == k ? 1.05 : -9.0 } }
    #expect(try volume(beyond, reference) == 0)
    #expect(agree(try volume(beyond + points, reference), whole, 1e-13))
  }

  @Test(arguments: dimensions)
  func `a point more is never less, and a dominating one is more`(m: Int) throws {
    let points = Points.random(12, m, seed: 8)
    let reference = Array(repeating: 1.0, count: m)
    let volumes = try (1...12).map { try volume(Array(points.prefix($0)), reference) }
    for (before, after) in zip(volumes, volumes.dropFirst()) {
      #expect(after >= before * (1 - 1e-14))
    }
    let better = (0..<m).map { k in (points.map { $0[k] }.min() ?? 0) / 2 }
    #expect(try volume(points + [better], reference) > volumes[11])
  }

  @Test(arguments: dimensions)
  func `scaling and moving with the reference scales the volume`(m: Int) throws {
    let points = Points.sphere(m > 5 ? 12 : 30, m, seed: 3)
    let reference = Array(repeating: 1.1, count: m)
    let whole = try volume(points, reference)
    let scales = (0..<m).map { [1e-6, 3, 1e6, 0.7, 20, 1e3, 0.1][$0] }
    func moved(_ p: [Double]) -> [Double] { zip(p, scales).map { $0 * $1 + 2 * $1 } }
    let factor = scales.reduce(1, *)
    #expect(agree(try volume(points.map(moved), moved(reference)), whole * factor, 1e-12))
  }

  @Test(arguments: dimensions)
  func `a turned objective gives the same, and the answer names reference and directions`(
    m: Int
  ) throws {
    let points = Points.random(10, m, seed: 6)
    let reference = Array(repeating: 0.95, count: m)
    let plain = try Front(minimizing: points)
    for turned in 0..<m {
      func turn(_ p: [Double]) -> [Double] { p.enumerated().map { $0 == turned ? -$1 : $1 } }
      let directions: [Direction] = (0..<m).map { $0 == turned ? .maximize : .minimize }
      let front = try Front(points.map(turn), directions: directions)
      let found = try front.hypervolume(reference: turn(reference))
      #expect(found.value == (try plain.hypervolume(reference: reference).value))
      #expect(found.reference == turn(reference) && found.directions == directions)
      #expect(
        try front.contributions(reference: turn(reference))
          == plain.contributions(reference: reference))
      #expect(front.ranks() == plain.ranks() && front.knee() == plain.knee())
      #expect(front.spacing() == plain.spacing())
      #expect(front.point(0) == turn(points[0]))
    }
  }

  @Test(arguments: 2...5)
  func `a constant objective more is a factor`(m: Int) throws {
    let points = Points.sphere(m == 5 ? 40 : 300, m, seed: 4)
    let reference = Array(repeating: 1.1, count: m)
    let flat = try volume(points.map { $0 + [0.25] }, reference + [2.25])
    #expect(agree(flat, 2 * (try volume(points, reference)), 1e-12))
    let front = try volume(points.map { [0.25] + $0 }, [2.25] + reference)
    #expect(agree(front, flat, 1e-12))
  }

  /// Long lists take other ways through sorting and the staircase than short ones.
  @Test func `thousands of points in space`() throws {
    let points = Points.sphere(5_000, 3, seed: 9)
    let reference = [1.1, 1.1, 1.1]
    let flat = try volume(points.map { $0 + [1] }, reference + [2])
    #expect(agree(try volume(points, reference), flat, 1e-12))
    let tied = Points.random(5_000, 3, seed: 9, levels: 40)
    let same = try volume(tied.map { $0 + [1] }, reference + [2])
    #expect(agree(try volume(tied, reference), same, 1e-12))
  }

  @Test func `bad input is named`() throws {
    #expect(throws: FrontError.empty) { try Front(minimizing: []) }
    #expect(throws: FrontError.noObjective) { try Front([[]], directions: []) }
    #expect(throws: FrontError.ragged(point: 1, found: 1, wanted: 2)) {
      try Front(minimizing: [[1, 2], [3]])
    }
    #expect(throws: FrontError.nonFinite(point: 1, objective: 0, found: .infinity)) {
      try Front(minimizing: [[1, 2], [.infinity, 3]])
    }
    let front = try Front(minimizing: [[1, 2], [2, 1]])
    #expect(throws: FrontError.referenceLength(found: 1, wanted: 2)) {
      try front.hypervolume(reference: [3])
    }
    #expect(throws: FrontError.referenceNotFinite(objective: 1, found: -.infinity)) {
      try front.contributions(reference: [3, -.infinity])
    }
    let useless = FrontError.referenceNotDominated(reference: [1, 9], best: [1, 1])
    #expect(throws: useless) { try FrontIndicators(of: front, reference: [1, 9]) }
    #expect("\(useless)".contains("(1.0, 9.0) in every objective (the best values are (1.0, 1.0))"))
    let turned = try Front([[1, 2]], directions: [.minimize, .maximize])
    #expect(throws: FrontError.self) { try FrontDistances(of: front, to: turned) }
    #expect(throws: FrontError.self) { try front.spread(trueFront: turned) }
  }
}
