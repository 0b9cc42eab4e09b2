import Foundation
import Records
import Stability
import Testing

@testable import Reports

/// Captions and notes speak of what is drawn beside them, and of nothing else.
@Suite struct CaptionTests {
  private func material(_ study: TestStudy, _ report: StabilityReport? = nil) throws -> Material {
    try Material(
      report: report ?? study.report, results: study.results, machine: nil, times: nil, command: nil
    )
  }

  /// All running text of a section: paragraphs, notes and captions.
  private func words(_ section: Section) -> String {
    section.blocks.compactMap { block -> String? in
      switch block {
      case .paragraph(let text), .note(let text), .figures(_, let text): text
      default: nil
      }
    }.joined(separator: "\n")
  }

  /// A study without failures, Pareto arms and flags, of minimized objectives alone.
  private var calm: TestStudy {
    var study = TestStudy(seeds: 6, evaluations: 40)
    study.objectives = [Objective("a", .minimize), Objective("b", .minimize)]
    study.arms = [0, 2, 3].map { study.arms[$0] }
    return study
  }

  private var wild: TestStudy { TestStudy(seeds: 6, evaluations: 40) }

  @Test func failuresAreExplainedWhereThereAreSome() throws {
    for (study, isWild) in [(calm, false), (wild, true)] {
      let material = try material(study)
      let traces = words(material.tracesSection)
      for word in ["cross", "a hundred times", "along the edge"] {
        #expect(traces.contains(word) == isWild, "\(word)")
      }
      #expect(words(material.worstRunsSection).contains("Cross: where a run failed") == isWild)
      #expect(words(material.outcomesSection).contains("nonFinite:") == isWild)
      #expect(!words(material.outcomesSection).contains("runaway:"))
      #expect(!words(material.outcomesSection).contains("strategyFailed:"))
    }
  }

  /// Of an arm that has no place in the common picture too, and never twice.
  @Test func theCutOfAxesIsExplainedOnce() throws {
    var study = wild
    study.arms =
      [study.arms[0]]
      + (0..<7).map {
        TestArm(name: "arm \($0)", strategy: "s", q: 0.5, reach: (1, 1))
      }
    study.arms[7].failing = [3]
    let late = words(try material(study).tracesSection)
    #expect(late.components(separatedBy: "a hundred times").count == 2)
    study.arms[1].failing = [2]
    let both = words(try material(study).tracesSection)
    #expect(both.components(separatedBy: "a hundred times").count == 2)
  }

  @Test func sidesAndSetsAreExplainedWhereThereAreSome() throws {
    for (study, isWild) in [(calm, false), (wild, true)] {
      let material = try material(study)
      let traces = words(material.tracesSection)
      #expect(traces.contains("maximized ones in red on the right") == isWild)
      #expect(traces.contains("all are minimized") != isWild)
      #expect(traces.contains("A Pareto arm shows") == isWild)
      #expect(words(material.tradeOffSection).contains("Pareto arm") == isWild)
      #expect(words(material.armsSection).contains("hollow marks are not ranked") == isWild)
      #expect(words(material.armsSection).contains("UNSETTLED:") == isWild)
      #expect(!words(material.armsSection).contains("BORDERLINE:"))
    }
  }

  @Test func evidenceIsExplainedWhereItWasRecorded() throws {
    var study = calm
    let bare = try material(study)
    #expect(bare.updatesSection.blocks.isEmpty)
    #expect(words(bare.weightsSection).contains("Weight:"))
    #expect(!words(bare.weightsSection).contains("Pull:"), "no norms were recorded")
    #expect(words(bare.weightsSection).contains("bands 10 to 90%"))
    study.arms += (0..<5).map {
      TestArm(name: "arm \($0)", strategy: "s", q: 0.5, reach: (1, 1), hasEvidence: true)
    }
    let many = words(try material(study).weightsSection)
    #expect(!many.contains("bands") && many.contains("At most 7 arms are drawn"))
  }

  /// Lengths of updates were recorded, solvers were not.
  @Test func solversAreExplainedWhereTheyRan() throws {
    let study = calm
    func section(_ names: [String]) throws -> Section {
      let results = study.results
      let runs = results.runs.map { run in
        var trace = run.trace
        for name in names { trace.evidence[name] = trace.steps.map { 1 + Double($0) } }
        return Run(arm: run.arm, seed: run.seed, outcome: run.outcome, trace: trace)
      }
      return try Material(
        report: StabilityReport(scoring: StudyResults(study: results.study, runs: runs)),
        results: StudyResults(study: results.study, runs: runs), machine: nil, times: nil,
        command: nil
      ).updatesSection
    }
    let plain = words(try section(["stepLength"]))
    #expect(plain.contains("The length of an update says"))
    for word in ["residual", "Solver", "fallback", "Condition"] { #expect(!plain.contains(word)) }
    let solved = words(try section(["stepLength", "solver/residual"]))
    #expect(solved.contains("The residual of the solver says") && solved.contains("Solver counts"))
  }

  @Test func theBaselineAloneIsNotCalledRanked() throws {
    func titles(_ study: TestStudy) throws -> [String?] {
      guard case .table(let table)? = try material(study).armsSection.blocks.first else {
        return []
      }
      return table.groups.map(\.title)
    }
    #expect(try titles(wild).first == "Ranked")
    var study = wild
    study.arms = study.arms.filter { $0.strategy == "equal-normalized" || $0.members > 1 }
    #expect(
      try titles(study) == ["Baseline", "Pareto arms, whose members are scored one by one"])
    #expect(try titles(calm) == [nil])
  }

  // MARK: Fronts

  private func fronts(_ points: [[Double]], scalarization: Setting = .text("linear")) throws
    -> String
  {
    var study = TestStudy(seeds: 6, evaluations: 40)
    study.objectives = [Objective("a", .minimize), Objective("b", .minimize)]
    study.arms = study.arms.filter { $0.members > 1 }
    study.arms[0].settings = .object(["scalarization": scalarization])
    var report = study.report
    for (index, values) in points.enumerated() { report.fronts[0].members[index].median = values }
    return words(try material(study, report).frontsSection)
  }

  private func arc(_ bend: Double) -> [[Double]] {
    (0..<7).map { Double($0) / 6 }.map { [$0, pow(1 - pow($0, bend), 1 / bend)] }
  }

  @Test func aWeightedSumIsBlamedWhereAFrontBendsAway() throws {
    let concave = try fronts(arc(2))
    #expect(concave.contains("linear scalarization") && concave.contains("5 of the 7 nondominated"))
    #expect(try !fronts(arc(0.5)).contains("linear scalarization"))
    #expect(
      try !fronts(arc(1)).contains("linear scalarization"), "a straight front is its own hull")
    var dented = arc(0.5)
    dented[3] = [0.3, 0.3]
    #expect(WeightedSums(dented).outOfReach == 1)
    #expect(try !fronts(dented).contains("linear scalarization"), "a dent is no bend")
    #expect(try !fronts(arc(2), scalarization: .text("epo")).contains("linear scalarization"))
  }

  @Test func weightedSumsReachTheHull() {
    #expect(WeightedSums(arc(2)).outOfReach == 5)
    #expect(WeightedSums(arc(0.5)).outOfReach == 0)
    // Scales play no part.
    #expect(WeightedSums(arc(2).map { [1e6 * $0[0] - 3, 1e-6 * $0[1]] }).outOfReach == 5)
    // An octant of a sphere: from the far side weights reach its rim alone, where one objective is
    // at its best; from the near one they reach all of it.
    let sphere = (0...4).flatMap { i in
      (0...(4 - i)).map { j in
        let point = [Double(i), Double(j), Double(4 - i - j)]
        let length = point.map { $0 * $0 }.reduce(0, +).squareRoot()
        return point.map { $0 / length }
      }
    }
    #expect(WeightedSums(sphere).outOfReach == 3)
    #expect(WeightedSums(sphere.map { $0.map { 1 - $0 } }).outOfReach == 0)
    #expect(WeightedSums([[1, 2, 3, 4]]).outOfReach == nil && WeightedSums([]).outOfReach == nil)
  }

  @Test func intervalsOfFrontsSayWhatTheyAre() throws {
    let words = try fronts(arc(2))
    #expect(words.contains("95% interval by bootstrap over 6 seeds (10000 resamples)"))
    #expect(words.contains("arm by arm with the same resamples"))
  }

  // MARK: Pairs

  /// The Clopper-Pearson interval of 6 of 6: 0.025^(1/6) = 0.5407.
  @Test func anIntervalWithoutWidthIsExplained() throws {
    var study = wild
    study.arms = [0, 2, 3].map { study.arms[$0] }
    var report = try StabilityReport(scoring: study.results)
    let interval = Interval(lower: 1, upper: 1)
    let resamples = try #require(report.study.bootstrap?.resamples)
    #expect(report.pairs.count > 1)
    for index in report.pairs.indices {
      report.pairs[index].effects?.improvement.interval = Interval(lower: 0.5, upper: 1)
    }
    let open = words(try material(study, report).pairsSection)
    #expect(!open.contains("has no width") && open.contains("ties half"))
    report.pairs[1].effects?.improvement.interval = interval
    let closed = words(try material(study, report).pairsSection)
    #expect(closed.contains("of 6 of 6 seeds is 0.54 to 1."))
    #expect(
      closed.contains(
        "95% intervals by exact bootstrap over 6 seeds (all \(resamples) resamples), paired"))
  }

  // MARK: Settings

  @Test func aScalarizationIsAMethodOfItsOwn() throws {
    var study = wild
    let set = study.arms.filter { $0.members > 1 }[0]
    func arm(_ name: String, _ scalarization: Setting) -> TestArm {
      var arm = set
      (arm.name, arm.settings) = (name, .object(["scalarization": scalarization]))
      return arm
    }
    study.arms = [
      study.arms[0], arm("l", .text("linear")),
      arm("s", .object(["stch": .object(["mu": .number(0.1)])])),
    ]
    #expect(words(try material(study).settingsSection).contains("was given 1 setting."))
    study.arms.append(arm("t", .object(["stch": .object(["mu": .number(1)])])))
    #expect(
      words(try material(study).settingsSection).contains(
        "from 1 to 2 (pareto-sampling, stch): the best of more tries"))
  }

  @Test func axesNameTheirMeasure() throws {
    let material = try material(wild)
    let panels = try #require(material.tracesSection.blocks.last?.figures.first).body.text
    #expect(panels.contains("fit, raw value ↓<") && panels.contains("weights, raw value ↑<"))
    let front = try fronts(arc(2))
    #expect(!front.isEmpty)
    #expect(EvidenceQuantity.updates[0].label == "Euclidean norm, in the parameters' units")
  }

  /// Two titles share a line: what one leaves of its half the other has.
  @Test func titlesOfTwoAxesDoNotMeet() {
    func titles(_ left: String, _ right: String) -> [String] {
      let axis = { (label: String) in Panel.Axis(label: label, scale: Scale(0, 1)) }
      let panel = Panel("t", x: axis("x"), y: axis(left), right: axis(right), width: 340)
      let body = panel.figure("f", summary: "s").body.text
      return ["minimized", "maximized"].map { look in
        let element = body.components(separatedBy: "class=\"a \(look)\"")[1]
        return String(element.components(separatedBy: ">")[1].prefix { $0 != "<" })
      }
    }
    let long = String(repeating: "long ", count: 12)
    #expect(titles("fit", "weights") == ["fit", "weights"])
    for (left, right) in [(long, "weights"), ("fit", long), (long, long)] {
      let shown = titles(left, right)
      #expect(shown.map(PlainText.width).reduce(0, +) <= Int(340 / 7.1) - 2, "\(shown)")
      #expect(shown.allSatisfy { PlainText.width($0) >= 3 })
    }
    #expect(titles(long, "fit")[0].count > titles(long, long)[0].count)
  }
}
