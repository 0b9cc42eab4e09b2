import Foundation
import Fronts
import Records
import Testing

/// Values in exact rational arithmetic; `Fixtures/make_indicators.py` makes and checks them.
@Suite("Indicators agree with exact arithmetic")
struct ReferenceValueTests {
  struct Case: Decodable, CustomTestStringConvertible, Sendable {
    let name: String
    let directions: [Direction]
    let points, trueFront: [[Double]]
    let reference, contributions: [Double]
    let hypervolume, igd, igdPlus, gd, gdPlus, epsilonAdditive, averageHausdorff: Double
    let epsilonMultiplicative, spacing, spread: Double?
    let nondominated: [Bool]
    let ranks: [Int]
    let knee: Int?

    var testDescription: String { name }

    static let all: [Case] = {
      let file = Bundle.module.bundleURL.appending(path: "Fixtures/indicators.json")
      return (try? JSONDecoder().decode([Case].self, from: Data(contentsOf: file))) ?? []
    }()
  }

  @Test func `all cases are there`() { #expect(Case.all.count == 16) }

  @Test(arguments: Case.all)
  func `every indicator, to 1e-12`(wanted: Case) throws {
    let found = try FrontIndicators(
      of: Front(wanted.points, directions: wanted.directions), reference: wanted.reference,
      trueFront: Front(wanted.trueFront, directions: wanted.directions))
    func check(_ name: Comment, _ found: Double?, _ wanted: Double?) throws {
      guard let wanted else { return #expect(found == nil, name) }
      #expect(agree(try #require(found, name), wanted, 1e-12), name)
    }
    try check("hypervolume", found.hypervolume, wanted.hypervolume)
    try check("igd", found.igd, wanted.igd)
    try check("igdPlus", found.igdPlus, wanted.igdPlus)
    try check("gd", found.gd, wanted.gd)
    try check("gdPlus", found.gdPlus, wanted.gdPlus)
    try check("epsilonAdditive", found.epsilonAdditive, wanted.epsilonAdditive)
    try check("epsilonMultiplicative", found.epsilonMultiplicative, wanted.epsilonMultiplicative)
    try check("averageHausdorff", found.averageHausdorff, wanted.averageHausdorff)
    try check("spacing", found.spacing, wanted.spacing)
    try check("spread", found.spread, wanted.spread)
    for (share, exact) in zip(try #require(found.contributions), wanted.contributions) {
      #expect(agree(share, exact, 1e-12))
    }
    #expect(found.nondominated == wanted.nondominated && found.ranks == wanted.ranks)
    #expect(found.knee == wanted.knee && found.reference == wanted.reference)
    #expect(found.directions == wanted.directions)
  }

  /// Closed forms and values of the literature.
  @Test func `known volumes`() throws {
    #expect(try volume([[0.25, 0.75], [0.5, 0.5], [0.75, 0.25]], [1, 1]) == 0.375)
    #expect(try volume([[1, 2, 3], [2, 3, 1], [3, 1, 2]], [4, 4, 4]) == 13)
    let curve = (0...20_000).map { k -> [Double] in
      let f = Double(k) / 20_000
      return [f, 1 - f * f]
    }
    // ZDT2 up to (1.1, 1.1); a finite set stays below by about half a step.
    let gap = 0.5433333333333333 - (try volume(curve, [1.1, 1.1]))
    #expect(gap > 0 && gap < 4e-5)
  }

  @Test func `distances of pymoo's documentation kind`() throws {
    let distances = try FrontDistances(
      of: Front(minimizing: [[0.1, 0.9], [0.3, 0.5], [0.6, 0.3], [0.9, 0.1]]),
      to: Front(minimizing: [[0.0, 1.0], [0.25, 0.25], [1.0, 0.0]]))
    #expect(agree(distances.igdPlus, 0.15165032522654642, 1e-12))
    #expect(agree(distances.igd, 0.17926456271808608, 1e-12))
    #expect(agree(distances.epsilonAdditive, 0.25, 1e-12))
    #expect(distances.epsilonMultiplicative == nil)
  }
}
