import Foundation
import Records
import Testing

@testable import Reports
@testable import Stability

/// Figures put data where their axes say.
@Suite struct FigureTests {
  private func material(_ study: TestStudy, _ report: StabilityReport? = nil) throws -> Material {
    try Material(
      report: report ?? study.report, results: study.results, machine: nil, times: nil, command: nil
    )
  }

  private func figure(_ name: String, in section: Section) throws -> String {
    let figures = section.blocks.flatMap(\.figures)
    return try #require(figures.first { $0.name == name }).body.text
  }

  /// The points of the first path whose element holds a text.
  private func points(of text: String, in body: String) throws -> [SVG.Point] {
    let element = try #require(
      body.components(separatedBy: "<path ").first { $0.contains(text) }, "\(text)")
    let data = element.components(separatedBy: " d=\"M")[1].components(separatedBy: "\"")[0]
    return data.components(separatedBy: "L").map { pair in
      let numbers = pair.split { !"0123456789.-".contains($0) }.compactMap { Double($0) }
      return SVG.Point(x: numbers[0], y: numbers[1])
    }
  }

  @Test func moreIsHigherAndLaterIsFartherRight() {
    let panel = Panel(
      "t", x: Panel.Axis(label: "x", scale: Scale(0, 10)),
      y: Panel.Axis(label: "y", scale: Scale(0, 10)),
      right: Panel.Axis(label: "z", scale: Scale(0, 100)), plotHeight: 200)
    #expect(panel.place(0, 10) == SVG.Point(x: 0, y: 0))
    #expect(panel.place(0, 0).y == 200 && panel.place(0, 5).y == 100)
    #expect(panel.place(0, 25, .right).y == 150)
    #expect(panel.place(10, 0).x == 2 * panel.place(5, 0).x)
  }

  @Test func aFailureIsMarkedAtItsStep() throws {
    let body = try figure(
      "objective-1", in: try material(TestStudy(seeds: 6, evaluations: 60)).tracesSection)
    let median = try points(of: "uw, median", in: body)
    let cross = try #require(try points(of: "uw, seed 3: nonFinite at step 5000", in: body).first)
    let end = try #require(median.last)
    #expect((cross.x + 0 - end.x / 2).magnitude < 0.2)
  }

  @Test func maximizedObjectivesAreReadOnTheRight() throws {
    var study = TestStudy(seeds: 3, evaluations: 60)
    study.arms = [TestArm(name: "large", strategy: "fixed", q: 0.5, reach: (1, 40))]
    let body = try figure("arm-1", in: try material(study).tracesSection)
    let heights = try points(of: "l maximized", in: body).map(\.y)
    #expect(Set(heights).count > 20 && (heights.last ?? 99) < 20 && (heights.first ?? 0) > 150)
    #expect(body.contains("a maximized") && body.contains("a minimized"))
  }

  @Test func onlyNondominatedMembersAreJoined() throws {
    let study = TestStudy(seeds: 3, evaluations: 40)
    var report = study.report
    for (index, values) in [[1.0, 10], [2, 20], [3, 15], [4, 40], [5, 39], [6, 60], [7, 70]]
      .enumerated()
    {
      report.fronts[0].members[index].median = values
    }
    let body = try figure("trade-off-1-2", in: try material(study, report).tradeOffSection)
    let line = try points(of: "pareto-sampling, nondominated medians", in: body)
    #expect(line.count == 5 && line.map(\.x) == line.map(\.x).sorted())
    #expect(body.components(separatedBy: "class=\"hollow ").count == 3)
  }

  /// In two of three objectives a front is no line.
  @Test func frontsOfThreeObjectivesAreNotJoined() throws {
    var study = TestStudy(seeds: 3, evaluations: 40)
    study.objectives.append(Objective("third", .minimize))
    let section = try material(study).tradeOffSection
    let body = try figure("trade-off-1-2", in: section)
    #expect(!body.contains("nondominated medians") && body.contains(", median over seeds"))
    guard case .figures(_, let caption)? = section.blocks.first else { return }
    #expect(!caption.contains("joined"))
  }

  @Test func aPairIsToldApartOnlyByItsInterval() throws {
    let study = TestStudy(seeds: 3, evaluations: 40)
    guard case .table(let table)? = try material(study).pairsSection.blocks.first else {
      Issue.record("no table of pairs")
      return
    }
    let readings = try table.groups[0].rows.map { try #require($0.last).text }
    let expected = study.report.pairs.map { pair in
      pair.interval.lower > 0
        ? "\(pair.a) is more stable"
        : pair.interval.upper < 0 ? "\(pair.b) is more stable" : "not distinguished"
    }
    #expect(readings == expected && Set(readings).count > 3)
    #expect(readings.filter { $0 == "not distinguished" }.count == 2)
  }

  @Test(arguments: [(0.0001, "0.000"), (-0.0001, "0.000"), (0.1, "+0.100"), (-0.1, "−0.100")])
  func aDifferenceOfNothingHasNoSign(_ difference: Double, _ text: String) throws {
    let study = TestStudy(seeds: 3, evaluations: 2)
    var report = study.report
    report.pairs[0].difference = difference
    guard case .table(let table)? = try material(study, report).pairsSection.blocks.first else {
      Issue.record("no table of pairs")
      return
    }
    #expect(table.groups[0].rows[0][2].text == text)
  }

  @Test func zeroHasATickOfItsOwnInASweep() throws {
    let report = TestStudy(seeds: 3, evaluations: 40).report
    let sweep = TestSweep.alphas([(0.0, "mgda"), (0.01, "gradnorm"), (1, "pcgrad")])
    let figures = SweepFigure(SweepPoints(sweep, report: report)).panels
    #expect(figures.count == 3)
    let body = figures[0].body.text
    #expect(body.components(separatedBy: ">0</text>").count == 3)
    let line = try self.points(of: "<title>stability</title>", in: body)
    let zero = try #require(try self.points(of: "mgda: 0.705", in: body).first)
    #expect(line.count == 2 && zero.x < line[0].x - 20)
  }

  /// A study whose arm "mgda" leaves for 1e9 halfway and fails at a step.
  private func runaway(failingAt failure: (Int) -> Int) throws -> Material {
    let study = TestStudy(seeds: 3, evaluations: 60)
    var report = study.report
    let (name, steps) = ("mgda", study.steps)
    var results = study.results
    let runs = results.runs.map { run in
      guard run.arm == name else { return run }
      var trace = run.trace
      for (place, step) in trace.steps.enumerated() where 2 * step > steps {
        trace.values[0][place] = 1e9
      }
      return Run(arm: name, seed: run.seed, outcome: run.outcome, trace: trace)
    }
    results = StudyResults(study: results.study, runs: runs)
    for index in report.runs.indices where report.runs[index].arm == name {
      (report.runs[index].outcome, report.runs[index].step) = ("runaway", failure(steps))
    }
    return try Material(
      report: report, results: results, machine: nil, times: nil, command: nil)
  }

  /// Of what failed runs did before they failed there is room for as much as leaves the others
  /// legible; without others for all of it.
  @Test func survivorsStayLegible() throws {
    let material = try runaway { $0 }
    let failed = material.runs("mgda")
    let other = try #require(material.arms.first { $0.name != "mgda" && $0.q != nil }).name
    let survived = try #require(material.extent([material.runs(other)], 0).map(\.magnitude).max())
    let shared = material.extent([failed, material.runs(other)], 0)
    #expect(shared.count > 60 && shared.allSatisfy { $0 <= 100 * survived })
    #expect(material.extent([failed], 0).contains(1e9))
  }

  /// A runaway leaves the common axis to those that did not run away.
  @Test func axesEndWhereRunsFailed() throws {
    let (name, material) = ("mgda", try runaway { $0 / 2 })
    let extent = material.extent(material.runs(name), 0)
    #expect(extent.allSatisfy { $0 < 100 } && extent.count > 60)
    #expect(material.quantiles(material.runs(name), 0).extent.contains(1e9))
    let body = try figure("objective-1", in: material.tracesSection)
    #expect(!body.contains("10⁸"))
    let line = try points(of: "mgda, median", in: body)
    #expect(line.last?.y == 0, "what lies beyond runs along the edge")
    let cross = try #require(points(of: "mgda, seed 0: runaway at step", in: body).first)
    #expect(cross.y > 20, "where it was when it failed, not where it went")
  }

  @Test func aRunThatEndedEarlyHasAnAxisThatEndsThere() throws {
    let figures = try material(TestStudy(seeds: 6, evaluations: 60)).worstRunsSection.blocks
      .flatMap(\.figures)
    let failed = try #require(figures.first { $0.body.text.contains("seed 3 · nonFinite at step") })
    #expect(!failed.body.text.contains(">10000<") && failed.body.text.contains("5000"))
  }

  @Test func aConcaveFrontHasNoKnee() throws {
    var study = TestStudy(seeds: 3, evaluations: 40)
    study.objectives = [Objective("a", .minimize), Objective("b", .minimize)]
    study.arms = study.arms.filter { $0.members > 1 }
    for (bend, isKnee) in [(2.0, false), (1.0, false), (0.5, true)] {
      var report = study.report
      for member in 0..<7 {
        let share = Double(member) / 6
        report.fronts[0].members[member].median = [share, pow(1 - pow(share, bend), 1 / bend)]
      }
      let body = try figure("trade-off-1-2", in: try material(study, report).tradeOffSection)
      #expect(body.contains(">knee<") == isKnee, "\(bend)")
    }
  }

  /// A value stands at the tick that names it.
  @Test func marksOfRowsStandOnTheirAxis() throws {
    let column = { (title: String) in RowPanel.Column(title: title, scale: Scale(0, 1)) }
    var panel = RowPanel("t", rows: ["a", "b"], columns: [column("first"), column("second")])
    panel.mark(0.5, row: 1, column: 0, .baseline, title: "half of first")
    panel.mark(1, row: 1, column: 1, .baseline, title: "all of second")
    let body = panel.figure("f", summary: "s").body.text
    let lines = body.components(separatedBy: "<path class=\"grid\" d=\"M").dropFirst().compactMap {
      Double($0.prefix { $0 != " " })
    }
    #expect(lines.count == 10 && lines == lines.sorted())
    #expect(try points(of: "half of first", in: body).first?.x == lines[2])
    #expect(try points(of: "all of second", in: body).first?.x == lines[9])
  }

  /// The region ends in the corner where both objectives are worst.
  @Test(arguments: [(Direction.maximize, 300.0), (.minimize, 0)])
  func theRegionLiesBehindItsMedians(_ direction: Direction, _ height: Double) throws {
    var study = TestStudy(seeds: 3, evaluations: 40)
    study.objectives[1] = Objective("weights", direction)
    let body = try figure("trade-off-1-2", in: try material(study).tradeOffSection)
    let corners = try points(of: "class=\"region\"", in: body)
    let right = try #require(corners.map(\.x).max())
    #expect(corners.last == SVG.Point(x: right, y: height) && right > 350)
  }

  @Test func sharesAreThoseOfTheObjectiveAsked() {
    let trace = Trace(objectives: 2, steps: [0, 1, 2])
    let columns: [[Double]?] = [[1, -1, 0], [3, 1, 0]]
    #expect(trace.share(of: 0, columns)?.prefix(2) == [0.25, 0.5])
    #expect(trace.share(of: 1, columns)?.prefix(2) == [0.75, 0.5])
    #expect(trace.share(of: 1, columns)?[2].isNaN == true)
    #expect(trace.share(of: 0, [[1], nil]) == nil)
  }

  @Test func hillsRiseWhereTheCosinesLie() {
    var trace = Trace(objectives: 2, steps: [0, 1, 2, 3])
    trace.evidence["cosine/b/a"] = [-1, -1, 0, 1]
    var curves = EvidenceCurves(objectives: ["a", "b"])
    curves.add("x", [Run(arm: "x", seed: 0, outcome: .finished, trace: trace)], isFront: false)
    let shares = curves.hills[0][0].shares
    #expect(shares.count == 32 && shares[0] == 0.5 && shares[16] == 0.25 && shares[31] == 0.25)
  }

  @Test func aFewFarPointsDoNotStretchTheTradeOff() {
    let most = (0..<99).map { Double($0) / 99 }
    let scale = Scale.fittingMost(of: most + [-5])
    #expect(scale.lower > -0.2 && scale.isBeyond(-5) && !scale.isBeyond(0.5))
    #expect(Scale.fittingMost(of: most + [-0.5]) == Scale.fitting(most + [-0.5]))
    #expect(Scale.fittingMost(of: Array(most.prefix(20)) + [-5]).lower < -5)
    #expect(Scale.fitting([1e-14, 1, 2]).lower > 1e-9)
  }

  @Test func longNamesTakeTwoLines() throws {
    let name = "pareto-sampling epsilon-constraint"
    var panel = RowPanel(
      "t", rows: [name, "short"], columns: [RowPanel.Column(title: "c", scale: Scale(0, 1))])
    panel.mark(0.5, row: 1, .baseline, title: "m")
    let figure = panel.figure("f", summary: "s")
    #expect(figure.body.text.contains(">epsilon-constraint</text>"))
    #expect(figure.body.text.contains("pareto-sampling<title>\(name)</title>"))
    #expect(figure.height == 46 + 2 * 32 + 28)
  }

  /// Where only fronts can be compared, their hypervolumes lead; otherwise stability.
  @Test func theFirstFigureComparesWhatCanBeCompared() throws {
    var study = TestStudy(seeds: 3, evaluations: 40)
    #expect(try material(study).leadingFigure.figures.map(\.name) == ["stability"])
    study.arms = study.arms.filter { $0.strategy.hasPrefix("equal") || $0.members > 1 }
    let alone = try material(study)
    let figure = try #require(alone.leadingFigure.figures.first)
    #expect(figure.name == "hypervolume" && figure.body.text.contains(">1.42<"))
    #expect(alone.armsSection.blocks.flatMap(\.figures).isEmpty, "one arm says it in the table")
    study.arms += TestArm.usual.filter { $0.status == .inert }
    let two = try material(study).armsSection.blocks.flatMap(\.figures).map(\.name)
    #expect(two == ["halvings", "stability"])
  }

  /// A staircase of what is attained goes one way: the worse the first objective may be, the better
  /// the second is.
  @Test func attainedSurfacesAreStaircases() throws {
    let study = TestStudy(seeds: 3, evaluations: 40)
    var report = study.report
    report.fronts[0].surfaces = [
      FrontReport.Surface(
        objectives: [0, 1], level: .median, corners: [[1, 10], [5, 20], [20, 30]], hypervolume: 1)
    ]
    let body = try figure("attainment-1-2-1", in: material(study, report).frontsSection)
    let line = try points(of: "<title>pareto-sampling: half</title>", in: body)
    #expect(line.count == 7 && line.map(\.x) == line.map(\.x).sorted())
    #expect(line.map(\.y) == line.map(\.y).sorted(by: >))
  }

  @Test func stylesDifferWithoutColor() {
    let styles = (0..<30).map(SeriesStyle.series)
    #expect(Set(styles).count == 30)
    let colorless = (0..<6).map { [styles[$0].dash, "\(styles[$0].shape)"] }
    #expect(Set(colorless).count == 6)
  }

  @Test func aLegendWrapsAndKeepsFullNamesAsTooltips() {
    let name = "a very long name of an arm that differs at its end: 0.001"
    let entries = (0..<5).map { _ in Legend.Entry(name: name, style: .baseline) }
    let (svg, height) = Legend(entries: entries).drawn(width: 420)
    #expect(height > 40 && svg.text.contains("<title>\(name)</title>"))
    #expect(svg.text.contains("end: 0.001<title>") && svg.text.contains("…"))
  }
}
