import Foundation
import TestSupport
import Testing

@Suite("report")
struct ReportCommandTests {
  @Test func theStoreAloneGivesTheSameReports() throws {
    let trial = try CommandTrial()
    let compared = try trial.poise("compare", "tiny.yaml", "--output", "one")
    let reported = try trial.poise("report", "one/study.sqlite", "--output", "deep/two")
    #expect(reported.ending == .exited(0), "\(reported)")
    #expect(reported.errors.isEmpty)
    #expect(compared.output.hasPrefix(reported.output.trimmed), "the same table")
    let again = try trial.report("deep/two")
    #expect(again["machine"] == nil && again["times"] == nil)
    let both = try ["one", "deep/two"].map(trial.essence).map { $0.replacing("\n,", with: ",") }
    #expect(
      try both.map { try CommandTrial.object(Data($0.utf8)) as NSDictionary }.allSameElements)
    let files = try trial.folder.contents("one").filter { $0 != "study.sqlite" }
    #expect(try trial.folder.contents("deep/two") == files)
    for file in files where file.hasSuffix(".svg") {
      #expect(
        try trial.folder.bytes("one/" + file) == trial.folder.bytes("deep/two/" + file), "\(file)")
    }
    let pages = try ["one", "deep/two"].map { try trial.folder.text($0 + "/report.md") }
    let added = pages[0].split(separator: "\n").filter { !pages[1].contains($0) }
    let start = try #require(added.firstIndex(of: "### Machine and times"))
    #expect(start == 0, "nothing differs before: \(added.first ?? "")")
    #expect(added.last == "poise compare tiny.yaml")
    #expect(added.count <= 12)
  }

  @Test func besideTheStoreByDefaultAndAsJSON() throws {
    let trial = try CommandTrial()
    try trial.poise("compare", "tiny.yaml")
    let store = try trial.tables("tiny")
    let result = try trial.poise("report", "tiny/study.sqlite", "--json")
    #expect(result.ending == .exited(0), "\(result)")
    let written = try trial.folder.text("tiny/report.json")
    #expect(result.output.trimmed == written.trimmed)
    #expect(try trial.tables("tiny") == store)
  }
}

extension [NSDictionary] {
  fileprivate var allSameElements: Bool { allSatisfy { $0 == first } }
}
