import Foundation
import Records
import Testing

@testable import TraceFiles

@Suite("What is declared of logs")
struct DeclaredLogsTests {
  private let odd = """
    config,rng,it,loss,seed
    a,3,0,1.0,9
    a,3,10,0.5,9
    b,3,0,1.0,9
    b,3,10,0.25,9

    """

  @Test func `columns of arm, seed and step are named where they cannot be guessed`() throws {
    let question = TraceQuestion(armColumn: "config", seedColumn: "rng", stepColumn: "it")
    let logs = try LogTrial.logs(["log.csv": odd], question)
    let study = logs.results.study
    #expect(study.arms.map(\.name) == ["a", "b"] && study.evaluationSteps == [0, 10])
    // What is named for one thing leaves the others to be guessed, or to be objectives.
    #expect(study.objectives.map(\.name) == ["loss", "seed"])
    #expect(logs.notes[0].contains("arm from column `config`, seed from column `rng`, step from"))
    #expect(
      LogTrial.refusal(["log.csv": odd], TraceQuestion(armColumn: "arm"))
        == "log.csv:1:1: error: there is no column `arm`: the columns are `config`, `rng`, `it`, "
        + "`loss`, `seed`")
  }

  @Test func `an objective that is asked for is no arm, seed or step`() throws {
    let question = TraceQuestion(objectives: [Objective("model", .minimize)])
    let study = try LogTrial.logs(["a_seed0.csv": "step,model\n0,1\n1,2\n"], question).results.study
    #expect(study.arms.map(\.name) == ["a"] && study.objectives.map(\.name) == ["model"])
  }

  @Test(arguments: ["", "Unnamed: 0"])
  func `a first column without a name that counts the rows is left out, and said to be`(
    name: String
  ) throws {
    // As pandas writes a frame, here two put together.
    let text = "\(name),arm,step,loss\n0,a,0,1\n1,a,1,0.5\n0,b,0,1\n1,b,1,0.25\n"
    let logs = try LogTrial.logs(["log.csv": text])
    #expect(logs.results.study.objectives.map(\.name) == ["loss"])
    #expect(
      logs.notes.contains("Left out: the first column, which has no name and counts the rows."))
    #expect(
      LogTrial.refusal(["log.csv": "\(name),arm,step,loss\n0,a,0,1\n2,a,1,0.5\n"])
        == "log.csv:3:1: error: `2` in the first column, which has no name and does not count the "
        + "rows: name it in the first line, or leave it out")
  }

  @Test func `another column without a name is refused`() {
    #expect(
      LogTrial.refusal(["log.csv": "arm,,loss\na,0,1\n"])
        == "log.csv:1:5: error: the column has no name: name every column in the first line")
  }

  @Test func `a run that was stopped on purpose is measured at its own length`() throws {
    let text = "arm,seed,step,loss\na,0,0,1\na,0,1,1\na,0,2,1\nb,0,0,1\nb,0,1,1\n"
    #expect(LogTrial.refusal(["log.csv": text])?.contains("no run of b has more than 2") == true)
    var question = TraceQuestion()
    question.allowsEarlyStopping = true
    let logs = try LogTrial.logs(["log.csv": text], question)
    let run = logs.results.runs(of: "b")[0]
    #expect(run.outcome == .finished && run.trace.steps == [0, 1])
    #expect(logs.results.study.allowsEarlyStopping)
    #expect(logs.results.study.problem.contains("measured at their own length"))
    #expect(logs.notes.last == "1 run ended before others, stopped on purpose.")
  }

  @Test func `arms of other steps are brought to common ones by the value logged last`() throws {
    let text = """
      arm,step,loss
      a,0,1
      a,2,2
      a,4,3
      a,6,4
      a,8,5
      b,0,10
      b,3,11
      b,6,12

      """
    #expect(LogTrial.refusal(["log.csv": text])?.contains("by --resample") == true)
    var question = TraceQuestion()
    question.resamples = true
    let results = try LogTrial.logs(["log.csv": text], question).results
    #expect(results.study.evaluationSteps == [0, 3, 6] && results.study.steps == 6)
    #expect(results.runs(of: "a")[0].trace.values == [[1, 2, 4]])
    #expect(results.runs(of: "b")[0].trace.values == [[10, 11, 12]])
    let late = text.replacing("a,0,1\n", with: "")
    #expect(
      LogTrial.refusal(["log.csv": late], question)
        == "log.csv:2:1: error: a, seed 0, begins at step 2, after the first common step 0: log every "
        + "run from before training on")
  }

  @Test func `a run that broke off is brought to the steps up to its end`() throws {
    let text = "arm,seed,step,loss\na,0,0,1\na,0,2,2\na,0,4,3\na,1,0,1\na,1,2,2\n"
    var question = TraceQuestion()
    question.resamples = true
    let run = try LogTrial.logs(["log.csv": text], question).results.runs(of: "a")[1]
    #expect(run.trace.steps == [0, 2] && run.outcome.failure?.step == 2)
  }

  @Test func `a logarithm is taken where it is declared, and its objective says so`() throws {
    var question = TraceQuestion(units: ["loss": 2])
    question.logarithms = ["loss"]
    let log = "arm,step,loss,acc\na,0,100,0.1\na,1,1,0.2\nb,0,nan,0.1\nb,1,inf,0.1\n"
    let results = try LogTrial.logs(["log.csv": log], question).results
    #expect(results.study.objectives[0] == Objective("ln loss", .minimize, unit: 2))
    #expect(results.study.objectives[1].name == "acc")
    #expect(results.runs(of: "a")[0].trace.values[0] == [Foundation.log(100), 0])
    #expect(results.runs(of: "a")[0].trace.values[1] == [0.1, 0.2])
    let lost = results.runs(of: "b")[0].trace.values[0]
    #expect(lost[0].isNaN && lost[1] == .infinity)
    #expect(
      LogTrial.refusal(["log.csv": log + "b,2,0,0.1\n"], question)
        == "log.csv:6:5: error: `0` in column `loss`, of which --logarithm takes the logarithm: that "
        + "is for positive values")
    question.logarithms = ["lost"]
    question.units = [:]
    #expect(
      LogTrial.refusal(["log.csv": log], question)?
        .hasPrefix("error: there is no objective `lost` to give") == true)
  }

  @Test func `steps that are not equally far apart are remarked on`() throws {
    func notes(_ steps: [Int]) throws -> [String] {
      try LogTrial.logs(["a.csv": "step,loss\n" + steps.map { "\($0),1\n" }.joined()]).notes
    }
    let remark = "scores take evaluations for equally spaced"
    #expect(try !notes([0, 3, 7, 10, 14, 15]).contains { $0.contains(remark) })
    #expect(try notes([0, 1, 10, 100, 1000]).contains { $0.hasPrefix("Steps are 1 to 90 apart") })
  }
}
