import Foundation
import Records
import TestSupport
import Testing

@testable import Reports
@testable import Stability

/// What a report says of a sweep.
@Suite struct SweepSectionTests {
  private let study = TestStudy(seeds: 4, evaluations: 40)

  private var threefold: TestStudy {
    var study = study
    study.objectives.append(Objective("size", .minimize))
    return study
  }

  private func report(_ study: TestStudy, _ sweep: SweepReport) -> StabilityReport {
    var report = study.report
    report.sweep = sweep
    return report
  }

  private func html(_ study: TestStudy, _ sweep: SweepReport) throws -> String {
    try ReportWriter(report: report(study, sweep), results: study.results).html()
  }

  private let alphas = TestSweep.alphas([
    (0.0, "frozen"), (0.01, "mgda"), (1.0, "pcgrad"), (2, "gradnorm"), (3, "no such arm"),
  ])

  @Test func theRangeIsSaidWithItsUncertainty() throws {
    let html = try html(study, alphas)
    #expect(html.contains(">Sweep of alpha</h2>"))
    #expect(html.contains("The stable range of alpha is 0.01 to 2 (steadiest at 0.01, Q = 0."))
    #expect(
      html.contains(
        "its lower end lies between 0 and 0.01, its upper end above 2, perhaps above the sweep "
          + "(95% intervals)"))
    #expect(html.contains("In &lt; 1% of the resampled seeds nothing is stable."))
    #expect(html.contains("In 3% of the resampled seeds it goes on above the sweep."))
    let parts = html.components(separatedBy: "class=\"doubt\"")
    #expect(html.components(separatedBy: "class=\"shade\"").count == 4 && parts.count == 7)
  }

  @Test func theTerminalHasTheAnswerAndEveryAlpha() throws {
    let text = try #require(SweepText(report(study, alphas))).text(width: 100)
    #expect(text.hasPrefix("The stable range of alpha is 0.01 to 2 ("))
    #expect(text.replacing("\n", with: " ").contains("Below it, at 0, "))
    #expect(!text.contains("no such arm"))
    #expect(text.split(separator: "\n").allSatisfy { $0.count <= 100 })
    var none = alphas
    (none.range, none.best, none.emptyShare) = (nil, nil, 1)
    let answer = try #require(SweepText(report(study, none))).text(width: 200)
    #expect(answer.hasPrefix("No value of alpha in this sweep is stable. Instead "))
    #expect(SweepText(study.report) == nil)
  }

  @Test func anEndBeyondTheSweepIsAdvisedOn() throws {
    var open = alphas
    open.range?.lower.unstable = nil
    open.range?.upper.unstable = nil
    let text = try #require(SweepText(report(study, open))).text(width: 2000)
    #expect(text.contains("It fills the sweep: widen it with --from and --to."))
    open.range?.lower.stable = 0
    let closed = try #require(SweepText(report(study, open))).text(width: 2000)
    #expect(closed.contains("Its upper end lies above the sweep: raise --to."))
  }

  private let shares = TestSweep.shares([
    ([0.4, 0.3, 0.3], "mgda"), ([1, 0, 0], "frozen"), ([0, 1, 0], "pcgrad"),
    ([0, 0, 1], "gradnorm"),
  ])

  @Test func theSimplexIsATriangleForThreeObjectives() throws {
    let html = try html(threefold, shares)
    #expect(html.contains(">Sweep of weights</h2>"))
    #expect(
      html.contains(
        "25% of the simplex of weights is stable (95% interval over the seeds 0% to 25%), steadiest "
          + "at fit 0.4, weights 0.3, size 0.3, Q = 0."))
    #expect(
      html.contains(
        "Elsewhere fit is neglected on 50% (around 0.10, 0.50, 0.40); most runs are lost on 25%"))
    #expect(html.contains("aria-label=\"The simplex of weights, the stable part shaded\""))
    #expect(html.contains("class=\"tile\"") && html.contains(">All 4 weightings</summary>"))
  }

  @Test func moreObjectivesHaveTheTableAlone() throws {
    var study = threefold
    study.objectives.append(Objective("more", .maximize))
    var sweep = shares
    for index in sweep.points.indices { sweep.points[index].place.append(0) }
    for index in 0..<2 { sweep.region?.outside[index].center.append(0) }
    sweep.region?.extents.append([0, 0])
    let html = try html(study, sweep)
    #expect(!html.contains("class=\"tile\"") && html.contains("25% of the simplex"))
    let text = try #require(SweepText(report(study, sweep))).text(width: 120)
    #expect(text.contains("fit is neglected") && text.contains("0.2 to 0.5"))
  }

  /// The shade at a place is that of the nearest point: most of it lies about the stable one.
  @Test func theTriangleIsShadedWhereItIsStable() throws {
    var panel = TernaryPanel("t", corners: ["a", "b", "c"])
    var asked: [[Double]] = []
    panel.shade(rows: 20) { shares in
      asked.append(shares)
      return shares[0] > 0.5 ? 1 : 0
    }
    #expect(asked.allSatisfy { abs($0.reduce(0, +) - 1) < 1e-12 && $0.allSatisfy { $0 >= 0 } })
    let body = panel.figure("f", summary: "s").body.text
    #expect(body.components(separatedBy: "class=\"tile\"").count == 11, "one strip a row")
    let (top, left, right) = (
      panel.place([1, 0, 0]), panel.place([0, 1, 0]), panel.place([0, 0, 1])
    )
    #expect(top.y < left.y && left.y == right.y && left.x < top.x && top.x < right.x)
  }

  @Test func bothKindsFitTheSchema() throws {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    let schema = try JSONSchema(
      Data(contentsOf: root.appendingPathComponent("Documentation/report.schema.json")))
    for (study, sweep) in [(study, alphas), (threefold, shares)] {
      let report = report(study, sweep)
      let text = try ReportWriter(report: report, results: study.results).json()
      #expect(try schema.faults(of: Data(text.utf8)) == [])
      #expect(try JSONDecoder().decode(StabilityReport.self, from: Data(text.utf8)) == report)
    }
  }
}
