import Foundation
import Tables
import TestSupport
import Testing

@Suite("export and check")
struct ExportCommandTests {
  private func compared(_ files: [String: String] = ["tiny.yaml": TinyStudy.text]) throws
    -> CommandTrial
  {
    let trial = try CommandTrial(files)
    let result = try trial.poise("compare", "tiny.yaml", "--output", "out", "--quiet")
    #expect(result.ending == .exited(0), "\(result)")
    return trial
  }

  @Test func everyFileIsCSVThatReadsBack() throws {
    let trial = try compared()
    let result = try trial.poise("export", "out/study.sqlite", "--output", "csv", "--json")
    #expect(result.ending == .exited(0), "\(result)")
    let object = try CommandTrial.object(Data(result.output.utf8))
    let files = try #require(object["files"] as? [[String: Any]])
    #expect(files.count == 5)
    for file in files {
      let name = try #require(file["name"] as? String)
      let table = try Table(contentsOf: trial.folder.path + "/csv/" + name)
      #expect(table.columns == file["columns"] as? [String], "\(name)")
      #expect(table.rowCount == file["rows"] as? Int, "\(name)")
    }
    #expect(try trial.folder.contents("csv").count == 5)
  }

  @Test func exportedTracesScoreAsTheStudyDoes() throws {
    let trial = try compared()
    try trial.poise("export", "out/study.sqlite", "--output", "csv")
    let result = try trial.poise(
      "score", "csv/traces.csv", "--objective", "fit=minimize", "--objective", "weights=maximize",
      "--baseline", "equal-normalized", "--json")
    #expect(result.ending == .exited(0), "\(result)")
    let scored = try CommandTrial.object(Data(result.output.utf8))
    func stabilities(_ report: [String: Any]) -> [String: Double] {
      let arms = report["arms"] as? [[String: Any]] ?? []
      return Dictionary(
        arms.compactMap { arm in
          (arm["name"] as? String).flatMap { name in (arm["q"] as? Double).map { (name, $0) } }
        }, uniquingKeysWith: { first, _ in first })
    }
    let (wanted, found) = (try stabilities(trial.report("out")), stabilities(scored))
    #expect(wanted.count == 2)
    for (name, q) in wanted { #expect(((found[name] ?? -1) - q).magnitude < 1e-9, "\(name)") }
  }

  @Test func hostileNamesStayInsideAndNeutral() throws {
    let text = TinyStudy.with("name: tiny", "name: <script>alert(1)</script>")
      .replacing(
        "  - gradnorm: { losses: exponential }",
        with: "  - { fixed: { alpha: 1 }, name: \"=cmd|'/c calc'!A1\" }"
      )
      .replacing("fit:", with: "\"../fit\":")
    let trial = try compared(["tiny.yaml": text])
    let result = try trial.poise("export", "out/study.sqlite", "--output", "csv")
    #expect(result.ending == .exited(0), "\(result)")
    #expect(try trial.folder.text("csv/arms.csv").contains("\r\n'=cmd|'/c calc'!A1,"))
    #expect(try trial.folder.text("csv/traces.csv").contains(",../fit,"))
    let page = try trial.folder.text("out/report.html")
    #expect(!page.contains("<script") && page.contains("&lt;script&gt;alert(1)&lt;/script&gt;"))
    let known: Set = ["tiny.yaml", "out", "csv"]
    #expect(Set(try FileManager.default.contentsOfDirectory(atPath: trial.folder.path)) == known)
  }

  @Test func aStoreThatIsNoneIsBadInput() throws {
    let trial = try CommandTrial(["no.sqlite": "nothing"])
    let result = try trial.poise("export", "no.sqlite", "--output", "csv")
    #expect(result.ending == .exited(65) && result.output.isEmpty, "\(result)")
    #expect(try trial.folder.contents() == ["no.sqlite"])
  }

  @Test func checkHoldsOrFailsByTheIntervals() throws {
    let trial = try compared()
    let same = try trial.poise("check", "out/report.json", "out/report.json")
    #expect(same.ending == .exited(0), "\(same)")
    #expect(same.output.contains("None of ") && same.output.contains(" arms lost"), "\(same)")
    var report = try trial.report("out")
    var arms = try #require(report["arms"] as? [[String: Any]])
    for index in arms.indices where arms[index]["q"] is Double {
      arms[index]["q"] = 0.9
      arms[index]["interval"] = ["level": 0.95, "lower": 0.89, "upper": 0.91]
    }
    report["arms"] = arms
    let better = try JSONSerialization.data(withJSONObject: report)
    try trial.folder.write(String(decoding: better, as: UTF8.self), to: "better.json")
    let fallen = try trial.poise("check", "better.json", "out/report.json", "--json")
    #expect(fallen.ending == .exited(1) && fallen.errors.isEmpty, "\(fallen)")
    #expect(fallen.output.contains("\"hasFallen\" : true"))
    let risen = try trial.poise("check", "out/report.json", "better.json")
    #expect(risen.ending == .exited(0), "\(risen)")
    var study = try #require(report["study"] as? [String: Any])
    study["steps"] = 7
    report["study"] = study
    let other = try JSONSerialization.data(withJSONObject: report)
    try trial.folder.write(String(decoding: other, as: UTF8.self), to: "other.json")
    let refused = try trial.poise("check", "out/report.json", "other.json")
    #expect(refused.ending == .exited(65) && refused.output.isEmpty, "\(refused)")
    #expect(refused.errors.contains("against 7 steps a run"))
    let allowed = try trial.poise("check", "out/report.json", "other.json", "--allow-differences")
    #expect(allowed.ending == .exited(0) && allowed.output.contains("The reports differ"))
  }

  @Test(arguments: [
    ("{\"version\": 7}", "bad.json: found schema version 7, wanted 1"),
    ("{", "bad.json: this is not JSON"), ("{}", "bad.json: found JSON without a whole number"),
  ])
  func aFileThatIsNoReportIsBadInput(_ text: String, _ words: String) throws {
    let trial = try CommandTrial(["bad.json": text])
    let result = try trial.poise("check", "bad.json", "bad.json")
    #expect(result.ending == .exited(65) && result.output.isEmpty, "\(result)")
    #expect(result.errors.hasPrefix("error: \(words)"), "\(result)")
    let missing = try trial.poise("check", "none.json", "bad.json")
    #expect(missing.ending == .exited(65) && missing.errors.contains("no such file"))
  }
}
