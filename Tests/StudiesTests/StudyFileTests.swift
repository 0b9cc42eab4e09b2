import Foundation
import Neural
import Records
import Strategies
import Testing
import Training

@testable import Studies

/// What good study files become.
@Suite struct StudyFileTests {
  /// A study with an analytic problem and other arms, settings or data.
  private func study(
    arms: String = "[equal]", data: String = "{}", top: String = ""
  ) throws -> Study {
    try StudyFile.parse(
      """
      problem:
        data: \(data)
        parameters: { x: { constant: [3, 4] } }
        objectives:
          near: { minimize: sum(square(x)), unit: 1 }
          far: { maximize: sum(x), unit: 1 }
      arms: \(arms)
      steps: 10
      \(top)
      """, name: "folder/small.study.yaml")
  }

  @Test func theExampleOfTheDocumentation() throws {
    let study = try StudyFile.parse(GoodFile.text, name: "study.yaml")
    #expect(study.name == "two-scales")
    #expect(study.problem.name == "two-scales")
    #expect(study.problem.data == ["features": .uniform([3, 1])])
    #expect(study.problem.evaluation == nil)
    #expect(
      study.problem.objectives == [Objective("fit", .minimize), Objective("weights", .maximize)])
    #expect(study.problem.parameters.map(\.name).first == "layer0.weight")
    #expect(
      study.problem.parameters.map(\.parameter.shape) == [
        [5, 1], [5], [10, 5], [10], [1, 10], [1],
      ])
    let arms = study.arms.filter { !$0.isBaseline }
    #expect(arms[0].sampler as? Fixed == Fixed([1, 0.01]))
    #expect(arms[1].sampler as? GradNorm == GradNorm(alpha: 1.5))
    #expect(arms[2].sampler as? ParetoSampling == ParetoSampling(points: 11))
    #expect(arms.map(\.name) == ["fixed alpha=0.01", "gradnorm", "pareto-sampling"])
    #expect(arms.allSatisfy { $0.optimizer == .adam(learningRate: 0.001) })
    #expect((study.seeds, study.steps) == (30, 10_000))
    #expect(study.precision == .float32)
    #expect(study.source == GoodFile.text)
  }

  @Test func whatIsLeftOutHasDefaults() throws {
    let study = try study()
    #expect(study.name == "small.study")
    #expect(study.seeds == 20)
    #expect(study.arms.map(\.optimizer) == [.adam()])
    #expect(study.precision == .float32)
  }

  @Test func listsMakeOneArmOfEach() throws {
    let arms = try study(
      arms: """

          - fixed: { alpha: [0, 0.001, 1e-2] }
          - gradnorm: { alpha: [1, 2], losses: [ratio, exponential], learningRate: 0.1 }
          - { fixed: { weights: [[1, 2], [3, 4]] }, name: hand }
          - { equal: {}, name: plain }
        """
    ).arms
    #expect(
      arms.prefix(3).map { $0.sampler as? Fixed }
        == [Fixed(alpha: 0), Fixed(alpha: 0.001), Fixed(alpha: 0.01)])
    #expect(arms[2].name == "fixed alpha=0.01")
    let gradnorms = arms[3..<7].map { $0.sampler as? GradNorm }
    #expect(gradnorms.map { $0?.alpha } == [1, 1, 2, 2])
    #expect(gradnorms.map { $0?.losses } == [.ratio, .exponential, .ratio, .exponential])
    #expect(gradnorms.allSatisfy { $0?.learningRate == 0.1 })
    #expect(arms[3].name == "gradnorm alpha=1 losses=ratio")
    #expect(arms[7...].map(\.name) == ["hand weights=[1, 2]", "hand weights=[3, 4]", "plain"])
    #expect(arms[8].sampler as? Fixed == Fixed([3, 4]))
  }

  @Test func armsHaveOptimizersOfTheirOwn() throws {
    let arms = try study(
      arms: """

          - { equal: , optimizer: sgd }
          - equal: { reduction: mean }
            optimizer: { sgd: { learningRate: 1, momentum: 0.5, weightDecay: 2 } }
          - { equal-normalized: {}, optimizer: { adam: { beta1: 0, beta2: 0.5, epsilon: 0 } } }
        """, top: "optimizer: sgd\nprecision: float64"
    ).arms
    #expect(
      arms.map(\.optimizer) == [
        .sgd(), .sgd(learningRate: 1, momentum: 0.5, weightDecay: 2),
        .adam(beta1: 0, beta2: 0.5, epsilon: 0),
      ])
    #expect(arms[1].sampler as? Equal == Equal(reduction: .mean))
    #expect(try study(top: "optimizer: { adam: }").arms[0].optimizer == .adam())
    #expect(try study(top: "precision: float64").precision == .float64)
  }

  @Test func everySourceOfData() throws {
    let data = try study(
      data: """

            u: { uniform: { shape: [2], lower: -1, upper: 2.5 } }
            n: { normal: [2, 3] }
            m: { normal: { shape: [4], mean: 1, deviation: 0 } }
            g: { grid: { from: 0, to: 1, count: 5 } }
            h: { grid: [{ from: 0, to: 1, count: 2 }, { from: -1, to: +1, count: 3 }] }
            c: { constant: [[1, 2, 3], [4, 5, 6e-1]] }
            s: { constant: 7 }
        """
    ).problem.data
    #expect(data["u"] == .uniform(shape: [2], lower: -1, upper: 2.5))
    #expect(data["n"] == .normal([2, 3]))
    #expect(data["m"] == .normal(shape: [4], mean: 1, deviation: 0))
    #expect(data["g"] == .grid([.init(from: 0, to: 1, count: 5)]))
    #expect(
      data["h"] == .grid([.init(from: 0, to: 1, count: 2), .init(from: -1, to: 1, count: 3)]))
    #expect(data["c"] == .constant(shape: [2, 3], values: [1, 2, 3, 4, 5, 0.6]))
    #expect(data["s"] == .constant(shape: [], values: [7]))
  }

  @Test func oddNamesAndTheirOrderAreKept() throws {
    let names = ["z z", "<script>alert(1)</script>", "🙂", "a\"b\n", "1", "null ", "𝛼: x", "no"]
    let lines = names.reversed().map { name in
      let escaped = name.replacing("\"", with: "\\\"").replacing("\n", with: "\\n")
      return "    \"\(escaped)\": { minimize: sum(x), unit: 2, aspiration: -1e3 }\n"
    }
    let study = try StudyFile.parse(
      "\u{FEFF}name: \"\(names[1])\"\r\nproblem:\r\n  parameters: { x: { normal: [2] } }\r\n"
        + "  objectives:\n\(lines.joined())arms: [equal]\nsteps: 1e3\n", name: "x")
    #expect(study.problem.objectives.map(\.name) == names.reversed())
    #expect(study.problem.objectives.allSatisfy { $0.unit == 2 && $0.aspiration == -1000 })
    #expect(study.name == names[1])
    #expect(study.steps == 1_000)
  }

  @Test func modelsParametersAndEvaluation() throws {
    let study = try StudyFile.parse(
      """
      problem:
        data: &data { t: { constant: [1, 2] }, input: { uniform: [2, 3] } }
        evaluation: { input: { uniform: [9, 3] }, t: { normal: [9] } }
        model: { layers: [3, 4], activation: tanh, outputActivation: sigmoid, bias: false, input: input }
        parameters: { u: { uniform: { shape: [2], lower: 1, upper: 3 } }, v: { normal: [4] } }
        objectives:
          both:
            minimize: >
              mean(out * v) + sum(u)
              + mean(square(t)) + sum(layer0.weight)
          all:
            maximize: 'mean(parameters ^ 2)'
      arms:
        - equal
      steps: 5
      """, name: ".yaml")
    #expect(study.name == ".yaml")
    let parameters = study.problem.parameters
    #expect(parameters.map(\.name) == ["layer0.weight", "u", "v"])
    #expect(parameters.map(\.parameter.shape) == [[4, 3], [2], [4]])
    #expect(parameters[1].parameter.initializer == .uniform(1, 3))
    #expect(study.problem.evaluation == ["input": .uniform([9, 3]), "t": .normal([9])])
    let all = parameters.map(\.parameter)
    #expect(study.problem.terms.map { $0.value.reaching(all).count } == [3, 3])
  }

  @Test func anchorsAndAliasesStandForWhatTheyName() throws {
    let arms = try study(
      arms: "[{ equal: , optimizer: &o { sgd: { learningRate: 2 } } }, gradnorm]",
      top: "optimizer: *o"
    ).arms
    #expect(arms.map(\.optimizer) == [.sgd(learningRate: 2), .sgd(learningRate: 2)])
  }
}
