import Foundation
import TestSupport
import Testing

@Suite("sweep")
struct SweepCommandTests {
  private static let three = TinyStudy.with(
    "optimizer:", "    size: { minimize: mean(square(out)) }\noptimizer:")
  private static let arguments = [
    "sweep", "tiny.yaml", "--from", "0.01", "--to", "100", "--points", "3", "--budget", "10",
  ]

  private func arms(_ trial: CommandTrial, _ folder: String) throws -> [String] {
    let arms = try #require(try trial.report(folder)["arms"] as? [[String: Any]])
    return arms.compactMap { $0["name"] as? String }
  }

  @Test func theGridIsRefinedWhereTheOutcomeChanges() throws {
    let trial = try CommandTrial()
    let result = try trial.poise(Self.arguments)
    #expect(result.ending == .exited(0), "\(result)")
    #expect(result.errors.isEmpty)
    #expect(result.output.contains("table range of alpha") || result.output.contains("No value of"))
    let lines = result.output.split(separator: "\n")
    for alpha in ["0", "0.01", "1", "100"] {
      #expect(lines.contains { String($0).trimmed.hasPrefix(alpha + " ") }, "no row for \(alpha)")
    }
    #expect(
      lines.last?.hasSuffix("/tiny-sweep/report.html (also .md, .json), store: study.sqlite")
        == true)
    let report = try trial.report("tiny-sweep")
    let sweep = try #require(report["sweep"] as? [String: Any])
    let points = try #require(sweep["points"] as? [[String: Any]])
    #expect(points.count > 4 && points.count <= 10 && sweep["kind"] as? String == "alpha")
    let places = try points.map { try #require(($0["place"] as? [Double])?.first) }
    #expect(places == places.sorted() && Set(places).isSuperset(of: [0, 0.01, 1, 100]))
    let names = points.compactMap { $0["arm"] as? String }
    #expect(try arms(trial, "tiny-sweep") == ["equal-normalized"] + names)
    let json = try trial.poise(Self.arguments + ["--json"])
    #expect(
      try CommandTrial.essence(of: Data(json.output.utf8)).trimmed
        == trial.essence("tiny-sweep").trimmed)
    // The store alone says the same.
    try trial.poise("report", "tiny-sweep/study.sqlite", "--output", "again")
    let again = try trial.report("again")["sweep"] as? NSDictionary
    #expect(again == sweep as NSDictionary)
  }

  /// Stopped at any moment, a sweep goes on and ends with the same bits.
  @Test func aSweepThatIsKilledEndsTheSame() throws {
    let study = TinyStudy.with("steps: 60", "steps: 1500")
    let whole = try CommandTrial(["tiny.yaml": study])
    _ = try whole.poise(Self.arguments + ["--quiet"])
    let trial = try CommandTrial(["tiny.yaml": study])
    var kills = 0
    for moment in [200_000, 500_000, 900_000] {
      let program = try trial.start(
        "sweep", "tiny.yaml", "--from", "0.01", "--to", "100", "--points", "3", "--budget", "10",
        "--quiet", "--threads", "1", environment: ["POISE_LANES": "1"])
      usleep(UInt32(moment))
      if program.isRunning { program.send(SIGKILL) }
      kills += try program.end().ending == .killed(SIGKILL) ? 1 : 0
    }
    #expect(kills > 0)
    let last = try trial.poise(Self.arguments + ["--quiet"])
    #expect(last.ending == .exited(0), "\(last)")
    #expect(try trial.tables("tiny-sweep") == whole.tables("tiny-sweep"))
    #expect(try trial.essence("tiny-sweep") == whole.essence("tiny-sweep"))
  }

  @Test func otherChoicesAddToASweep() throws {
    let trial = try CommandTrial()
    try trial.poise("sweep", "tiny.yaml", "--points", "2", "--budget", "3", "--quiet")
    let few = ["equal-normalized", "alpha=0", "alpha=0.0001", "alpha=10000"]
    #expect(try arms(trial, "tiny-sweep") == few)
    let result = try trial.poise(
      "sweep", "tiny.yaml", "--from", "1", "--to", "2", "--points", "2", "--budget", "5", "--quiet")
    #expect(result.ending == .exited(0), "\(result)")
    #expect(
      try arms(trial, "tiny-sweep") == [
        "equal-normalized", "alpha=0", "alpha=0.0001", "alpha=1", "alpha=2", "alpha=10000",
      ])
  }

  @Test func threeObjectivesSweepTheSimplex() throws {
    let trial = try CommandTrial(["study.yaml": Self.three])
    let arguments = ["sweep", "study.yaml", "--points", "6", "--budget", "9", "--quiet"]
    let result = try trial.poise(arguments)
    #expect(result.ending == .exited(0), "\(result)")
    let sweep = try #require(try trial.report("tiny-sweep")["sweep"] as? [String: Any])
    let points = try #require(sweep["points"] as? [[String: Any]])
    #expect(sweep["kind"] as? String == "simplex" && points.count <= 9 && points.count >= 6)
    for point in points {
      let place = try #require(point["place"] as? [Double])
      #expect(place.count == 3 && abs(place.reduce(0, +) - 1) < 1e-12)
    }
    #expect(try arms(trial, "tiny-sweep").contains("(0.5, 0, 0.5)"))
    let answers = ["of the simplex of weights is stable", "No weighting in this sweep"]
    #expect(answers.contains { result.output.contains($0) })
    if sweep["region"] is [String: Any] {
      #expect(try trial.folder.contents("tiny-sweep").contains("figures/sweep-simplex.svg"))
    }
  }

  @Test(arguments: [
    (["--from", "1"], "found --from or --to for 3 objectives, wanted neither: they bound alpha"),
    (["--points", "5"], "found --points 5 for 3 objectives, wanted a whole number from 6, the"),
    (["--resolution", "1.5"], "found --resolution 1.5, wanted a difference of shares, from 0.001"),
  ])
  func choicesThatDoNotFitTheSimplex(_ choices: [String], says: String) throws {
    let trial = try CommandTrial(["study.yaml": Self.three])
    let result = try trial.poise(["sweep", "study.yaml"] + choices)
    #expect(result.ending == .exited(64))
    #expect(result.errors.contains(says), "\(result.errors)")
    #expect(try trial.folder.contents() == ["study.yaml"])
  }

  @Test func oneObjectiveLeavesNothingToWeigh() throws {
    let text = TinyStudy.with("    weights: { maximize: sum(parameters) }\n", "")
      .replacing("gradnorm: { losses: exponential }", with: "equal")
      .replacing("  - pareto-sampling: { points: 3 }\n", with: "")
    let trial = try CommandTrial(["study.yaml": text])
    let result = try trial.poise("sweep", "study.yaml")
    #expect(result.ending == .exited(65))
    #expect(
      result.errors
        == "error: found one objective, fit, wanted two or more: a sweep weighs objectives against "
        + "each other; poise compare trains a single one\n", "\(result.errors)")
    #expect(try trial.folder.contents() == ["study.yaml"])
  }
}
