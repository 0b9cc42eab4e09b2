import Foundation
import Records
import Stability
import Synchronization
import Testing

@testable import Reports

/// A study of which no more than one arm is to be in memory: whoever asks for more is found out by
/// what is counted.
private final class ArmByArm: RecordedStudy {
  /// What reading fails with.
  struct Broken: Error {}

  let results: StudyResults
  /// After how many readings reading fails.
  let limit: Int
  /// How often each arm was read.
  let readings = Mutex<[String: Int]>([:])

  init(_ results: StudyResults, failingAfter limit: Int = .max) {
    (self.results, self.limit) = (results, limit)
  }

  var study: StudyRecord { results.study }

  func recordedRuns() -> [RunKey] { results.recordedRuns() }

  func allRuns(of arm: String) throws -> [Run] {
    let count = readings.withLock { readings in
      readings[arm, default: 0] += 1
      return readings.values.reduce(0, +)
    }
    guard count <= limit else { throw Broken() }
    return results.allRuns(of: arm)
  }

  /// The readings of all arms, if they are as many for each.
  var passes: Int? {
    let counts = Set(readings.withLock { $0 }.values)
    return counts.count == 1 ? counts.first : nil
  }
}

@Suite("A study is read arm by arm") struct ArmByArmTests {
  private static let results = TestStudy(seeds: 6, evaluations: 40).results

  @Test func aScoreReadsEachArmOnce() throws {
    let study = ArmByArm(Self.results)
    let report = try StabilityReport(scoring: study)
    #expect(study.passes == 1)
    #expect(report == (try StabilityReport(scoring: Self.results)))
    #expect(report.arms.contains { $0.gradients != nil })
  }

  @Test func aReportReadsEachArmOnceAndSaysTheSame() throws {
    let report = try StabilityReport(scoring: Self.results)
    let study = ArmByArm(Self.results)
    let html = try ReportWriter(report: report, results: study).html()
    #expect(study.passes == 1)
    #expect(html == (try ReportWriter(report: report, results: Self.results).html()))
    #expect(html.contains("id=\"conflict\"") && html.contains("id=\"weights\""))
  }

  @Test func anExportReadsEachArmTwiceAndSaysTheSame() throws {
    let place = FileManager.default.temporaryDirectory.path + "/arms-" + UUID().uuidString
    defer { try? FileManager.default.removeItem(atPath: place) }
    let report = try StabilityReport(scoring: Self.results)
    let study = ArmByArm(Self.results)
    let files = try StudyExport(study, report: report).write(to: place)
    #expect(study.passes == 2)
    #expect(files == (try StudyExport(Self.results, report: report).write(to: place + "/other")))
    #expect(
      FileManager.default.contentsEqual(
        atPath: place + "/traces.csv", andPath: place + "/other/traces.csv"))
  }

  /// A store that breaks on the way is named as such, and nothing partial is left.
  @Test(arguments: [0, 3]) func whatReadingThrowsIsThrown(beyond arms: Int) throws {
    let place = FileManager.default.temporaryDirectory.path + "/broken-" + UUID().uuidString
    let report = try StabilityReport(scoring: Self.results)
    let count = Self.results.study.arms.count
    #expect(throws: ArmByArm.Broken.self) {
      try StudyExport(ArmByArm(Self.results, failingAfter: count + arms), report: report)
        .write(to: place)
    }
    #expect(throws: ArmByArm.Broken.self) {
      try ReportWriter(report: report, results: ArmByArm(Self.results, failingAfter: arms))
        .write(to: place)
    }
    #expect(!FileManager.default.fileExists(atPath: place))
  }

  /// The runs of `report.json` are written one by one: as if the whole had been.
  @Test(arguments: [0, 1, 2, 1000]) func theRunsHaveTheirPlace(count: Int) throws {
    var report = try StabilityReport(scoring: Self.results)
    report.runs = Array(report.runs.prefix(count))
    report.verdict = "\n  \"runs\" : [\n"
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    let whole = String(decoding: try encoder.encode(report), as: UTF8.self) + "\n"
    #expect(try ReportWriter(report: report, results: Self.results).json() == whole)
  }
}
