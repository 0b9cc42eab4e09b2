import Foundation
import TestSupport
import Testing

@Suite("inspect diagnoses before training")
struct InspectTests {
  @Test func printsTablesAndFindings() throws {
    let trial = try CommandTrial()
    let result = try trial.poise("inspect", "tiny.yaml")
    #expect(result.ending == .exited(0), "\(result)")
    #expect(result.errors.isEmpty)
    for part in [
      "tiny: 2 objectives, 10 parameters, float32. Probed: 6 seeds, 200 steps",
      "Objective", "fit ↓", "weights ↑", "fit, weights", "layer 1, 3 units",
      "Warning (unbounded): weights rises without bound", "  → Give it a bound", "Note (alpha): ",
    ] {
      #expect(result.output.contains(part), "\(part) is missing in\n\(result.output)")
    }
    #expect(try trial.folder.contents() == ["tiny.yaml"], "it leaves nothing behind")
    let narrow = try trial.poise("inspect", "tiny.yaml", environment: ["COLUMNS": "60"])
    #expect(narrow.output.split(separator: "\n").allSatisfy { $0.count <= 60 }, "\(narrow.output)")
  }

  @Test func printsJSON() throws {
    let trial = try CommandTrial()
    let result = try trial.poise("inspect", "tiny.yaml", "--json", "--seeds", "3", "--steps", "20")
    let object = try CommandTrial.object(Data(result.output.utf8))
    #expect(
      Set(object.keys) == [
        "version", "study", "parameters", "precision", "seeds", "steps", "optimizer", "objectives",
        "pairs", "layers", "findings",
      ])
    #expect(object["seeds"] as? Int == 3 && object["steps"] as? Int == 20)
    let objectives = try #require(object["objectives"] as? [[String: Any]])
    #expect(objectives.map { $0["name"] as? String } == ["fit", "weights"])
    for key in ["start", "end", "gradientNorm", "weightAtStart", "weight"] {
      let spread = try #require(objectives[1][key] as? [String: Double], "\(key) is missing")
      #expect(Set(spread.keys) == ["median", "lower", "upper"])
    }
    // The gradient of a sum of 10 parameters.
    let norm = try #require(objectives[1]["gradientNorm"] as? [String: Double])
    #expect(abs((norm["median"] ?? 0) - 10.0.squareRoot()) < 1e-12)
    let pairs = try #require(object["pairs"] as? [[String: Any]])
    #expect(pairs.count == 1 && pairs[0]["conflictShare"] is Double)
  }

  @Test func compareReportsTheSameFindings() throws {
    let trial = try CommandTrial()
    let inspected = try CommandTrial.object(
      Data(try trial.poise("inspect", "tiny.yaml", "--json").output.utf8))
    let compared = try trial.poise("compare", "tiny.yaml", "--quiet")
    #expect(compared.output.contains("Diagnosis: weights: unbounded"))
    let found = try #require(inspected["findings"] as? NSArray)
    #expect(found == (try trial.report("tiny")["diagnosis"] as? NSArray))
    #expect(found.count >= 2)
    for file in ["report.md", "report.html"] {
      #expect(try trial.folder.text("tiny/\(file)").contains("rises without bound"))
    }
  }

  @Test func aProblemThatCannotBeTrainedExitsWith65() throws {
    let text = TinyStudy.with("sum(parameters)", "mean(log(out - 100))")
    let trial = try CommandTrial(["bad.yaml": text])
    for arguments in [["inspect", "bad.yaml"], ["inspect", "bad.yaml", "--json"]] {
      let result = try trial.poise(arguments)
      #expect(result.ending == .exited(65))
      #expect(result.output.contains("`log` of −"), "\(result)")
      #expect(result.errors.isEmpty, "the answer says it all")
    }
  }

  @Test func aPathThatBreaksIsShownInTheFile() throws {
    let text = TinyStudy.with("mean(square(5 - sum(out)))", "mean(square(5 - sum(detached(out))))")
    let result = try CommandTrial(["bad.yaml": text]).poise("inspect", "bad.yaml")
    #expect(result.ending == .exited(65))
    #expect(result.output.isEmpty)
    #expect(
      result.errors == """
        bad.yaml:6:42: error: objective fit is reached by no parameter: its gradient is zero \
        everywhere and training on it would change nothing; the path ends here: detached lets no \
        gradient through, leave it out
              6 |     fit: { minimize: mean(square(5 - sum(detached(out)))) }
                |                                          ^~~~~~~~~~~~~

        """)
  }

  @Test(arguments: [["--seeds", "0"], ["--steps", "0"], ["--seeds", "x"]])
  func numbersOutOfRangeAreUsageErrors(_ arguments: [String]) throws {
    let result = try CommandTrial().poise(["inspect", "tiny.yaml"] + arguments)
    #expect(result.ending == .exited(64), "\(result)")
  }
}
