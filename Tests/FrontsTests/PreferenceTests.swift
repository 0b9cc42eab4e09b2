import Fronts
import QuasiRandom
import Tensors
import Testing

@Suite("Preference sets")
struct PreferenceTests {
  private static let sets: [PreferenceSet] = [
    .dasDennis(layers: [.init(divisions: 3), .init(divisions: 2, scale: 0.5)]),
    .lattice(points: 40), .riesz(points: 13), .sequence(.sobol, points: 40),
    .sequence(.halton, points: 40), .sequence(.niederreiter, points: 40),
    .dirichlet(concentration: 1, points: 40, seed: 3),
    .dirichlet(concentration: 0.2, points: 40, seed: 3),
    .listed([[1, 2, 3, 4], [0, 0, 5, 0]]),
  ]

  @Test(arguments: sets)
  func `points lie on the simplex, and again at the same place`(set: PreferenceSet) throws {
    let points = try set.points(objectives: 4)
    #expect(!points.isEmpty)
    for point in points {
      #expect(point.count == 4 && point.allSatisfy { $0 >= 0 })
      #expect((point.reduce(0, +) - 1).magnitude < 1e-14)
    }
    #expect(try set.points(objectives: 4) == points)
  }

  @Test func `layers of a lattice`() throws {
    #expect(SimplexLattice.count(3, divisions: 12) == 91)
    #expect(SimplexLattice.divisions(3, atMost: 91) == 12)
    #expect(SimplexLattice.divisions(3, atMost: 90) == 11)
    #expect(SimplexLattice.divisions(3, atMost: 2) == 0)
    let set = PreferenceSet.dasDennis(
      layers: [.init(divisions: 2), .init(divisions: 1, scale: 0.5)])
    let points = try set.points(objectives: 3)
    #expect(points.count == 9 && points[0] == [0, 0, 1])
    #expect(points[6].map { ($0 * 6).rounded() } == [1, 1, 4])
    #expect(try PreferenceSet.lattice(points: 11).points(objectives: 2).count == 11)
  }

  /// First points; GSL leaves the origin out of Sobol's and Halton's, not of Niederreiter's.
  @Test func `sequences begin as published`() throws {
    let sobol = try #require(QuasiRandomSequence.sobol.points(4, dimensions: 2))
    #expect(sobol == [[0.5, 0.5], [0.75, 0.25], [0.25, 0.75], [0.375, 0.375]])
    let halton = try #require(QuasiRandomSequence.halton.points(3, dimensions: 2))
    #expect(halton[1][0] == 0.25 && (halton[1][1] - 2.0 / 3).magnitude < 1e-15)
    let niederreiter = try #require(QuasiRandomSequence.niederreiter.points(3, dimensions: 2))
    #expect(niederreiter[0] == [0, 0] && niederreiter[1] == [0.5, 0.5])
    #expect(QuasiRandomSequence.niederreiter.points(1, dimensions: 13) == nil)
    #expect(QuasiRandomSequence.sobol.dimensions == 40)
    #expect(SimplexMap.point([0.25]) == [0.75, 0.25])
    #expect(SimplexMap.point([0, 0.5]) == [1, 0, 0] && SimplexMap.point([1, 1]) == [0, 0, 1])
  }

  /// The mean of each weight is 1/m, and so is the share of the points in each m-th of the simplex.
  @Test(arguments: [QuasiRandomSequence.sobol, .halton, .niederreiter])
  func `the map keeps uniform points uniform`(sequence: QuasiRandomSequence) throws {
    let points = try PreferenceSet.sequence(sequence, points: 2000).points(objectives: 4)
    for k in 0..<4 {
      let mean = points.map { $0[k] }.reduce(0, +) / 2000
      let share = points.count { $0[k] == $0.max() }
      let square = points.map { $0[k] * $0[k] }.reduce(0, +) / 2000
      #expect((mean - 0.25).magnitude < 0.003 && (share - 500).magnitude < 25)
      #expect((square - 0.1).magnitude < 0.003, "the second moment of a uniform simplex, 2/20")
    }
    #expect(Set(points).count == 2000)
  }

  @Test(arguments: [0.2, 1, 5])
  func `Dirichlet's moments`(concentration: Double) throws {
    let points = try PreferenceSet.dirichlet(concentration: concentration, points: 8000, seed: 1)
      .points(objectives: 3)
    // Variance of a weight: (1/m)(1 − 1/m)/(m a + 1).
    let wanted = 2.0 / 9 / (3 * concentration + 1)
    for k in 0..<3 {
      let mean = points.map { $0[k] }.reduce(0, +) / 8000
      let variance = points.map { ($0[k] - mean) * ($0[k] - mean) }.reduce(0, +) / 8000
      #expect((mean - 1.0 / 3).magnitude < 0.015)
      #expect((variance / wanted - 1).magnitude < 0.05)
    }
    var stream = RandomStream(seed: 1, purpose: .preferences)
    #expect(Dirichlet.draw(3, concentration: concentration, from: &stream) == points[0])
  }

  @Test func `repelling points are spread at least as well as the sequences`() throws {
    func nearest(_ points: [[Double]]) -> Double {
      var least = Double.infinity
      for (i, point) in points.enumerated() {
        for other in points[..<i] {
          var square = 0.0
          for (a, b) in zip(point, other) { square += (a - b) * (a - b) }
          least = min(least, square)
        }
      }
      return least.squareRoot()
    }
    // On an edge the best places are equidistant.
    let edge = try RieszEnergy.points(2, count: 6).map { $0[0] }.sorted()
    for (k, place) in edge.enumerated() { #expect((place - Double(k) / 5).magnitude < 0.01) }
    // A lattice of 15 points in the triangle is optimal: 1/4 of the edge √2.
    let triangle = try RieszEnergy.points(3, count: 15)
    #expect(nearest(triangle) > 0.9 * 2.0.squareRoot() / 4)
    #expect(Array(triangle[..<3]) == [[1, 0, 0], [0, 1, 0], [0, 0, 1]])
    #expect(try RieszEnergy.points(3, count: 3).count == 3)
    let sobol = try PreferenceSet.sequence(.sobol, points: 21).points(objectives: 4)
    #expect(nearest(try RieszEnergy.points(4, count: 21)) > 3 * nearest(sobol))
  }

  @Test func `what cannot be is answered with what was wanted`() {
    for (set, m, words) in [
      (.lattice(points: 2), 3, "found 2 points, wanted at least 3"),
      (.riesz(points: 1), 2, "found 1 points, wanted at least 2"),
      (.sequence(.niederreiter, points: 5), 14, "has 12 dimensions, 14 objectives need 13"),
      (.dirichlet(concentration: 0, points: 5, seed: 0), 2, "wanted a positive number"),
      (.listed([]), 2, "the list of preferences is empty"),
      (.listed([[1, 1], [1, 2, 3]]), 2, "preference 1 has 3 weights, wanted 2"),
      (.listed([[1, -1]]), 2, "preference 0 is [1.0, -1.0]"),
      (.listed([[0, 0]]), 2, "some positive"), (.lattice(points: 4), 1, "found one"),
      (.dasDennis(layers: []), 2, "at least one layer"),
      (.dasDennis(layers: [.init(divisions: 1000)]), 4, "divide less finely"),
    ] as [(PreferenceSet, Int, String)] {
      do {
        _ = try set.points(objectives: m)
        Issue.record("\(set) was taken")
      } catch { #expect("\(error)".contains(words), "\(error)") }
    }
  }
}
