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
    #expect(!check.hasFallen && check.verdict.hasPrefix("None of 10 arms lost stability"))
    let scored = check.arms.filter { $0.before?.q != nil }
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
    ("", "this is not JSON"), ("{\"version\": 1", "this is not JSON"), ("[]", "found JSON without"),
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
