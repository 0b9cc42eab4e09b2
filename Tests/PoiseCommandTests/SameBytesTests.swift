import Foundation
import Poise
import TestSupport
import Testing

@Suite("However a study is run, the report has the same bytes")
struct SameBytesTests {
  /// A way to run a study.
  struct Way: Sendable, CustomTestStringConvertible {
    var arguments: [String] = []
    var environment: [String: String] = [:]

    var testDescription: String {
      (environment.map { "\($0)=\($1)" } + arguments).joined(separator: " ")
    }
  }

  static let ways =
    [
      Way(), Way(arguments: ["--resume"]), Way(arguments: ["--threads", "1"]),
      Way(arguments: ["--threads", "4"]),
    ]
    + LaneWidth.allCases.map { Way(environment: ["POISE_LANES": "\($0.rawValue)"]) }
    + InstructionSet.allCases.filter(\.isAvailable).map {
      Way(environment: ["POISE_KERNELS": "\($0)"])
    }

  /// What a way that nothing disturbs leaves, machine and times apart.
  private static let expected = Result {
    let trial = try CommandTrial()
    try trial.poise("compare", "tiny.yaml", "--quiet")
    return (report: try trial.essence("tiny"), tables: try trial.tables("tiny"))
  }

  @Test(arguments: ways) func sameBytes(_ way: Way) throws {
    let expected = try Self.expected.get()
    let trial = try CommandTrial()
    let result = try trial.poise(
      ["compare", "tiny.yaml"] + way.arguments, environment: way.environment)
    #expect(result.ending == .exited(0), "\(result)")
    #expect(try trial.essence("tiny") == expected.report)
    #expect(try trial.tables("tiny") == expected.tables)
    let machine = try #require(trial.report("tiny")["machine"] as? [String: Any])
    if let lanes = way.environment["POISE_LANES"] {
      #expect(machine["lanes"] as? Int == Int(lanes))
    }
    if let set = way.environment["POISE_KERNELS"] {
      #expect(machine["instructionSet"] as? String == set)
    }
  }

  @Test func aFinishedStudyIsOnlyReported() throws {
    let trial = try CommandTrial()
    try trial.poise("compare", "tiny.yaml")
    let (report, store) = (try trial.essence("tiny"), try trial.folder.bytes("tiny/study.sqlite"))
    for file in ["report.html", "report.json"] {
      try FileManager.default.removeItem(atPath: "\(trial.folder.path)/tiny/\(file)")
    }
    let result = try trial.poise("compare", "tiny.yaml", "--resume")
    #expect(result.ending == .exited(0), "\(result)")
    #expect(result.errors.isEmpty)
    #expect(try trial.essence("tiny") == report)
    #expect(try trial.folder.bytes("tiny/study.sqlite") == store)
    #expect(try trial.folder.contents("tiny").contains("report.html"))
  }

  @Test func twoProcessesShareAStudy() throws {
    let expected = try Self.expected.get()
    let trial = try CommandTrial()
    let both = try (1...2).map { _ in
      try trial.start("compare", "tiny.yaml", "--threads", "1", environment: ["POISE_LANES": "1"])
    }
    for result in try both.map({ try $0.end() }) {
      #expect(result.ending == .exited(0), "\(result)")
    }
    #expect(try trial.essence("tiny") == expected.report)
    #expect(try trial.tables("tiny") == expected.tables)
    let others = try trial.folder.contents("tiny").filter {
      !$0.hasPrefix("figures") && !$0.hasPrefix("report.")
    }
    #expect(others == ["study.sqlite"])
  }
}
