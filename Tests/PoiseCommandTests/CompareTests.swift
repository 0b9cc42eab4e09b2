import Foundation
import TestSupport
import Testing

@Suite("compare trains, stores and reports")
struct CompareTests {
  @Test func leavesStoreAndReportsAndNothingElse() throws {
    let trial = try CommandTrial()
    let result = try trial.poise("compare", "tiny.yaml")
    #expect(result.ending == .exited(0), "\(result)")
    #expect(result.errors.isEmpty)
    let files = try trial.folder.contents("tiny")
    #expect(
      files.filter { !$0.hasPrefix("figures") }
        == ["report.html", "report.json", "report.md", "study.sqlite"])
    #expect(files.contains("figures/stability.svg"))
    #expect(try trial.folder.contents().filter { !$0.hasPrefix("tiny/") } == ["tiny", "tiny.yaml"])
  }

  @Test func printsVerdictAndTable() throws {
    let trial = try CommandTrial()
    let result = try trial.poise("compare", "tiny.yaml", "--output", "out")
    let report = try trial.report("out")
    let lines = result.output.split(separator: "\n", omittingEmptySubsequences: false)
    let verdict = lines.prefix { !$0.isEmpty }.joined(separator: " ")
    #expect(verdict == report["verdict"] as? String)
    let table = lines.dropLast()
    for arm in try #require(report["arms"] as? [[String: Any]]) {
      let name = try #require(arm["name"] as? String)
      let row = try #require(table.first { $0.hasPrefix(name + " ") }, "\(name) has no row")
      let q = (arm["q"] as? Double).map { String(format: "%.3f", $0) } ?? "–"
      #expect(row.contains(q), "\(row) lacks \(q)")
    }
    #expect(
      table.last == "Report: out/report.html (also .md, .json), store: study.sqlite")
    #expect(!result.output.contains("\u{1B}"), "no colors where there is no terminal")
  }

  @Test func printsTheReportAsJSON() throws {
    let trial = try CommandTrial()
    let result = try trial.poise("compare", "tiny.yaml", "--json")
    #expect(result.ending == .exited(0), "\(result)")
    let printed = Data(result.output.utf8)
    let written = try trial.folder.bytes("tiny/report.json")
    #expect(try CommandTrial.essence(of: printed).trimmed == trial.essence("tiny").trimmed)
    #expect(try CommandTrial.object(printed).keys == CommandTrial.object(written).keys)
  }

  @Test func theReportHasItsKeys() throws {
    let trial = try CommandTrial()
    try trial.poise("compare", "tiny.yaml")
    let report = try trial.report("tiny")
    func expect(_ keys: String, in object: Any?, _ place: String) throws {
      let object = try #require(object as? [String: Any], "\(place) is no object")
      for key in keys.split(separator: " ") {
        #expect(object.keys.contains(String(key)), "\(place) lacks \(key)")
      }
    }
    try expect(
      "version study verdict arms runs pairs fronts diagnosis references machine times",
      in: report, "the report")
    let arms = try #require(report["arms"] as? [[String: Any]])
    #expect(arms.count == 3)
    for arm in arms {
      try expect(
        """
        name strategy settings baseline q interval status flags neglects survival reproducibility \
        attainment halvings spread objectives outcomes
        """, in: arm, "an arm")
      // A Pareto arm is scored by its front.
      if arm["interval"] is NSNull { continue }
      try expect("level lower upper", in: arm["interval"], "an interval")
      try expect("noise spikes regress wander", in: arm["halvings"], "halvings")
    }
    let runs = try #require(report["runs"] as? [[String: Any]])
    #expect(runs.count == 30)
    for run in runs { try expect("arm seed outcome N P U W E S", in: run, "a run") }
    #expect((report["pairs"] as? [Any])?.count == 1)
    #expect((report["fronts"] as? [Any])?.count == 1)
    #expect((report["references"] as? [Any])?.isEmpty == false)
  }

  @Test func theNumbersOfSeedsAndStepsMayBeGiven() throws {
    let trial = try CommandTrial()
    let result = try trial.poise("compare", "tiny.yaml", "--seeds", "7", "--steps", "50", "--quiet")
    #expect(result.ending == .exited(0), "\(result)")
    let study = try #require(trial.report("tiny")["study"] as? [String: Any])
    #expect(study["seeds"] as? Int == 7)
    #expect(study["steps"] as? Int == 50)
    #expect(try trial.folder.text("tiny/report.md").contains("tiny.yaml --seeds 7 --steps 50"))
  }

  @Test func aHostileNameMakesNoPath() throws {
    let text = TinyStudy.with("name: tiny", #"name: "../../a/b\"<i>\n""#)
    let trial = try CommandTrial(["tiny.yaml": text])
    let result = try trial.poise("compare", "tiny.yaml", "--quiet")
    #expect(result.ending == .exited(0), "\(result)")
    let names = try trial.folder.contents().filter { !$0.contains("/") }
    #expect(names == ["-..-a-b--i--", "tiny.yaml"])
  }
}

extension String {
  var trimmed: String { trimmingCharacters(in: .whitespacesAndNewlines) }
}
