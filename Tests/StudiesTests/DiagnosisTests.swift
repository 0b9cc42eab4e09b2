import Neural
import Records
import Strategies
import Studies
import Testing
import Training

@Suite struct DiagnosisTests {
  private func said(_ diagnosis: Diagnosis) -> [String] {
    diagnosis.findings.filter { $0.severity != .note }.map {
      "\($0.severity.rawValue) \($0.kind) \($0.objective ?? "-")"
    }
  }

  @Test(arguments: ProbedProblem.faulty) func namesTheFaultAndOnlyIt(_ problem: ProbedProblem)
    throws
  {
    let diagnosis = try problem.diagnosis()
    #expect(said(diagnosis) == problem.expected, "\(diagnosis.findings)")
    let first = try #require(diagnosis.findings.first)
    #expect(first.evidence.contains(problem.evidence), "\(first.evidence)")
    #expect(diagnosis.isTrainable == !problem.expected.contains { $0.hasPrefix("error") })
  }

  @Test(arguments: ProbedProblem.sound) func isSilentOnSoundProblems(_ problem: ProbedProblem)
    throws
  {
    let diagnosis = try problem.diagnosis()
    #expect(said(diagnosis).isEmpty, "\(diagnosis.findings)")
  }

  /// Two bowls at ±2 from known points: every number follows by hand.
  @Test func numbersOfTwoBowls() throws {
    let text = ProbedProblem(
      name: "",
      problem: """
        parameters: { x: { constant: [1, 0] } }
        objectives:
          left: { minimize: sum(square(x)) * 3 }
          right: { maximize: 0 - sum(square(x - 2)) }
        """)
    let inspection = try text.diagnosis().inspection
    // ∇left = (6, 0); ∇right's cost = (−2, −4).
    #expect(inspection.objectives[0].start == Spread([3]))
    #expect(inspection.objectives[1].start == Spread([-5]))
    #expect(inspection.objectives[0].gradientNorm == Spread([6]))
    let weight = try #require(inspection.objectives[1].weightAtStart)
    #expect(abs(weight.median - 6 / 20.0.squareRoot()) < 1e-12)
    let cosine = try #require(inspection.pairs[0].cosineAtStart)
    #expect(abs(cosine.median + 12 / (6 * 20.0.squareRoot())) < 1e-12)
    #expect(inspection.pairs[0].conflictShare == 1)
    #expect(inspection.seeds == 6 && inspection.steps == 60 && inspection.parameters == 2)
    let notes = inspection.findings.map(\.kind)
    #expect(notes == ["conflict", "alpha"])
    #expect(inspection.findings[1].evidence.contains("alpha 1.3 (1.3 to 1.3) at the start"))
  }

  @Test func scalesOfObjectivesChangeNoVerdict() throws {
    for scale in ["1e-8", "1e8"] {
      let faulty = try ProbedProblem(
        name: "",
        problem: """
          parameters: { x: { uniform: [3] } }
          objectives:
            near: { minimize: sum(square(x - 2)) * \(scale) }
            far: { maximize: sum(x) * \(scale) }
          """
      ).diagnosis()
      #expect(said(faulty) == ["warning unbounded far"], "\(scale)")
    }
  }

  @Test func lanesAndKernelsChangeNothing() throws {
    let study = try StudyFile.parse(ProbedProblem.faulty[0].text, name: "f")
    let all = InstructionSet.allCases.filter(\.isAvailable).flatMap { set in
      LaneWidth.allCases.map {
        Diagnosis(
          of: study, steps: 60,
          options: Study.RunOptions(threads: 1, laneWidth: $0, instructionSet: set))
      }
    }
    #expect(Set(all.map(\.inspection)).count == 1)
  }

  @Test func deadUnitsAreCountedByLayer() throws {
    let study = try Study(StudyProblems.twoScales(), arms: [Arm(Equal())], seeds: 4, steps: 50)
    let inspection = Diagnosis(of: study, steps: 60).inspection
    #expect(inspection.layers.map(\.units) == [5, 10])
    let first = try #require(inspection.layers[0].deadAtStart)
    // Of five units, a whole number is dead.
    #expect((5 * first.lower).rounded() == 5 * first.lower && first.upper < 1)
  }
}
