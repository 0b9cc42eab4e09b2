import Neural
import Records
import Studies
import TestSupport
import Testing
import Training

/// Values and gradients of the catalogue beside PyTorch; the recipe is `Fixtures/make_problems.py`.
@Suite struct ProblemOracleTests {
  struct Case: Decodable, Sendable {
    struct Point: Decodable, Sendable {
      let x: [Double]
      let values: [Double]
      let gradients: [[Double]]
    }
    let name: String
    let settings: [String: Double]
    let points: [Point]
  }

  @Test func valuesAndGradientsFollowTheirPapers() throws {
    let cases = try Fixture.read([Case].self, "problems", in: .module)
    #expect(cases.count == 22)
    for one in cases {
      let settings = one.settings.mapValues { Setting.number($0) }
      let known = try #require(try ProblemCatalogue.make(one.name, settings: settings))
      let lanes = try Self.lanes(of: known)
      for point in one.points {
        lanes.setParameters(point.x, lane: 0)
        lanes.forward()
        let values = point.values.indices.map { lanes.value($0, lane: 0) }
        Self.compare(values, point.values, one.name)
        lanes.backward()
        for (row, wanted) in point.gradients.enumerated() {
          Self.compare(
            lanes.gradient(row, lane: 0, elements: 0..<wanted.count), wanted, "\(one.name) \(row)")
        }
      }
    }
  }

  static func lanes(of known: any KnownProblem) throws -> Lanes<Double> {
    let problem = try known.problem()
    let program = Program(
      values: problem.terms.map(\.value), parameters: problem.parameters, gradients: .each)
    return Lanes<Double>(program, width: .one)
  }

  private static func compare(_ found: [Double], _ wanted: [Double], _ what: String) {
    let scale = wanted.reduce(1e-3) { max($0, $1.magnitude) }
    for (a, b) in zip(found, wanted) {
      #expect((a - b).magnitude <= 1e-11 * scale, "\(what): \(a), wanted \(b)")
    }
  }
}
