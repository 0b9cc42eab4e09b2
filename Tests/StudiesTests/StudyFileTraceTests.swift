import Neural
import Testing
import Training

@testable import Studies

/// The numbers that a model and its parameters in a study file compute.
@Suite struct StudyFileTraceTests {
  /// The only objective of a problem, for given parameters, at `x = 2`.
  private func value(
    _ expression: String, model: String, free: String = "{}", at parameters: [Double]
  ) throws -> Double {
    let problem = try StudyFile.parse(
      """
      problem:
        data: { x: { constant: [[2]] } }
        model: \(model)
        parameters: \(free)
        objectives: { value: { minimize: "\(expression)" } }
      arms: [equal]
      steps: 1
      """, name: "trace.yaml"
    ).problem
    let program = Program(
      values: problem.terms.map(\.value), parameters: problem.parameters, gradients: .none)
    let lanes = Lanes<Double>(program, width: .one)
    lanes.setParameters(parameters, lane: 0)
    lanes.setData("x", [2], lane: 0)
    lanes.forward()
    return lanes.value(0, lane: 0)
  }

  @Test func activationsStandBetweenLayersOnly() throws {
    let widths = "layers: [1, 1, 1, 1], bias: false"
    #expect(try value("sum(out)", model: "{ \(widths) }", at: [1, 3, -1]) == -6)
    #expect(try value("sum(out)", model: "{ \(widths) }", at: [-1, 3, -1]) == 0)
    let relu = "{ \(widths), outputActivation: relu }"
    #expect(try value("sum(out)", model: relu, at: [1, 3, -1]) == 0)
    let sigmoid = "{ \(widths), activation: sigmoid }"
    #expect(try value("sum(out)", model: sigmoid, at: [0, 0, 4]) == 2)
  }

  @Test func biasesComeAfterTheirWeights() throws {
    let model = "{ layers: [1, 1, 1] }"
    #expect(try value("sum(out)", model: model, at: [3, 1, 10, 5]) == 75)
    #expect(
      try value("sum(layer1.weight) - sum(layer0.bias)", model: model, at: [3, 1, 10, 5]) == 9)
  }

  @Test func parametersAreAllOfThem() throws {
    let model = "{ layers: [1, 1] }"
    let free = "{ a: { normal: [2] }, b: { constant: 1 } }"
    #expect(try value("sum(parameters)", model: model, free: free, at: [1, 2, 4, 8, 16]) == 31)
    #expect(
      try value("sum(a) * b + sum(x)", model: model, free: free, at: [1, 2, 4, 8, 16]) == 194)
  }
}
