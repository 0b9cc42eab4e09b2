import Foundation
import Records
import Tables
import Testing

@testable import TraceFiles

@Suite("Logs of other programs")
struct TraceLogsTests {
  private let long = """
    arm,seed,step,loss,accuracy,comment
    a,7,0,1.0,0.1,x
    a,7,10,0.5,0.2,y
    a,8,0,1.0,0.1,x
    a,8,10,nan,0.2,y
    b,7,0,1.0,0.1,x
    b,7,10,0.25,0.4,y
    b,8,0,1.0,0.1,x
    b,8,10,0.75,0.4,y

    """

  @Test func `a long file is read, its columns guessed and shown`() throws {
    let logs = try LogTrial.logs(["log.csv": long])
    let study = logs.results.study
    #expect(study.arms.map(\.name) == ["a", "b"] && study.seeds == 2)
    #expect(study.objectives.map(\.name) == ["loss", "accuracy"])
    #expect(study.objectives.map(\.direction) == [.minimize, .maximize])
    #expect(study.evaluationSteps == [0, 10] && study.steps == 10)
    let run = try #require(logs.results.runs(of: "b").last)
    #expect(run.seed == 1 && run.trace.values == [[1, 0.75], [0.1, 0.4]])
    #expect(logs.results.runs(of: "a")[1].trace.values[0][1].isNaN)
    #expect(logs.notes.contains { $0.contains("arm from column `arm`") })
    #expect(logs.notes.contains { $0.contains("minimize `loss`, maximize `accuracy`") })
    #expect(logs.notes.contains("Left out, no numbers: `comment`."))
    #expect(logs.notes.contains("Seeds are counted from 0 in the report: 7, 8."))
  }

  @Test func `what is asked for goes before what is guessed`() throws {
    let asked = TraceQuestion(
      objectives: [Objective("accuracy", .minimize, unit: 2)], baseline: "b")
    let study = try LogTrial.logs(["log.csv": long], asked).results.study
    #expect(study.objectives == [Objective("accuracy", .minimize, unit: 2)])
    #expect(study.arms.map(\.name) == ["b", "a"] && study.arms[0].isBaseline)
    let units = TraceQuestion(units: ["loss": 0.5], aspirations: ["loss": 0.1])
    let first = try LogTrial.logs(["log.csv": long], units).results.study.objectives[0]
    #expect(first.unit == 0.5 && first.aspiration == 0.1)
  }

  @Test(arguments: [
    ("runs/gradnorm_seed3.csv", "gradnorm", 3), ("gradnorm/seed=12/log.csv", "gradnorm", 12),
    ("gradnorm-4.csv", "gradnorm", 4), ("gradnorm/2.csv", "gradnorm", 2),
    ("my arm.csv", "my arm", 0), ("equal_seed-0_eval.csv", "equal_eval", 0),
    ("mgda/seed1/events.out.tfevents.17.host", "mgda", 1),
  ])
  func `a path names arm and seed`(path: String, arm: String, seed: Int) throws {
    let name = try RunName(path: path, pattern: nil)
    #expect(name.seed == seed && name.arm == arm)
  }

  @Test func `a pattern names them as it says`() throws {
    let name = try RunName(path: "x/s4/pcgrad.run.csv", pattern: "s{seed}/{arm}.run.csv")
    #expect(name.arm == "pcgrad" && name.seed == 4)
    #expect(throws: TraceFileError.self) { try RunName(path: "a.csv", pattern: "{seed}.csv") }
    #expect(throws: TraceFileError.self) { try RunName(path: "a.csv", pattern: "a.csv") }
  }

  @Test func `one file a run, CSV beside JSON Lines, in one study`() throws {
    let logs = try LogTrial.logs([
      "a_seed0.csv": "step,loss\n0,1\n5,0.5\n",
      "b_seed0.jsonl": "{\"step\": 0, \"loss\": 1.5}\n\n{\"loss\": -Infinity, \"step\": 5}\n",
    ])
    #expect(logs.results.study.arms.map(\.name) == ["a", "b"])
    #expect(logs.results.runs(of: "b")[0].trace.values == [[1.5, -.infinity]])
  }

  @Test func `rows are counted where there is no step`() throws {
    let logs = try LogTrial.logs(["a.csv": "loss\n3\n2\n1\n"])
    #expect(logs.results.study.evaluationSteps == [0, 1, 2])
  }

  @Test func `a run that ends before the others of its arm failed there`() throws {
    let text = "arm,seed,step,loss\na,0,0,1\na,0,1,1\na,0,2,1\na,1,0,1\na,1,1,1\n"
    let logs = try LogTrial.logs(["log.csv": text])
    let run = logs.results.runs(of: "a")[1]
    #expect(run.outcome.failure?.step == 1 && run.outcome.failure?.cause == .stopped)
    #expect(
      logs.notes.last == "1 run ended before the others of the same arm and counts as failed "
        + "(--early-stopping says that it was on purpose).")
  }

  @Test func `what does not fit together is refused with its place`() {
    let head = "arm,seed,step,loss\n"
    #expect(
      LogTrial.refusal(["l.csv": head + "a,0,0,1\na,0,0,2\n"])
        == "l.csv:3:5: error: step 0 of a, seed 0, is there twice: steps must ascend, so log each "
        + "evaluation once and in order; if these are several runs, name their columns arm and "
        + "seed, or say which they are by --arm-column and --seed-column")
    #expect(
      LogTrial.refusal(["l.csv": head + "a,0,5,1\na,0,3,2\n"])?.contains("l.csv:3:5: error: step 3")
        == true)
    #expect(
      LogTrial.refusal(["l.csv": head + "a,0,0,1\na,0,1,2\nb,0,0,1\n"])?
        .hasPrefix("l.csv:4:1: error: no run of b has more than 1 evaluations") == true)
    #expect(
      LogTrial.refusal(["l.csv": head + "a,0,0,1\na,0,1,2\nb,0,0,1\nb,0,2,1\n"])?
        .hasPrefix("l.csv:4:1: error: b, seed 0, was evaluated at step 2 where a") == true)
    #expect(
      LogTrial.refusal(["l.csv": head + "a,0,0,1\na,1,0,2\nb,0,0,1\n"])?
        .hasPrefix("error: b has no run from seed 1") == true)
    #expect(
      LogTrial.refusal(["a_seed0.csv": "loss\n1\n", "a-seed0.csv": "loss\n1\n"])?
        .contains("a_seed0.csv:2:1: error: a, seed 0, is there twice") == true)
  }

  @Test func `cells that are no numbers are refused with their place`() {
    let objective = TraceQuestion(objectives: [Objective("loss", .minimize)])
    #expect(
      LogTrial.refusal(["l.csv": "seed,loss\n0,1\n0,\n"], objective)
        == "l.csv:3:3: error: an empty cell in column `loss`, where a number was wanted: write it "
        + "like 0.5 or 1e-3")
    #expect(
      LogTrial.refusal(["l.csv": "seed,loss\n0.5,1\n"])
        == "l.csv:2:1: error: `0.5` in column `seed`, where a whole number from 0 was wanted")
    #expect(
      LogTrial.refusal(["l.csv": "x,y\na,b\n"])?.contains("no column of numbers is there to score")
        == true)
    #expect(
      LogTrial.refusal(["a_seed0.csv": "loss\n1\n", "a_seed1.csv": "other\n1\n"], objective)
        == "a_seed1.csv:1:1: error: there is no column `loss`: the columns are `other`")
    #expect(LogTrial.refusal(["l.csv": "loss\n"])?.hasPrefix("error: the logs hold no row") == true)
    #expect(
      LogTrial.refusal(["l.csv": long], TraceQuestion(baseline: "c"))
        == "error: there is no arm c to be the baseline: the arms are a, b")
    #expect(
      LogTrial.refusal(["l.csv": long], TraceQuestion(units: ["lost": 1]))?
        .hasPrefix("error: there is no objective `lost`") == true)
    #expect(throws: TraceFileError.self) { try TraceLogs(reading: []) }
    #expect(throws: TableError.self) { try TraceLogs(reading: ["no-such.csv"]) }
    #expect(throws: TraceFileError.self) { try TraceLogs(reading: ["no-such.jsonl"]) }
  }

  @Test func `an objective that is missing in a row, a run or a file is never left out unsaid`()
    throws
  {
    let rows = "arm,seed,step,loss,acc\na,0,0,1,0.5\n"
    let advice =
      "l.csv:2:9 has a number: log every objective at every evaluation (nan where it is lost), or "
      + "say which to score with --objective NAME=minimize"
    #expect(
      LogTrial.refusal(["l.csv": rows + "a,0,1,1,\n"])
        == "l.csv:3:9: error: an empty cell in column `acc`, where " + advice)
    #expect(
      LogTrial.refusal(["l.csv": rows + "a,0,1,1,lost\n"])
        == "l.csv:3:9: error: `lost` in column `acc`, where " + advice)
    #expect(
      LogTrial.refusal(["l.csv": rows, "m.csv": "arm,seed,step,loss\nb,0,0,1\n"])
        == "m.csv: error: `acc` is missing, where " + advice)
    let asked = TraceQuestion(objectives: [Objective("loss", .minimize)])
    let study = try LogTrial.logs(["l.csv": rows + "a,0,1,1,\n"], asked).results.study
    #expect(study.objectives.map(\.name) == ["loss"])
  }

  @Test func `JSON that is not flat or not whole is refused with its place`() {
    func fault(_ text: String) -> String? { LogTrial.refusal(["a.jsonl": text]) }
    #expect(fault("{\"a\": [1]}\n")?.hasPrefix("a.jsonl:1:7: error: no flat JSON object") == true)
    #expect(fault("{\"a\": 1}\n{\"a\" 2}")?.hasPrefix("a.jsonl:2:6: error:") == true)
    #expect(fault("{\"a\": 1} x\n")?.contains("a.jsonl:1:10: error:") == true)
    #expect(fault("{\"a\": \"x\n")?.contains("a.jsonl:1:7: error:") == true)
    #expect(fault("{\"a\": 1, \"a\": 2}\n")?.contains("a second key `a`") == true)
    #expect(fault("{\"a\": 1, \"b\": 1}\n{\"a\": 1}\n")?.contains("has no key `b`") == true)
    #expect(
      fault("{\"a\": 1}\n{\"a\": 1, \"b\": 2}\n")?
        .hasPrefix("a.jsonl:2:15: error: the object has a key `b`, which") == true)
    #expect(fault("\n")?.contains("the file holds no object") == true)
  }

  @Test func `escapes and other scripts are read`() throws {
    let logs = try LogTrial.logs(["a.jsonl": "{\"lo\\u0073s \\\"é\\\"\": 1, \"arm\": \"ä, b\"}\n"])
    #expect(logs.results.study.objectives[0].name == "loss \"é\"")
    #expect(logs.results.study.arms[0].name == "ä, b")
  }
}
