import Foundation
import Stability
import Testing

@testable import Reports

@Suite struct ReportJSONTests {
  private let study = TestStudy(seeds: 4, evaluations: 40)
  private let machine = Machine(
    cores: 4, instructionSet: "x86-64-v4", operatingSystem: "Linux", threads: 2, lanes: 32,
    versions: ["poise": "1"])
  private let times = Times(
    trainingSeconds: 1, scoringSeconds: 2, totalSeconds: 3, finished: "2026-01-02T03:04:05Z")

  private func object(_ text: String) throws -> [String: Any] {
    try #require(
      try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }

  @Test func holdsTheReportAndMachineAndTimes() throws {
    let text = try ReportWriter(
      report: study.report, results: study.results, machine: machine, times: times
    ).json()
    let keys = Set(try object(text).keys)
    let expected: Set = [
      "version", "study", "verdict", "arms", "runs", "pairs", "fronts", "diagnosis", "references",
      "comparison", "sensitivity", "advice", "machine", "times",
    ]
    #expect(keys == expected)
    #expect(text.contains("\"instructionSet\" : \"x86-64-v4\"") && !text.contains("\\/"))
    let decoded = try JSONDecoder().decode(StabilityReport.self, from: Data(text.utf8))
    #expect(decoded == study.report)
  }

  @Test func repeatsToTheByteButForMachineAndTimes() throws {
    let writer = ReportWriter(report: study.report, results: study.results)
    #expect(try writer.json() == writer.json())
    var object = try object(
      ReportWriter(report: study.report, results: study.results, machine: machine, times: times)
        .json())
    object["machine"] = nil
    object["times"] = nil
    #expect(NSDictionary(dictionary: object).isEqual(to: try self.object(writer.json())))
  }

  @Test func aMissingNumberIsAnExplicitNull() throws {
    let arms = try #require(
      try object(ReportWriter(report: study.report, results: study.results).json())["arms"]
        as? [[String: Any]])
    let front = try #require(arms.first { $0["name"] as? String == "pareto-sampling" })
    #expect(front["q"] is NSNull)
  }

  @Test func aNumberThatJSONCannotHoldIsATypedError() {
    var report = study.report
    report.arms[0].survival.share = .nan
    #expect(throws: ReportError.self) {
      try ReportWriter(report: report, results: study.results).json()
    }
  }
}
