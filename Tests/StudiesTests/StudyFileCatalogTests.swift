import Neural
import Records
import Strategies
import Testing
import Training

@testable import Studies

/// Problems of the catalogue and boxes in study files.
@Suite struct StudyFileCatalogTests {
  private func study(_ problem: String) throws -> Study {
    try StudyFile.parse(
      "problem: \(problem)\narms: [equal]\nsteps: 40\nseeds: 1\n", name: "s.yaml")
  }

  private func message(_ problem: String) -> String {
    do {
      _ = try study(problem)
      return "nothing"
    } catch { return "\(error)" }
  }

  @Test func takesAProblemByItsName() throws {
    let plain = try study("{ catalog: zdt1 }")
    #expect(plain.problem.objectives.map(\.name) == ["f1", "f2"])
    #expect(plain.plan.layout.count == 30)
    let small = try study("{ catalog: { dtlz2: { m: 4, k: 3 } } }")
    #expect(small.problem.objectives.count == 4 && small.plan.layout.count == 6)
    let toy = try study("{ catalog: { cagrad-toy: { start: [9, 9] } } }")
    #expect(toy.plan.initialParameters(seed: 5) == [9, 9])
    let settings = try #require(ProblemCatalogue.problem("correlated-tasks"))
    let changed = settings.changed(["correlation": .number(0.5)])
    #expect(changed.settings.values["correlation"] == .number(0.5))
  }

  @Test(arguments: ProblemCatalogue.all.map(\.card.id).filter { $0 != "gradnorm-regression" })
  func everyProblemTrains(_ id: String) async throws {
    let results = try await study("{ catalog: \(id) }").run()
    for run in results.runs { #expect(run.outcome == .finished, "\(id): \(run.outcome)") }
  }

  @Test func theRegressionTrainsSmaller() async throws {
    let small = "{ inputs: 5, outputs: 3, units: 4, samples: 6, scales: [1, 9, 2] }"
    let study = try study("{ catalog: { gradnorm-regression: \(small) } }")
    #expect(study.problem.objectives.count == 3)
    for run in try await study.run().runs { #expect(run.outcome == .finished) }
  }

  @Test func settingsGoBackAndForth() throws {
    for problem in ProblemCatalogue.all {
      let again = try ProblemCatalogue.make(problem.card.id, settings: problem.settings.values)
      #expect(again?.settings == problem.settings)
      #expect(
        Set(problem.settings.values.keys).isSubset(of: problem.card.settings.map(\.name)))
    }
  }

  @Test(arguments: [
    ("{ catalog: zdt9 }", "unknown problem `zdt9`; did you mean `zdt1`?"),
    ("{ catalog: { zdt1: { m: 3 } } }", "zdt1 has no such setting; it has n"),
    ("{ catalog: { zdt1: { n: 1 } } }", "wanted a whole number from 2"),
    ("{ catalog: { zdt1: 3 } }", "wanted a mapping with settings"),
    ("{ catalog: { zdt1: {}, zdt2: {} } }", "found a second problem"),
    ("{ catalog: { cqf: { start: [1] } } }", "found 1 numbers, wanted 2"),
    ("{ catalog: zdt1, parameters: { x: { uniform: [1] } } }", "is complete; remove `parameters`"),
    ("{ catalog: [] }", "wanted a problem such as zdt1"),
  ])
  func aMistakeIsAnswered(_ problem: String, _ part: String) {
    #expect(message(problem).contains(part), "\(message(problem))")
  }

  private static func boxed(_ parameter: String) -> String {
    "{ parameters: { x: \(parameter) }, objectives: { o: { minimize: sum(x) } } }"
  }

  @Test func boxesAreRead() throws {
    let study = try study(Self.boxed("{ uniform: [3], bounds: [0, 1.5] }"))
    #expect(study.problem.parameters[0].parameter.bounds == 0...1.5)
    #expect(study.problem.listing.contains("in [0.0, 1.5]"))
  }

  @Test(arguments: [
    ("{ uniform: [3], bounds: [1, 0] }", "found 1.0 and 0.0, wanted two numbers, the lower"),
    ("{ uniform: [3], bounds: 1 }", "wanted two numbers"),
    ("{ uniform: [3], bounds: [0.5, 2] }", "begins at 0.0, outside its bounds 0.5 and 2.0"),
    ("{ bounds: [0, 1] }", "one of the keys uniform, normal, constant"),
    ("{ uniform: [3], bonds: [0, 1] }", "bonds"),
  ])
  func aWrongBoxIsAnswered(_ parameter: String, _ part: String) {
    let message = message(Self.boxed(parameter))
    #expect(message.contains(part), "\(message)")
  }
}
