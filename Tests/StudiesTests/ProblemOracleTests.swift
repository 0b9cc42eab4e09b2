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

  /// What ends at a right angle is 0 there, however far the point is from the front: rounded cosines would
  /// be less than 0, and the less the farther.
  @Test(arguments: ["dtlz2", "dtlz3", "dtlz4"]) func rightAnglesAreExact(_ name: String) throws {
    let problem = try #require(ProblemCatalogue.problem(name)).problem()
    let program = Program(
      values: problem.terms.map(\.value), parameters: problem.parameters, gradients: .each)
    let lanes = Lanes<Float>(program, width: .one)
    for distance in [0.5, 0.9] {
      let rest = Array(repeating: distance, count: program.layout.count - 2)
      for (x, zeros) in [([1.0, 0.3], [0, 1]), ([0.9995, 1], [0])] {
        lanes.setParameters(x + rest, lane: 0)
        lanes.forward()
        let values = (0..<3).map { lanes.value($0, lane: 0) }
        #expect((0..<3).filter { values[$0] == 0 } == zeros, "\(name): \(values)")
        #expect(values.allSatisfy { $0 >= 0 })
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
