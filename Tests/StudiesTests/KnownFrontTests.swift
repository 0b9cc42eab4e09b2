import Foundation
import Fronts
import Neural
import Records
import Studies
import Testing
import Training

/// Fronts of the catalogue: nondominated, attained, and as large as the literature has them.
@Suite struct KnownFrontTests {
  static let known = ProblemCatalogue.all.filter { $0.front != nil }.map(\.card.id)

  private func front(_ id: String, _ settings: [String: Setting] = [:]) throws -> KnownFront {
    try #require(try ProblemCatalogue.make(id, settings: settings)?.front)
  }

  @Test func cataloguedProblemsAreThose() {
    #expect(
      Self.known == [
        "vlmop1", "vlmop2", "vlmop3", "fonseca-fleming", "zdt1", "zdt2", "zdt3", "zdt4", "zdt6",
        "dtlz1", "dtlz2", "dtlz3", "dtlz4", "dtlz7", "ewq", "cqf", "hqf", "cagrad-toy",
      ])
    #expect(ProblemCatalogue.all.count == 20)
  }

  @Test(arguments: known) func pointsAreNondominatedAndWithinTheirBox(_ id: String) throws {
    let front = try front(id)
    let points = front.points(60)
    #expect(try Front(minimizing: points).nondominated().count == points.count)
    for point in points {
      for (i, x) in point.enumerated() {
        #expect(x >= front.ideal[i] - 0.01 && x <= front.nadir[i] + 0.01, "\(point)")
      }
    }
  }

  @Test(arguments: known) func closedVolumesAreThoseOfManyPoints(_ id: String) throws {
    let front = try front(id)
    guard let volume = front.hypervolume(reference: front.reference) else { return }
    let sampled = try Front(minimizing: front.points(2000))
      .hypervolume(reference: front.reference).value
    #expect(sampled <= volume + 1e-9)
    // A lattice of 2000 points leaves steps: in space coarser ones than on a curve.
    #expect(sampled >= volume * (front.ideal.count == 2 ? 0.998 : 0.9), "\(sampled) of \(volume)")
  }

  static let volumes: [(String, [Double], Double)] = [
    ("zdt1", [1.1, 1.1], 0.8766666667), ("zdt1", [11, 11], 120.6666666667),
    ("zdt2", [1.2, 1.2], 0.7733333333), ("zdt3", [11, 11], 128.7781161307),
    ("vlmop2", [1, 1], 0.3421155931), ("fonseca-fleming", [4, 4], 15.3421155931),
    ("vlmop1", [2, 3], 6 - 1.0 / 6),
  ]

  @Test(arguments: volumes)
  func volumesAreThePublishedOnes(_ id: String, _ r: [Double], _ volume: Double) throws {
    let found = try #require(try front(id).hypervolume(reference: r))
    #expect((found - volume).magnitude < 1e-9, "\(found)")
  }

  @Test func spheresAndPlanesAreThePublishedOnes() throws {
    for (m, volume) in [(2, 0.4246018366), (3, 0.8074012244)] {
      let front = try front("dtlz2", ["m": .number(Double(m))])
      let found = front.hypervolume(reference: Array(repeating: 1.1, count: m))
      #expect(((found ?? 0) - volume).magnitude < 1e-9)
    }
    let plane = try front("dtlz1").hypervolume(reference: [1, 1, 1])
    #expect(((plane ?? 0) - (1 - 1.0 / 48)).magnitude < 1e-12)
  }

  @Test func aReferenceBetterThanTheNadirHasNoVolume() throws {
    #expect(try front("zdt1").hypervolume(reference: [0.9, 2]) == nil)
    #expect(try front("cqf").hypervolume(reference: [100, 100]) == nil)
  }

  /// Places of the box that are known to be on the front, and what they attain.
  @Test(arguments: [
    ("zdt1", 0.0), ("zdt2", 0), ("zdt4", 0), ("zdt3", 0), ("dtlz1", 0.5), ("dtlz2", 0.5),
    ("dtlz7", 0),
  ]) func frontsAreAttained(_ id: String, _ distance: Double) throws {
    let settings: [String: Setting] = id.hasPrefix("dtlz") ? ["m": .number(2)] : [:]
    let known = try #require(try ProblemCatalogue.make(id, settings: settings))
    let front = try #require(known.front)
    let lanes = try ProblemOracleTests.lanes(of: known)
    let n = lanes.program.layout.count
    for f in front.points(9).map({ $0[0] }) where f > 0 {
      let place = id == "dtlz1" ? 2 * f : id == "dtlz2" ? 2 / .pi * acos(f) : f
      lanes.setParameters([place] + Array(repeating: distance, count: n - 1), lane: 0)
      lanes.forward()
      let found = [lanes.value(0, lane: 0), lanes.value(1, lane: 0)]
      let nearest = front.points(20_001).map { hypot($0[0] - found[0], $0[1] - found[1]) }.min()
      #expect((nearest ?? 1) < 2e-3, "\(id) at \(f): \(found)")
    }
  }

  @Test func weightedOptimaOfTheQuadraticsAreTheOracles() throws {
    let convex = try front("cqf").points(11)
    let wanted = [
      (1, 0.1410644357, 1.6172125312), (5, 0.4948979592, 0.7908163265),
      (9, 2.5423418615, 0.0713140168),
    ]
    for (index, f1, f2) in wanted {
      #expect((convex[index][0] - f1).magnitude < 1e-9 && (convex[index][1] - f2).magnitude < 1e-9)
    }
    let valley = try front("cagrad-toy").points(5)
    for (index, f1, f2) in [
      (0, -19.98942514, -0.39793911), (1, -18.76493998, -8.96945353),
      (2, -15.0916384453, -15.0916384453),
    ] {
      // Where the first is best, the other one moves with every digit of the place.
      #expect(
        (valley[index][0] - f1).magnitude < 1e-7 && (valley[index][1] - f2).magnitude < 1e-6,
        "\(valley[index])")
    }
  }
}
