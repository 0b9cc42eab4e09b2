import Foundation
import Poise
import TestSupport
import Testing

@testable import PoiseCommand

@Suite("score and metrics")
struct ScoreCommandTests {
  /// Twelve seeds of a baseline, of an arm like it and of one that swings, as a long CSV.
  private static func log(last: String = "") -> String {
    var lines = ["arm,seed,step,loss,accuracy"]
    for (arm, swing) in [("equal", 0.0), ("steady", 0.001), ("swinging", 0.3)] {
      for seed in 0..<12 {
        for row in 0..<40 {
          let t = Double(row) / 40
          let jitter = Double((row * 7919 + seed * 104_729) % 1009) / 1009 - 0.5
          let wave = swing * sin(40 * t) + 0.01 * jitter
          let fall = exp(-6 * t)
          lines.append("\(arm),\(seed),\(10 * row),\(fall + wave),\(1 - fall - wave)")
        }
      }
    }
    return lines.joined(separator: "\n") + "\n" + last
  }

  @Test func aLogOfAnyTrainerIsScored() throws {
    let trial = try CommandTrial(["log.csv": Self.log()])
    let result = try trial.poise("score", "log.csv", "--baseline", "equal")
    #expect(result.ending == .exited(0), "\(result)")
    #expect(result.output.contains("Of 2 arms beside the baseline, steady"))
    #expect(result.errors.contains("minimize `loss`, maximize `accuracy` (guessed"))
    #expect(result.errors.contains("3 arms × 12 seeds, 40 evaluations"))
  }

  @Test func theJSONHasTheSchemaOfReports() throws {
    let trial = try CommandTrial(["log.csv": Self.log()])
    let result = try trial.poise(
      "score", "log.csv", "--baseline", "equal", "--json", "--objective", "loss=minimize",
      "--output", "out")
    #expect(result.ending == .exited(0), "\(result)")
    #expect(try Self.schema().faults(of: Data(result.output.utf8)) == [])
    let report = try CommandTrial.object(Data(result.output.utf8))
    let pairs = try #require(report["pairs"] as? [[String: Any]])
    let keys = ["a", "b", "difference", "interval", "p", "pHolm", "tests", "effects", "reading"]
    #expect(pairs.count == 3 && keys.allSatisfy { pairs[0][$0] != nil })
    let first = try #require(pairs.first { $0["b"] as? String == "swinging" })
    #expect(first["reading"] as? String == "first")
    #expect((report["arms"] as? [[String: Any]])?.first?["baseline"] as? Bool == true)
    #expect(report["sensitivity"] is [String: Any] && report["comparison"] is [String: Any])
    #expect(try !trial.folder.bytes("out/report.html").isEmpty)
    #expect(try CommandTrial.object(trial.folder.bytes("out/report.json"))["pairs"] != nil)
  }

  @Test func unitsAndAspirationsAreTaken() throws {
    let trial = try CommandTrial(["log.csv": Self.log()])
    let result = try trial.poise(
      "score", "log.csv", "--objective", "loss=minimize", "--unit", "loss=0.5", "--aspiration",
      "loss=0.1", "--json")
    let report = try CommandTrial.object(Data(result.output.utf8))
    let study = try #require(report["study"] as? [String: Any])
    let objective = try #require((study["objectives"] as? [[String: Any]])?.first)
    #expect(objective["unit"] as? Double == 0.5 && objective["aspiration"] as? Double == 0.1)
    #expect(objective["source"] as? String == "declared")
  }

  @Test func badLogsAreRefusedWithTheirPlace() throws {
    let trial = try CommandTrial([
      "ragged.csv": Self.log(last: "steady,12\n"),
      "word.csv": Self.log(last: "steady,11,400,x,1\n"),
    ])
    let ragged = try trial.poise("score", "ragged.csv")
    #expect(ragged.ending == .exited(65) && ragged.output.isEmpty)
    #expect(ragged.errors.hasPrefix("ragged.csv:1442:1: error: the row has 2 cells where"))
    let word = try trial.poise("score", "word.csv", "--objective", "loss=minimize")
    #expect(word.ending == .exited(65))
    #expect(word.errors.hasPrefix("word.csv:1442:15: error: `x` in column `loss`"))
    let missing = try trial.poise("score", "none.csv")
    #expect(missing.ending == .exited(65))
    #expect(missing.errors.hasPrefix("none.csv: error: cannot be read (no such file)"))
  }

  /// The schema of reports.
  private static func schema() throws -> JSONSchema {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    return try JSONSchema(
      Data(contentsOf: root.appending(path: "Documentation/report.schema.json")))
  }

  /// What the cells of a row become, by arm, seed and row: `nil` leaves the row out.
  private typealias Change = @Sendable (String, Int, Int, String) -> String?

  /// A log of two arms that fall, changed row by row.
  private static func log(seeds: Int = 8, rows: Int = 40, _ change: Change) -> String {
    var lines = ["arm,seed,step,loss,accuracy"]
    for (arm, rate) in [("quick", 6.0), ("slow", 4.0)] {
      for seed in 0..<seeds {
        for row in 0..<rows {
          let jitter = Double((row * 7919 + seed * 104_729) % 1009) / 100_900
          let fall = exp(-rate * Double(row) / Double(rows)) + jitter
          let cells = change(arm, seed, row, "\(fall),\(1 - fall)")
          if let cells { lines.append("\(arm),\(seed),\(row),\(cells)") }
        }
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// Bad traces: what the answer says of them, and that no number stands where none can.
  private static let bad: [(log: String, said: [String], json: [String])] = [
    (
      log { $0 == "slow" && $1 == 2 && $2 > 20 ? "nan,0.5" : $3 },
      ["slow lost 1 of 8 runs (nonFinite)"], ["the evaluation of loss is nan"]
    ),
    (
      log { $0 == "slow" && $1 == 2 && $2 == 20 ? "1,-inf" : $3 },
      ["slow lost 1 of 8 runs (nonFinite)"], ["the evaluation of accuracy is -inf"]
    ),
    (log { $0 == "slow" ? "1,0" : $3 }, ["slow is inert", "INERT"], []),
    (log { _, _, _, _ in "1,0" }, ["did not move loss", "NO-UNIT"], ["\"q\" : null"]),
    (
      log(rows: 31) { $3 }, ["31 evaluations and a rating needs at least 32", "INSUFFICIENT"],
      ["\"q\" : null"]
    ),
    (
      log(seeds: 5) { $3 }, ["5 seeds and a rating needs at least 6", "INSUFFICIENT"],
      ["\"interval\" : null"]
    ),
    (
      log { $0 == "slow" && $1 == 3 && $2 > 30 ? nil : $3 },
      ["slow lost 1 of 8 runs (stopped)"], ["the log ends at step 30 of 39"]
    ),
    (
      log { $2 < 9 ? $3 : "nan,nan" }, ["No run of the baseline finished", "NO-UNIT"],
      ["\"q\" : null"]
    ),
    (log { $0 == "quick" || $2 < 9 ? $3 : "nan,nan" }, ["slow lost 8 of 8 runs", "FAILED"], []),
  ]

  @Test(arguments: bad.indices) func aBadTraceHasItsOutcome(index: Int) throws {
    let (log, said, json) = Self.bad[index]
    let trial = try CommandTrial(["log.csv": log])
    let table = try trial.poise("score", "log.csv", "--baseline", "quick")
    #expect(table.ending == .exited(0), "\(table)")
    let text = table.output.replacing("\n", with: " ")
    for words in said { #expect(text.contains(words), "\(words) in \(table)") }
    #expect(table.errors.contains("--unit loss=x") == said.contains("NO-UNIT"))
    let report = try trial.poise("score", "log.csv", "--baseline", "quick", "--json")
    for words in json { #expect(report.output.contains(words), "\(words)") }
    #expect(try Self.schema().faults(of: Data(report.output.utf8)) == [])
  }

  @Test(arguments: [
    (log { $0 == "slow" && $1 == 3 && $2 == 9 ? "1," : $3 }, "an empty cell in column `accuracy`"),
    (log { $0 == "slow" && $2 > 30 ? nil : $3 }, "no run of slow has more than 31 evaluations"),
    (log { $0 == "slow" && $1 == 3 ? nil : $3 }, "slow has no run from seed 3"),
    (log { $3 } + "slow,7,39,1,0\n", "step 39 of slow, seed 7, is there twice"),
    (log { $3 }.replacing("arm,seed", with: "config,seed"), "--arm-column"),
  ])
  func whatIsNoStudyIsRefused(log: String, message: String) throws {
    let result = try CommandTrial(["log.csv": log]).poise("score", "log.csv")
    #expect(result.ending == .exited(65) && result.output.isEmpty, "\(result)")
    #expect(result.errors.contains(message), "\(result)")
  }

  @Test func columnsAreNamedAndTheReportSaysHowItWasMade() throws {
    let odd = Self.log { $3 }.replacing("arm,seed,step,loss", with: "my config,rng,it,my loss")
    let trial = try CommandTrial(["my log.csv": odd])
    let options = [
      "--arm-column", "my config", "--seed-column", "rng", "--step-column", "it", "--baseline",
      "quick", "--objective", "my loss=minimize", "--logarithm", "my loss",
    ]
    let result = try trial.poise(["score", "my log.csv", "--output", "out"] + options)
    #expect(result.ending == .exited(0), "\(result)")
    #expect(result.errors.contains("arm from column `my config`, seed from column `rng`"))
    #expect(result.output.contains("ln my loss"))
    let page = try String(decoding: trial.folder.bytes("out/report.md"), as: UTF8.self)
    #expect(
      page.contains(
        "poise score 'my log.csv' --objective 'my loss=minimize' --logarithm 'my loss' "
          + "--baseline quick --arm-column 'my config' --seed-column rng --step-column it"))
    // Of runs that were trained elsewhere nothing is made up.
    #expect(page.contains("it was not diagnosed"))
    for unknown in ["made in Swift", "- Parameters:", "Trainable parameters", "Pullbacks"] {
      #expect(!page.contains(unknown))
    }
    #expect(page.contains("the same seed is taken for the same initial weights"))
  }

  @Test func runsThatWereStoppedOnPurposeAreComplete() throws {
    let log = Self.log { $0 == "slow" && $2 >= 33 + $1 ? nil : $3 }
    let trial = try CommandTrial(["log.csv": log])
    let refused = try trial.poise("score", "log.csv", "--baseline", "quick", "--unit", "loss=1")
    let said = refused.output.replacing("\n", with: " ")
    #expect(refused.ending == .exited(0) && said.contains("slow lost 7 of 8 runs"))
    let result = try trial.poise(
      "score", "log.csv", "--baseline", "quick", "--early-stopping", "--output", "out")
    #expect(result.ending == .exited(0), "\(result)")
    #expect(result.errors.contains("7 runs ended before others, stopped on purpose."))
    #expect(!result.errors.contains("too early"))
    #expect(result.output.contains("slow scores highest") && !result.output.contains("lost"))
    #expect(try !trial.folder.bytes("out/report.html").isEmpty)
  }

  @Test func runsThatWereStoppedTooEarlyAreSaidToHaveFailed() throws {
    // Seeds 0 and 1 of slow have 30 and 31 evaluations, the others 32 and more.
    let log = Self.log { $0 == "slow" && $2 >= 30 + $1 ? nil : $3 }
    let result = try CommandTrial(["log.csv": log]).poise(
      "score", "log.csv", "--baseline", "quick", "--early-stopping")
    #expect(result.ending == .exited(0), "\(result)")
    #expect(
      result.errors.contains(
        "2 of them were stopped too early to be measured and count as failed: a run needs 32 "
          + "evaluations, so log more often."))
    #expect(result.output.replacing("\n", with: " ").contains("slow lost 2 of 8 runs"), "\(result)")
  }

  @Test func armsOfOtherStepsAreBroughtTogether() throws {
    let log = Self.log(rows: 80) { $0 == "slow" && $2 % 2 == 1 ? nil : $3 }
    let trial = try CommandTrial(["log.csv": log])
    let refused = try trial.poise("score", "log.csv")
    #expect(refused.ending == .exited(65) && refused.errors.contains("by --resample"))
    let result = try trial.poise("score", "log.csv", "--baseline", "quick", "--resample")
    #expect(result.ending == .exited(0), "\(result)")
    #expect(result.errors.contains("2 arms × 8 seeds, 40 evaluations, steps 0 to 78."))
  }

  @Test func anIndexThatPandasWroteIsLeftOut() throws {
    let rows = Self.log { $3 }.split(separator: "\n").enumerated().map { index, row in
      (index == 0 ? "" : "\(index - 1)") + ",\(row)"
    }
    let trial = try CommandTrial(["log.csv": rows.joined(separator: "\n") + "\n"])
    let result = try trial.poise("score", "log.csv", "--baseline", "quick")
    #expect(result.ending == .exited(0), "\(result)")
    #expect(result.errors.contains("Left out: the first column, which has no name and counts"))
    #expect(result.errors.contains("minimize `loss`, maximize `accuracy` (guessed"))
  }

  @Test(arguments: [
    ["--arm-column", "a", "--seed-column", "a"],
    ["--objective", "loss"], ["--objective", "loss=up"], ["--unit", "loss=-1"],
    ["--unit", "loss=much"], ["--objective", "loss=minimize", "--objective", "loss=maximize"],
  ])
  func wrongOptionsAreUsageErrors(options: [String]) throws {
    let result = try CommandTrial(["log.csv": "loss\n1\n"]).poise(["score", "log.csv"] + options)
    #expect(result.ending == .exited(64) && result.output.isEmpty, "\(result)")
  }

  @Test func everyStatisticIsListedWithItsFormula() throws {
    let trial = try CommandTrial([:])
    let result = try trial.poise("metrics")
    #expect(result.ending == .exited(0) && result.errors.isEmpty, "\(result)")
    for metric in MetricCatalogue.all {
      #expect(result.output.contains(metric.id) && result.output.contains(metric.formula))
    }
    let one = try trial.poise("metrics", "noise")
    #expect(one.output.contains("Rousseeuw") && one.output.contains("enters the score"))
    #expect(try trial.poise("metrics", "nonsense").ending == .exited(65))
    let json = try trial.poise("metrics", "--json")
    let list = try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [[String: Any]]
    #expect(list?.count == MetricCatalogue.all.count)
  }
}
