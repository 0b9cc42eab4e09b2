import Foundation
import Neural
import Records
import Strategies
import TestSupport
import Testing
import Training

/// GradNorm beside an independent implementation; the recipe is `Fixtures/make_gradnorm.py`.
@Suite struct GradNormOracleTests {
  struct Oracle: Decodable, Sendable {
    struct OptimizerCase: Decodable, Sendable {
      let kind: String
      let lr: Double
    }
    struct Case: Decodable, Sendable, CustomTestStringConvertible {
      let name: String
      let tasks: Int
      let alpha: Double
      let gradNormParameters: [String]
      let thetaOptimizer: OptimizerCase
      let weightOptimizer: OptimizerCase
      let features: [[Double]]
      let targets: [[[Double]]]
      let initialParameters: [String: Setting]
      let losses: [[Double]]
      let weights: [[Double]]
      var testDescription: String { name }
    }
    let cases: [Case]
  }

  static let cases = (try? Fixture.read(Oracle.self, "gradnorm", in: .module).cases) ?? []

  @Test func hasAllCases() { #expect(Self.cases.count == 7) }

  @Test(arguments: cases)
  func followsTheOracle(_ one: Oracle.Case) throws {
    let strategy = GradNorm(
      alpha: one.alpha, learningRate: one.weightOptimizer.lr,
      optimizer: one.weightOptimizer.kind == "Adam" ? .adam : .sgd,
      parameters: .named(one.gradNormParameters))
    let optimizer: Optimizer =
      one.thetaOptimizer.kind == "Adam"
      ? .adam(learningRate: one.thetaOptimizer.lr) : .sgd(learningRate: one.thetaOptimizer.lr)
    let plan = TrainingPlan(try problem(one), steps: 199)
    let task = LaneTask(
      arm: "gradnorm", member: 0, seed: 0, strategy: strategy, optimizer: optimizer)
    let trainer = try BlockTrainer<Double>(plan, tasks: [task], width: .eight)
    let run = try #require(trainer.train().first)
    #expect(run.outcome == .finished)
    #expect(run.trace.steps == Array(0...199))
    for i in 0..<one.tasks {
      let weights = try #require(run.trace.evidence["weight/task\(i)"])
      for step in 0..<199 {
        let (loss, weight) = (one.losses[step][i], one.weights[step][i])
        #expect((run.trace.values[i][step] - loss).magnitude <= 1e-9 * loss, "loss \(i) \(step)")
        #expect((weights[step] - weight).magnitude <= 1e-9, "weight \(i), step \(step)")
      }
    }
  }

  func problem(_ one: Oracle.Case) throws -> Problem {
    let names =
      ["W1", "b1", "W2", "b2"] + (0..<one.tasks).flatMap { ["V\($0)", "c\($0)"] }
    let parameters = try names.map { name in
      let rows = try numbers(try #require(one.initialParameters[name]))
      return (name: name, parameter: Parameter(rows.shape, .values(rows.values)))
    }
    let byName = Dictionary(uniqueKeysWithValues: parameters.map { ($0.name, $0.parameter) })
    func layer(_ x: Tensor, _ weight: String, _ bias: String) -> Tensor {
      guard let w = byName[weight], let b = byName[bias] else { return x }
      return matmul(x, w.tensor.transposed) + b.tensor
    }
    var data = ["x": DataSource.constant(shape: [16, 6], values: one.features.flatMap { $0 })]
    for i in 0..<one.tasks {
      data["y\(i)"] = .constant(shape: [16, 4], values: one.targets[i].flatMap { $0 })
    }
    return try Problem("toy", parameters: parameters, data: data) { parts in
      guard let x = parts["x"] else { return [] }
      let hidden = relu(layer(relu(layer(x, "W1", "b1")), "W2", "b2"))
      return (0..<one.tasks).compactMap { i in
        parts["y\(i)"].map {
          let loss = mean(square(layer(hidden, "V\(i)", "c\(i)") - $0))
          return ObjectiveTerm(Objective("task\(i)", .minimize), loss)
        }
      }
    }
  }

  private func numbers(_ setting: Setting) throws -> (shape: [Int], values: [Double]) {
    guard case .list(let items) = setting else { throw CocoaError(.coderReadCorrupt) }
    let rows = items.map { item -> [Double] in
      switch item {
      case .number(let x): [x]
      case .list(let values):
        values.compactMap { if case .number(let x) = $0 { x } else { nil } }
      default: []
      }
    }
    if case .number? = items.first { return ([rows.count], rows.flatMap { $0 }) }
    return ([rows.count, rows[0].count], rows.flatMap { $0 })
  }
}
