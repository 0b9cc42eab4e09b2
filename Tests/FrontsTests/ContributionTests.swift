import Fronts
import Records
import Testing

@Suite("Hypervolume: contributions and gradient")
struct ContributionTests {
  /// Contributions as volumes with and without each point of the nondominated set.
  private func slowly(_ points: [[Double]], _ reference: [Double]) throws -> [Double] {
    let mask = Points.nondominated(points)
    let set = points.indices.filter { mask[$0] }
    let whole = try volume(set.map { points[$0] }, reference)
    return try points.indices.map { i in
      let rest = set.filter { $0 != i }.map { points[$0] }
      guard mask[i] else { return 0 }
      return whole - (rest.isEmpty ? 0 : try volume(rest, reference))
    }
  }

  @Test(arguments: 1...6)
  func `a contribution is what the set loses`(m: Int) throws {
    for seed in 0..<8 as Range<UInt64> {
      for points in [
        Points.random(24, m, seed: seed), Points.random(24, m, seed: seed, levels: 5),
        Points.sphere(24, m, seed: seed),
      ] {
        let reference = Array(repeating: 0.97, count: m)
        let found = try Front(minimizing: points).contributions(reference: reference)
        let wanted = try slowly(points, reference)
        for i in points.indices {
          #expect((found[i] - wanted[i]).magnitude < 1e-12, "\(m) \(seed) \(i)")
          #expect(found[i] >= 0)
        }
      }
    }
  }

  /// In the workspace dominated points count among the others.
  @Test(arguments: 1...5)
  func `a dominated point takes from the one that dominates it`(m: Int) throws {
    for seed in 0..<8 as Range<UInt64> {
      let points = Points.random(20, m, seed: seed, levels: seed % 2 == 0 ? 6 : nil)
      let reference = Array(repeating: 0.95, count: m)
      let workspace = VolumeWorkspace(objectives: m, capacity: 30)
      var found = Array(repeating: -1.0, count: 20)
      workspace.contributions(
        of: points.flatMap { $0 }, count: 20, reference: reference, into: &found)
      let whole = try volume(points, reference)
      for i in points.indices {
        let rest = points.indices.filter { $0 != i }.map { points[$0] }
        let wanted = whole - (try volume(rest, reference))
        #expect((found[i] - wanted).magnitude < 1e-13, "\(seed) \(i)")
      }
      let again = workspace.volume(of: points.flatMap { $0 }, count: 20, reference: reference)
      #expect(again == whole, "the workspace forgets what it did before")
    }
  }

  @Test(arguments: 1...5)
  func `the gradient is that of differences, in the objectives' own directions`(m: Int) throws {
    let directions: [Direction] = (0..<m).map { $0 % 2 == 1 ? .maximize : .minimize }
    let reference = directions.map { 0.9 * $0.sign }
    let costs = Points.random(10, m, seed: 11)
    let points = costs.map { zip($0, directions).map { $0 * $1.sign } }
    let gradient = try Front(points, directions: directions)
      .hypervolumeGradient(reference: reference)
    let h = 1e-7
    func moved(_ i: Int, _ k: Int, _ by: Double) throws -> Double {
      var points = points
      points[i][k] += by
      return try Front(points, directions: directions).hypervolume(reference: reference).value
    }
    for i in points.indices {
      for k in 0..<m {
        let difference = (try moved(i, k, h) - moved(i, k, -h)) / (2 * h)
        #expect((gradient[i][k] - difference).magnitude < 1e-7, "\(i) \(k)")
      }
    }
    #expect(gradient.contains { $0.contains { $0 != 0 } })
  }

  @Test func `one point, one objective, duplicates`() throws {
    let single = try Front(minimizing: [[0.25, 0.5]])
    #expect(try single.contributions(reference: [1, 1]) == [0.375])
    #expect(try single.hypervolumeGradient(reference: [1, 1]) == [[-0.5, -0.75]])
    let line = try Front([[3], [5], [4]], directions: [.maximize])
    #expect(try line.hypervolume(reference: [1]).value == 4)
    #expect(try line.contributions(reference: [1]) == [0, 4, 0])
    #expect(line.ranks() == [2, 0, 1])
    let twice = try Front(minimizing: [[0, 1], [1, 0], [0, 1], [2, 2]])
    #expect(try twice.contributions(reference: [3, 3]) == [0, 2, 0, 0])
    #expect(twice.nondominatedMask() == [true, true, true, false])
  }
}
