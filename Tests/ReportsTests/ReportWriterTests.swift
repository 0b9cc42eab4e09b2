import Foundation
import Records
import Stability
import Testing

@testable import Reports

@Suite struct ReportWriterTests {
  private let study = TestStudy(seeds: 6, evaluations: 60)

  private func writer(_ study: TestStudy) -> ReportWriter {
    ReportWriter(report: study.report, results: study.results)
  }

  @Test func thePageAnswersFromTopToBottom() throws {
    let html = try writer(study).html()
    let order = [
      "gradnorm holds steadiest", "Warning: weights grows", ">Arms</h2>", "Not ranked",
      "What to do next", "How the objectives moved", "The trade-off", "Hypervolume",
      "When the objectives conflicted",
      "How the weights moved", "What cost stability",
      "The worst runs", ">Outcomes</h2>", "Which differences are real", "not distinguished",
      "Diagnosis and advice", "Score profile",
      "poise compare study.yaml --seeds 6 --steps 10000", ">References</h2>",
    ]
    var rest = html[...]
    for text in order {
      let found = try #require(rest.range(of: text), "\(text) is missing or too early")
      rest = rest[found.upperBound...]
    }
  }

  @Test func thePageStandsAlone() throws {
    let html = try writer(study).html()
    for forbidden in ["<script", "<link", "<img", "@import", "src=", "url("] {
      #expect(!html.contains(forbidden))
    }
    #expect(html.contains("prefers-color-scheme:dark") && html.contains("@media print"))
  }

  @Test func markdownSaysTheSame() throws {
    let (html, markdown) = (try writer(study).html(), try writer(study).markdown())
    let headings = html.components(separatedBy: "-title\">").filter { $0.contains("</h2>") }.map {
      $0.components(separatedBy: "</h2>")[0]
    }
    #expect(headings.count == 15)
    for heading in headings { #expect(markdown.contains("## \(heading)\n")) }
    let rows = html.components(separatedBy: "<td").count
    #expect(
      rows > 300 && markdown.contains("| **gradnorm**<br>gradnorm · alpha 1.5 | **0.744**"))
  }

  @Test func everyFigureOfTheMarkdownIsWritten() throws {
    let place = FileManager.default.temporaryDirectory.path + "/report-" + UUID().uuidString
    defer { try? FileManager.default.removeItem(atPath: place) }
    try writer(study).write(to: place)
    let markdown = try String(contentsOfFile: place + "/report.md", encoding: .utf8)
    let named = markdown.components(separatedBy: "](figures/").dropFirst().map {
      "figures/" + $0.components(separatedBy: ")")[0]
    }
    let found = Set(FileManager.default.subpaths(atPath: place) ?? [])
    #expect(named.count > 10 && Set(named).count == named.count)
    #expect(
      found == Set(named + ["figures", "report.md", "report.html", "report.json"]))
  }

  @Test func failedRunsAreMarkedWhereTheyHappened() throws {
    let html = try writer(study).html()
    #expect(html.contains("uw, seed 3: nonFinite at step 5000</title>"))
    #expect(html.contains("gradient of fit was inf at update 5000"))
  }

  @Test func manyFailuresAreCounted() throws {
    var study = TestStudy(seeds: 50, evaluations: 40)
    study.arms = Array(study.arms.prefix(3))
    study.arms[1].failing = Array(0..<45)
    let html = try writer(study).html()
    #expect(html.contains("<summary>All 45 failed runs</summary>"))
    #expect(html.contains("2000, 3000, 4000, 5000, 6000, …"))
  }

  /// Crosses of runs that failed at one place would hide one another: they are one, and say so.
  @Test func failuresAtOnePlaceAreOneCross() throws {
    var study = TestStudy(seeds: 21, evaluations: 2)
    study.arms = [study.arms[0], study.arms[1]]
    study.arms[1].failing = Array(0..<21)
    let html = try writer(study).html()
    let crosses = html.components(separatedBy: "class=\"failed ").dropFirst()
    let told = crosses.filter { $0.contains("more about here</title>") }
    #expect(!told.isEmpty && crosses.count < 4 * 21)
    #expect(told.contains { $0.contains("nonFinite at step ") && $0.contains(", and ") })
  }

  /// Of a problem that was not at hand nothing is said.
  @Test func logsHaveNoParametersAndNoDiagnosis() throws {
    var report = study.report
    report.diagnosis = []
    func html() throws -> String { try ReportWriter(report: report, results: study.results).html() }
    #expect(try html().contains("Trainable parameters"))
    #expect(try html().contains("found nothing to object to"))
    report.study.parameters = 0
    let logs = try html()
    for words in ["Trainable parameters", "<li>Parameters<", "nothing to object", "Pullbacks"] {
      #expect(!logs.contains(words), "\(words)")
    }
    #expect(logs.contains("it was not diagnosed") && logs.contains("This scores its logs again."))
  }

  /// What a column never says is left out, and what is said of it too.
  @Test func withoutAComparisonNothingIsSaidOfRanks() throws {
    let html = try writer(study).html()
    #expect(study.report.comparison == nil && !html.contains(">Rank<"))
    #expect(!html.contains("Rank: arms that share one"))
    #expect(html.contains("the table of pairs does"))
    var alone = study.report
    alone.pairs = []
    let other = try ReportWriter(report: alone, results: study.results).html()
    #expect(!other.contains("the table of pairs does"))
  }

  /// A sweep's many arms: the first in view, the others closed until opened, none lost.
  @Test func longTablesAreClosedAfterTheFirstRows() throws {
    var study = TestStudy(seeds: 3, evaluations: 2)
    study.arms = (0..<33).map {
      TestArm(name: "arm \($0).", strategy: "fixed", q: 0.5, reach: (1, 1), hasEvidence: true)
    }
    let blocks = try Material(
      report: study.report, results: study.results, machine: nil, times: nil, command: nil
    ).armsSection.blocks
    guard case .table(let first) = blocks[0], case .details(let summary, let rest) = blocks[1],
      case .table(let others)? = rest.first
    else {
      Issue.record("no two tables")
      return
    }
    let names = [first, others].map { $0.groups.flatMap(\.rows).map { $0[0].text } }
    #expect(summary == "The other 9 rows" && names.map(\.count) == [24, 9])
    #expect(Set(names.joined()) == Set(study.arms.map(\.name)))
    let figures = blocks.flatMap(\.figures).map(\.body.text).joined()
    #expect(figures.contains("arm 23.") && !figures.contains("arm 24."))
    study.arms.removeLast()
    let html = try writer(study).html()
    #expect(!html.contains("The other 8 rows"))
  }

  @Test func twentyArmsOfThirtySeedsStayWellUnderTwoMegabytes() throws {
    var study = TestStudy(seeds: 30, evaluations: 400)
    study.arms = (0..<20).map { index in
      TestArm(
        name: "strategy number \(index)", strategy: "gradnorm", q: Double(index) / 20,
        reach: (1, Double(index) / 10), noise: 0.05, failing: [index], hasEvidence: true)
    }
    study.objectives += [Objective("third", .minimize), Objective("fourth", .maximize)]
    for index in 10..<20 { study.arms[index].failing = Array(0..<15) }
    #expect(try writer(study).html().utf8.count < 1_700_000)
  }

  @Test func anUnscoredStudyIsReportedAllTheSame() throws {
    let html = try writer(TestStudy(seeds: 3, evaluations: 40, status: "NO-UNIT")).html()
    #expect(
      html.contains("NO-UNIT: the baseline did not move") && html.contains("exploding · NO-UNIT"))
  }

  @Test(arguments: [1, 2, 3, 6])
  func anyNumberOfObjectivesIsShown(_ count: Int) throws {
    var study = TestStudy(seeds: 3, evaluations: 40)
    study.objectives = (0..<count).map {
      Objective("objective \($0)", $0 % 2 == 0 ? .minimize : .maximize)
    }
    let html = try writer(study).html()
    #expect(html.components(separatedBy: " over the steps, for each arm").count == count + 1)
    #expect(html.contains(">The trade-off</h2>") == (count > 1))
  }

  @Test func aReportWithoutTracesOrSurvivorsIsStillAReport() throws {
    var study = TestStudy(seeds: 3, evaluations: 40)
    study.arms = study.arms.filter { $0.members == 1 }
    for index in study.arms.indices { study.arms[index].failing = [0, 1, 2] }
    let bare = StudyResults(study: study.results.study, runs: [])
    let html = try ReportWriter(report: study.report, results: bare).html()
    #expect(!html.contains("How the objectives moved") && html.contains(">Outcomes</h2>"))
    #expect(!html.contains("nan") && !html.contains("NaN"))
  }

  @Test func whatTheScorerSaysIsShown() throws {
    let results = study.results
    let report = try StabilityReport(scoring: results)
    let html = try ReportWriter(report: report, results: results).html()
    #expect(html.contains(Markup.escaped(report.verdict)))
  }
}
