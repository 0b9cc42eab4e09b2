import Foundation
import Records
import Stability
import Testing

@testable import Reports

@Suite final class StabilityCheckTests {
  private let place = FileManager.default.temporaryDirectory.path + "/check-" + UUID().uuidString
  private let report = TestStudy(seeds: 4, evaluations: 40).report

  deinit { try? FileManager.default.removeItem(atPath: place) }

  private func changed(_ name: String, _ change: (inout ArmReport) -> Void) -> StabilityReport {
    var report = report
    for index in report.arms.indices where report.arms[index].name == name {
      change(&report.arms[index])
    }
    return report
  }

  private func change(_ current: StabilityReport, _ name: String) throws -> ArmChange {
    let check = try StabilityCheck(baseline: report, current: current)
    return try #require(check.arms.first { $0.name == name })
  }

  @Test func aReportHoldsAgainstItself() throws {
    let check = try StabilityCheck(baseline: report, current: report)
    let scored = check.arms.filter { $0.before?.q != nil }
    #expect(!check.hasFallen)
    #expect(check.verdict.hasPrefix("None of \(scored.count) arms lost stability"))
    #expect(scored.count > 6 && scored.allSatisfy { $0.change == .held && $0.fall == 0 })
    #expect(check.arms.filter { $0.before?.q == nil }.allSatisfy { $0.change == .unscored })
  }

  /// Q 0.744 [0.676, 0.812] against Q − fall with the same half width 0.068: the interval of the
  /// fall is fall ± 0.068·√2 = fall ± 0.0962.
  @Test(arguments: [
    (0.095, ArmChange.Change.held), (0.098, .fell), (-0.095, .held), (-0.098, .rose),
  ])
  func theFallMustLeaveZeroOut(_ fall: Double, _ reading: ArmChange.Change) throws {
    let current = changed("gradnorm") {
      $0.q = 0.744 - fall
      $0.interval = Interval(lower: 0.676 - fall, upper: 0.812 - fall)
    }
    let arm = try change(current, "gradnorm")
    #expect(arm.change == reading)
    let check = try StabilityCheck(baseline: report, current: current)
    let gained = check.verdict.contains(
      "More stable than before, by more than the uncertainty: grad")
    #expect(gained == (reading == .rose))
    let interval = try #require(arm.interval)
    #expect((interval.lower - (fall - 0.068 * 2.0.squareRoot())).magnitude < 1e-12)
    #expect((interval.upper - (fall + 0.068 * 2.0.squareRoot())).magnitude < 1e-12)
  }

  /// Zou and Donner's intervals need not be symmetric: from 0.8 [0.7, 0.82] to 0.6 [0.59, 0.9].
  @Test func lopsidedIntervalsGiveALopsidedOne() throws {
    var before = report
    before.arms[2].q = 0.8
    before.arms[2].interval = Interval(lower: 0.7, upper: 0.82)
    let now = changed("gradnorm") {
      $0.q = 0.6
      $0.interval = Interval(lower: 0.59, upper: 0.9)
    }
    let check = try StabilityCheck(baseline: before, current: now)
    let interval = try #require(check.arms[2].interval)
    #expect((interval.lower - (0.2 - (0.01 + 0.09).squareRoot())).magnitude < 1e-12)
    #expect((interval.upper - (0.2 + (0.0004 + 0.0001).squareRoot())).magnitude < 1e-12)
  }

  @Test func anArmWithoutStabilityFell() throws {
    let current = changed("gradnorm") {
      ($0.q, $0.interval, $0.status) = (nil, nil, .noUnit)
    }
    let arm = try change(current, "gradnorm")
    #expect(arm.change == .fell && arm.fall == nil)
    let text = try StabilityCheck(baseline: report, current: current).text(width: 100)
    #expect(text.contains("gradnorm lost stability") && text.contains("RATED → NO-UNIT"))
  }

  @Test func lostAndAddedArmsAreListedAndFailNothing() throws {
    let current = changed("gradnorm") { $0.name = "new" }
    let check = try StabilityCheck(baseline: report, current: current)
    #expect(!check.hasFallen)
    #expect(check.arms.first { $0.name == "gradnorm" }?.change == .lost)
    #expect(check.arms.last?.name == "new" && check.arms.last?.change == .added)
    #expect(check.verdict.contains("Not in the current report: gradnorm."))
  }

  @Test func whatDoesNotCompareIsRefused() {
    var other = report
    other.study.profile.tolerances.noise = 0.2
    #expect(throws: StabilityCheckError.differentProfiles(baseline: 1, current: 1)) {
      try StabilityCheck(baseline: self.report, current: other)
    }
    other = report
    other.study.objectives[0].direction = .maximize
    #expect(throws: StabilityCheckError.self) {
      try StabilityCheck(baseline: self.report, current: other)
    }
    other = report
    for index in other.arms.indices { other.arms[index].name += "!" }
    #expect(throws: StabilityCheckError.nothingInCommon) {
      try StabilityCheck(baseline: self.report, current: other)
    }
  }

  /// What makes Q another measure is refused, and named where it is asked for all the same.
  @Test func otherMeasuresAreRefusedUnlessAllowed() throws {
    let changes: [((inout StabilityReport) -> Void, String)] = [
      ({ $0.study.steps = 400 }, "10000 against 400 steps a run"),
      ({ $0.study.evaluations = 20 }, "40 against 20 evaluations a run"),
      ({ $0.study.problem += "\n%0 = relu" }, "first where it has nothing against \"%0 = relu\""),
      (
        { $0.study.objectives[0].source = .declared },
        "fit scored with the unit of the baseline against unit 20.8 and aspiration 5.2"
      ),
    ]
    for (change, words) in changes {
      var other = report
      change(&other)
      let error = #expect(throws: StabilityCheckError.self) {
        try StabilityCheck(baseline: self.report, current: other)
      }
      #expect(error?.description.contains(words) == true, "\(error?.description ?? "")")
      let check = try StabilityCheck(
        baseline: report, current: other, allowsOtherMeasures: true)
      #expect(check.differences.count == 1 && check.differences[0].contains(words))
      #expect(!check.hasFallen && check.text().contains("The reports differ (baseline against"))
    }
    var declared = report
    declared.study.objectives[0].source = .declared
    var wider = declared
    wider.study.objectives[0].unit = 2
    let error = #expect(throws: StabilityCheckError.self) {
      try StabilityCheck(baseline: declared, current: wider)
    }
    #expect(error?.description.contains("unit 20.8 and aspiration 5.2 against unit 2") == true)
  }

  /// What a change under test may be is compared, and named.
  @Test func otherSeedsAndSettingsAreNamed() throws {
    var other = report
    other.study.seeds = 8
    other.arms[2].optimizer = "sgd learningRate 1"
    let check = try StabilityCheck(baseline: report, current: other)
    #expect(
      check.differences == [
        "4 against 8 seeds",
        "gradnorm with \"adam learningRate 0.001\" against \"sgd learningRate 1\"",
      ])
    // The unit of a baseline arm moves with every change.
    other = report
    other.study.objectives[0].unit = 20.7
    #expect(try StabilityCheck(baseline: report, current: other).differences.isEmpty)
  }

  /// A change that three decimals do not show is none, however narrow the intervals.
  @Test(arguments: [
    (0.0004, ArmChange.Change.held), (-0.0004, .held), (0.0006, .fell), (-0.0006, .rose),
  ])
  func noChangeIsCalledNone(_ fall: Double, _ reading: ArmChange.Change) throws {
    var before = report
    before.arms[2].q = 0.5
    before.arms[2].interval = Interval(lower: 0.5, upper: 0.5)
    let now = changed("gradnorm") {
      $0.q = 0.5 - fall
      $0.interval = Interval(lower: 0.5 - fall, upper: 0.5 - fall)
    }
    #expect(try StabilityCheck(baseline: before, current: now).arms[2].change == reading)
  }

  @Test func withoutAnIntervalNothingIsSaid() throws {
    let now = changed("gradnorm") { ($0.q, $0.interval) = (0.1, nil) }
    let check = try StabilityCheck(baseline: report, current: now)
    #expect(!check.hasFallen && check.arms[2].change == .undecided)
    #expect(check.verdict.contains("for want of an interval (too few seeds): gradnorm."))
    var none = report
    for index in none.arms.indices { none.arms[index].q = nil }
    let empty = try StabilityCheck(baseline: none, current: none)
    #expect(empty.verdict.hasPrefix("No arm has a Q in both reports"))
  }

  @Test func theJSONSaysTheSame() throws {
    let check = try StabilityCheck(
      baseline: report,
      current: changed("mgda") { ($0.q, $0.interval) = (0.1, Interval(lower: 0.05, upper: 0.2)) })
    let data = Data(try check.json().utf8)
    #expect(try JSONDecoder().decode(StabilityCheck.self, from: data) == check)
    let object = try #require(JSONSerialization.jsonObject(with: data) as? [String: Any])
    #expect(object["hasFallen"] as? Bool == true && object["verdict"] as? String == check.verdict)
    #expect(object["version"] as? Int == 1)
  }

  // MARK: Reading

  private func read(_ text: String) throws -> StabilityReport {
    try Data(text.utf8).write(to: URL(fileURLWithPath: place))
    return try StabilityReport(contentsOf: place)
  }

  @Test func whatWasWrittenIsRead() throws {
    let study = TestStudy(seeds: 4, evaluations: 40)
    let text = try ReportWriter(report: study.report, results: study.results).json()
    #expect(try read(text) == study.report)
  }

  @Test(arguments: [
    ("", "this is not JSON"), ("{\"version\": 1", "not valid JSON; name a"),
    ("[]", "found JSON without"),
    ("{\"version\": 1, \"study\": 3}", "else, wanted an object; write"),
    ("{}", "found JSON without"), ("{\"version\": 2}", "found schema version 2, wanted 1"),
    ("{\"version\": 1}", "at study: the key is missing"),
  ])
  func whatIsNoReportIsSaid(_ text: String, _ words: String) {
    let error = #expect(throws: ReportFileError.self) { try self.read(text) }
    #expect(error?.description.contains(words) == true, "\(error?.description ?? "")")
    #expect(error?.description.hasPrefix(place) == true)
  }

  @Test func aWrongValueIsNamedByItsPlace() throws {
    let study = TestStudy(seeds: 4, evaluations: 40)
    let text = try ReportWriter(report: study.report, results: study.results).json()
    let broken = text.replacingOccurrences(of: "\"status\" : \"FAILED\"", with: "\"status\" : 3")
    let error = #expect(throws: ReportFileError.self) { try self.read(broken) }
    #expect(
      error?.description.contains("at arms[8].status: ") == true, "\(error?.description ?? "")")
    #expect(throws: ReportFileError.unreadable(path: "/nowhere.json", reason: "no such file")) {
      try StabilityReport(contentsOf: "/nowhere.json")
    }
  }
}
