import Foundation
import Records
import Stability
import TestSupport
import Testing

@testable import Reports

/// `Documentation/report.schema.json` describes every key of real reports, and nothing else fits.
@Suite struct ReportSchemaTests {
  private let schema: JSONSchema

  init() throws {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    schema = try JSONSchema(
      Data(contentsOf: root.appendingPathComponent("Documentation/report.schema.json")))
  }

  private func json(_ study: TestStudy, scored: Bool = true) throws -> Data {
    let results = study.results
    let report = scored ? try StabilityReport(scoring: results) : study.report
    let machine = Machine(
      cores: 2, instructionSet: "avx2", operatingSystem: "Linux", threads: 1, lanes: 8)
    let times = Times(
      trainingSeconds: 1, scoringSeconds: 2, totalSeconds: 3, finished: "2026-01-02T03:04:05Z")
    return Data(
      try ReportWriter(report: report, results: results, machine: machine, times: times).json()
        .utf8)
  }

  @Test func aScoredStudyFits() throws {
    #expect(try schema.faults(of: json(TestStudy(seeds: 8, evaluations: 40))) == [])
  }

  @Test func aStudyOfThreeSeedsFits() throws {
    #expect(try schema.faults(of: json(TestStudy(seeds: 3, evaluations: 40))) == [])
  }

  @Test func aStudyWithoutUnitsFits() throws {
    let study = TestStudy(seeds: 4, evaluations: 40, status: "NO-UNIT")
    #expect(try schema.faults(of: json(study, scored: false)) == [])
  }

  @Test func aFindingAboutNoObjectiveFits() throws {
    let study = TestStudy(seeds: 4, evaluations: 40)
    var report = study.report
    report.diagnosis.append(
      Finding(.note, kind: "conflict", objective: nil, evidence: "e", advice: "a"))
    let text = try ReportWriter(report: report, results: study.results).json()
    #expect(try schema.faults(of: Data(text.utf8)) == [])
  }

  @Test func everyKeyIsDescribed() { #expect(schema.undescribed == []) }

  @Test(arguments: [
    ("\"version\" : 1", "\"version\" : 2"), ("\"verdict\"", "\"answer\""),
    ("\"status\" : \"RATED\"", "\"status\" : \"GOOD\""), ("\"seed\" : 0", "\"seed\" : 0.5"),
    ("\"baseline\" : true", "\"baseline\" : 1.5"),
    ("\"reading\" : ", "\"reading\" : null, \"x\" : "),
  ])
  func whatIsWrongDoesNotFit(_ right: String, _ wrong: String) throws {
    let text = String(
      decoding: try json(TestStudy(seeds: 4, evaluations: 40), scored: false), as: UTF8.self)
    let place = try #require(text.range(of: right, options: .backwards))
    let changed = text.replacingCharacters(in: place, with: wrong)
    #expect(try schema.faults(of: Data(changed.utf8)) != [])
  }
}
