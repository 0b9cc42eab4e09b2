import Foundation
import Stability
import Testing

@testable import Reports

@Suite struct ArmTableTests {
  private let report = TestStudy(seeds: 4, evaluations: 40).report

  @Test(arguments: [30, 45, 60, 80, 100, 160])
  func noLineIsWiderThanAsked(_ width: Int) {
    let lines = ArmTable(report).text(width: width).split(separator: "\n")
    #expect(lines.allSatisfy { PlainText.width(String($0)) <= width })
    #expect(lines.contains { $0.hasPrefix("gra") })
  }

  @Test func columnsAreAligned() {
    let lines = ArmTable(report).table(width: 160).split(separator: "\n").map(String.init)
    let place = lines[0].range(of: "Q")?.lowerBound
    let column = place.map { lines[0].distance(from: lines[0].startIndex, to: $0) } ?? -1
    let row = Array(lines[2])
    #expect(String(row[(column - 4)...column]) == "0.744")
  }

  @Test func rankedArmsComeFirstByStability() throws {
    let table = ArmTable(report).table(width: 160)
    let order = [
      "gradnorm", "mgda", "equal-normalized", "Not ranked:", "INERT", "FAILED",
    ]
    let places = try order.map { try #require(table.range(of: $0)).lowerBound }
    #expect(places == places.sorted())
  }

  @Test func colorOnlyIfAsked() {
    #expect(!ArmTable(report).text(width: 100).contains("\u{1B}"))
    let colored = ArmTable(report).text(width: 100, color: true)
    #expect(colored.contains("0.744\u{1B}[0m") && colored.contains("\u{1B}[33mINERT"))
  }

  @Test func secondLinesSayIntervalsCausesAndQuartiles() throws {
    let lines = ArmTable(report).table(width: 200).split(separator: "\n").map(String.init)
    let arm = try #require(report.arms.first { $0.outcomes.contains { $0.outcome != "finished" } })
    let failure = try #require(arm.outcomes.first { $0.outcome != "finished" })
    let row = try #require(lines.firstIndex { $0.hasPrefix(arm.name + " ") })
    #expect(lines[row + 1].contains("\(failure.count) \(failure.outcome)"))
    let rated = try #require(report.arms.first { $0.status == .rated && $0.interval != nil })
    let place = try #require(lines.firstIndex { $0.hasPrefix(rated.name + " ") })
    #expect(lines[place + 1].contains("[") && lines[place + 1].contains(" to "))
  }

  @Test func frontsSayTheirHypervolume() throws {
    let front = try #require(report.fronts.first)
    let table = ArmTable(report).table(width: 400)
    #expect(table.contains("Front of \(front.arm): hypervolume "))
    #expect(table.contains("worse than the aspiration"))
  }

  /// What room there is goes where it completes a line.
  @Test func theDetailThatLacksLeastStaysWhole() {
    let table = Table(
      [.text("Arm"), .number("A"), .number("B")],
      [[Table.Cell("x"), Table.Cell("1", detail: "aaaa bbbb"), Table.Cell("1", detail: "cc dd")]])
    let lines = TextTable(table).lines(width: 16)
    #expect(lines[2...].map { $0.filter { $0 != " " } } == ["x11", "aaaaccdd", "bbbb"])
    #expect(TextTable(table).lines(width: 21).last?.hasSuffix("aaaa bbbb  cc dd") == true)
  }

  /// Second lines are broken before a column is given up.
  @Test func detailsGiveWayBeforeColumns() throws {
    func lines(_ width: Int) -> [String] {
      ArmTable(report).table(width: width).split(separator: "\n").map(String.init)
    }
    let least = try #require((60...160).first { lines($0)[0].contains("Attained") })
    let (narrow, wide) = (lines(least), lines(160))
    #expect(narrow[0].contains("weights ↑") && least < 100)
    #expect(narrow[2].hasPrefix("gradnorm ") && wide[2].hasPrefix("gradnorm "))
    #expect(narrow[4].hasPrefix("    ") && wide[4].hasPrefix("mgda "))
  }

  @Test func whatDoesNotFitIsNamed() {
    let table = ArmTable(report).table(width: 60)
    #expect(table.contains("Not shown for want of width") && table.contains("Attained"))
    #expect(!ArmTable(report).table(width: 200).contains("Not shown"))
  }

  @Test func anUnscoredStudySaysWhy() {
    let unscored = TestStudy(seeds: 4, evaluations: 40, status: "NO-UNIT").report
    #expect(ArmTable(unscored).verdict(width: 200).contains("NO-UNIT: the baseline did not move"))
    #expect(ArmTable(unscored).table(width: 100).contains("–"))
  }

  @Test func aNameCannotReachTheTerminal() {
    var study = TestStudy(seeds: 4, evaluations: 40)
    study.arms[2].name = "bad\u{1B}[2Jname"
    #expect(!ArmTable(study.report).text(width: 100).contains("\u{1B}"))
  }
}
