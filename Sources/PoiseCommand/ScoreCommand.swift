import ArgumentParser
import Foundation
import Poise
import TraceFiles

/// The stability of runs that another program trained, from its logs.
struct ScoreCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "score",
    abstract: "Score the training logs of any other program.",
    discussion: """
      Reads long CSV (arm, seed, step, objectives), CSV or JSON Lines with one file a run, and \
      TensorBoard event files; what it takes for what goes to standard error. A first column without \
      a name that counts the rows, as pandas writes one, is left out. A run with a number that is not \
      finite failed; so did one that ends before others of its arm, unless --early-stopping says that \
      it was meant to.

      Example: poise score losses.csv --objective loss=minimize --objective accuracy=maximize \
      --baseline equal
      """)

  @Argument(help: "The logs.", completion: .file())
  var files: [String]

  @Option(help: "A column or tag to score, NAME=minimize or NAME=maximize; may be repeated.")
  var objective: [String] = []

  @Option(help: "The change of an objective that matters, NAME=x; may be repeated.")
  var unit: [String] = []

  @Option(help: "The value hoped for, NAME=x; may be repeated.")
  var aspiration: [String] = []

  @Option(help: "The arm whose movement is the unit.")
  var baseline: String?

  @Option(help: "How a path names arm and seed, for instance {arm}/seed{seed}.csv.")
  var pattern: String?

  @Option(help: "The column that names the arm; by default arm, strategy, method or the like.")
  var armColumn: String?

  @Option(help: "The column that holds the seed; by default seed, trial or the like.")
  var seedColumn: String?

  @Option(help: "The column that holds the step; by default step, iteration, epoch or the like.")
  var stepColumn: String?

  @Option(
    help:
      "An objective to score on the logarithm of its values, which are positive; may be repeated.")
  var logarithm: [String] = []

  @Flag(help: "Runs that end before others were stopped on purpose: measured at their own length.")
  var earlyStopping = false

  @Flag(
    help: "Bring arms that were evaluated at other steps to common ones, by the last value logged.")
  var resample = false

  @Option(help: "Write report.html, report.md and report.json into this folder, too.")
  var output: String?

  @Flag(help: "Print report.json instead of the table.")
  var json = false

  func validate() throws {
    try StudyOptions.requireName(of: output)
    _ = try question()
  }

  func run() async throws {
    try await CommandFailure.reported {
      let logs = try TraceLogs(reading: files, question())
      for note in logs.notes { Terminal.say(note) }
      let report = try logs.results.stability()
      let said = [Self.warning(on: logs.results, report.study.profile), Self.advice(on: report)]
      for line in said.compactMap(\.self) { Terminal.say(line) }
      let writer = ReportWriter(report: report, results: logs.results, command: command)
      if let output { try writer.write(to: output) }
      Terminal.answer(
        json
          ? try writer.json()
          : ArmTable(report).text(width: Terminal.width, color: Terminal.usesColor))
    }
  }

  /// The command with all that the numbers depend on, as a shell takes it.
  private var command: String {
    let single = [
      ("--baseline", baseline), ("--pattern", pattern), ("--arm-column", armColumn),
      ("--seed-column", seedColumn), ("--step-column", stepColumn),
    ].compactMap { name, value in value.map { [name, $0] } }
    let repeated = [
      ("--objective", objective), ("--unit", unit), ("--aspiration", aspiration),
      ("--logarithm", logarithm),
    ].flatMap { name, values in values.map { [name, $0] } }
    let flags = [earlyStopping ? "--early-stopping" : nil, resample ? "--resample" : nil]
    let words = files + (repeated + single).joined() + flags.compactMap(\.self)
    return (["poise", "score"] + words.map(ClusterPlan.quoted)).joined(separator: " ")
  }

  /// What became of runs that were stopped too early, although it was on purpose.
  private static func warning(on results: StudyResults, _ profile: ScoreProfile) -> String? {
    let evaluations = results.study.evaluationSteps.count
    let count = results.runs.count {
      $0.outcome.failure == nil && profile.isTooShort($0.trace.steps.count, of: evaluations)
    }
    guard count > 0 else { return nil }
    return "\(count) of them \(count == 1 ? "was" : "were") stopped too early to be measured and "
      + "count\(count == 1 ? "s" : "") as failed: a run needs \(profile.leastEvaluations) "
      + "evaluations, so log more often."
  }

  /// How this command is given the units that its logs do not yield.
  private static func advice(on report: StabilityReport) -> String? {
    guard report.study.status == "NO-UNIT" else { return nil }
    let names = report.study.objectives.filter { $0.unit == nil }.map(\.name)
    return "Units are given here by "
      + names.map { "--unit \($0)=x --aspiration \($0)=x" }.joined(separator: " ") + "."
  }

  /// The options as a question.
  private func question() throws -> TraceQuestion {
    let units = try Self.numbers(unit, option: "--unit")
    let aspirations = try Self.numbers(aspiration, option: "--aspiration")
    if let (name, value) = units.first(where: { $0.value <= 0 }) {
      throw ValidationError("--unit \(name)=\(value): a unit is a positive number")
    }
    var names: Set<String> = []
    let objectives = try objective.map { text in
      let (name, word) = try Self.parts(text, option: "--objective", wanted: "minimize or maximize")
      guard let direction = Direction(rawValue: word) else {
        throw ValidationError("--objective \(text): say NAME=minimize or NAME=maximize")
      }
      guard names.insert(name).inserted else {
        throw ValidationError("--objective \(text): \(name) is there twice")
      }
      return Objective(name, direction, unit: units[name], aspiration: aspirations[name])
    }
    var question = TraceQuestion(
      objectives: objectives, baseline: baseline, pattern: pattern, units: units,
      aspirations: aspirations, armColumn: armColumn, seedColumn: seedColumn,
      stepColumn: stepColumn)
    let columns = [armColumn, seedColumn, stepColumn].compactMap(\.self)
    if let twice = columns.first(where: { name in columns.count { $0 == name } > 1 }) {
      throw ValidationError("column \(twice) is named for two things: name a column for each")
    }
    question.logarithms = Set(logarithm)
    question.allowsEarlyStopping = earlyStopping
    question.resamples = resample
    return question
  }

  private static func numbers(_ texts: [String], option: String) throws -> [String: Double] {
    var numbers: [String: Double] = [:]
    for text in texts {
      let (name, word) = try parts(text, option: option, wanted: "a number")
      guard let value = Double(word), value.isFinite else {
        throw ValidationError("\(option) \(text): \(word) is not a finite number")
      }
      numbers[name] = value
    }
    return numbers
  }

  /// A name and what stands behind the last equals sign, which names may hold.
  private static func parts(
    _ text: String, option: String, wanted: String
  ) throws -> (name: String, word: String) {
    guard let place = text.lastIndex(of: "="), place > text.startIndex else {
      throw ValidationError("\(option) \(text): say NAME=\(wanted)")
    }
    return (String(text[..<place]), String(text[text.index(after: place)...]))
  }
}
