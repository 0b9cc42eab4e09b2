import Foundation
import TestSupport
import Testing

@Suite("A slip on the command line is answered in full and leaves nothing behind")
struct BadCommandTests {
  /// A command, its exit code and all it says, the usage that follows a usage error apart.
  struct Case: Sendable, CustomTestStringConvertible {
    let command: String
    let environment: [String: String]
    let code: Int32
    let says: String

    init(_ command: String, _ environment: [String: String] = [:], ends code: Int32, says: String) {
      (self.command, self.environment, self.code, self.says) = (command, environment, code, says)
    }

    var arguments: [String] {
      command.split(separator: " ").map { $0 == "''" ? "" : String($0) }
    }

    var testDescription: String { (environment.map { "\($0)=\($1)" } + [command]).joined() }
  }

  static let usageErrors = [
    Case("compare", ends: 64, says: "Error: Missing expected argument '<study>'"),
    Case("compare tiny.yaml more", ends: 64, says: "Error: Unexpected argument 'more'"),
    Case("compare tiny.yaml --unheard-of", ends: 64, says: "Error: Unknown option '--unheard-of'"),
    Case(
      "compar tiny.yaml", ends: 64,
      says: "error: no command is called compar; there are compare, inspect, sweep, report, "
        + "export, check, score, aggregate, indicators, strategies, problems, metrics, merge, status, "
        + "submit"),
    Case(
      "compare tiny.yaml --seeds 0", ends: 64,
      says: "Error: found 0 seeds, wanted a whole number from 1 to 100000"),
    Case(
      "compare tiny.yaml --steps=-5", ends: 64,
      says: "Error: found -5 steps, wanted a whole number from 1 to 1000000000"),
    Case(
      "compare tiny.yaml --seeds many", ends: 64,
      says: "Error: The value 'many' is invalid for '--seeds <seeds>'"),
    Case(
      "compare tiny.yaml --threads 0", ends: 64,
      says: "Error: found --threads 0, wanted a whole number from 1 to 1024"),
    Case(
      "compare tiny.yaml --output ''", ends: 64,
      says: "Error: found an empty --output, wanted the path of a folder"),
    Case(
      "compare tiny.yaml", ["POISE_LANES": "7"], ends: 64,
      says: "Error: found POISE_LANES=7, wanted 1, 8 or 32"),
    Case(
      "sweep tiny.yaml --from 0", ends: 64,
      says: "Error: found --from 0.0 --to 10000.0, wanted 0 < from < to"),
    Case(
      "sweep tiny.yaml --from 10 --to 1", ends: 64,
      says: "Error: found --from 10.0 --to 1.0, wanted 0 < from < to"),
    Case(
      "sweep tiny.yaml --points 1", ends: 64,
      says: "Error: found --points 1, wanted a whole number from 2 to 1000"),
    Case(
      "sweep tiny.yaml --points 30 --budget 30", ends: 64,
      says: "Error: found --budget 30, wanted a whole number from 31, with which the sweep begins, "
        + "to 10000"),
    Case(
      "sweep tiny.yaml --resolution 1", ends: 64,
      says: "Error: found --resolution 1.0, wanted the ratio of neighbors, from 1.001 to 1e6"),
    Case(
      "sweep tiny.yaml --seeds 0", ends: 64,
      says: "Error: found 0 seeds, wanted a whole number from 1 to 100000"),
    Case(
      "report none.sqlite --output ''", ends: 64,
      says: "Error: found an empty --output, wanted the path of a folder"),
  ]

  static let others = [
    Case(
      "compare missing.yaml", ends: 65, says: "missing.yaml: error: there is no such file"),
    Case("compare .", ends: 65, says: ".: error: found a folder, wanted a study file"),
    Case(
      "report none.sqlite", ends: 65,
      says: "error: HERE/none.sqlite: there is no such file; wanted a store made by a study. "
        + "Check the path."),
    Case(
      "report .", ends: 65,
      says: "error: HERE/.: found a folder, wanted a store, which is a single file. Give the path "
        + "of a file."),
    Case(
      "report tiny.yaml", ends: 65,
      says: "error: HERE/tiny.yaml: found some other file, wanted a store made by Poise. The file "
        + "was left as it is; choose another path."),
    Case(
      "compare tiny.yaml --output tiny.yaml", ends: 1,
      says: "error: cannot write reports into tiny.yaml: Not a directory; name a folder that you "
        + "may write to"),
    Case(
      "compare tiny.yaml --output tiny.yaml/a/b", ends: 1,
      says: "error: cannot write reports into tiny.yaml/a/b: Not a directory; name a folder that "
        + "you may write to"),
    Case(
      "sweep tiny.yaml --output tiny.yaml/a", ends: 1,
      says: "error: cannot write reports into tiny.yaml/a: Not a directory; name a folder that you "
        + "may write to"),
    Case(
      "compare tiny.yaml --output /proc/none/a", ends: 1,
      says: "error: cannot write reports into /proc/none/a: No such file or directory; name a "
        + "folder that you may write to"),
  ]

  @Test(arguments: usageErrors) func usage(_ bad: Case) throws {
    let result = try trial(bad)
    let message = result.errors.split(separator: "\n").filter {
      !$0.hasPrefix("Usage: ") && !$0.hasPrefix("Help: ") && !$0.hasPrefix("  See 'poise ")
    }
    #expect(message == [bad.says[...]])
  }

  @Test(arguments: others) func inputAndOutput(_ bad: Case) throws {
    #expect(try trial(bad).errors == bad.says + "\n")
  }

  @Test func theKernelsAreNamed() throws {
    let bad = Case("compare tiny.yaml", ["POISE_KERNELS": "foo"], ends: 64, says: "")
    let result = try trial(bad)
    let prefix = "Error: found POISE_KERNELS=foo, wanted one of baseline"
    #expect(result.errors.hasPrefix(prefix), "\(result)")
    #expect(result.errors.split(separator: "\n").first?.hasSuffix(" here") == true)
  }

  @Test func aStoreOfAnotherStudyIsRefused() throws {
    let trial = try CommandTrial()
    try trial.poise("compare", "tiny.yaml", "--output", "out", "--quiet")
    let before = try trial.folder.contents().map { ($0, try? trial.folder.bytes($0)) }
    let result = try trial.poise("compare", "tiny.yaml", "--output", "out", "--seeds", "5")
    #expect(result.ending == .exited(65), "\(result)")
    #expect(result.output.isEmpty)
    #expect(
      result.errors == """
        error: \(trial.folder.path)/out/study.sqlite: holds another study than the one asked for \
        (seeds: found 6, wanted 5). Choose another output folder, or move the file away to start \
        over.

        """)
    let after = try trial.folder.contents().map { ($0, try? trial.folder.bytes($0)) }
    #expect(before.elementsEqual(after, by: ==))
  }

  @Test func aReportThatCannotBeWritten() throws {
    let trial = try CommandTrial()
    try trial.poise("compare", "tiny.yaml", "--quiet")
    let result = try trial.poise("report", "tiny/study.sqlite", "--output", "tiny.yaml/a")
    #expect(result.ending == .exited(1), "\(result)")
    #expect(
      result.errors
        == "error: cannot write reports into tiny.yaml/a: Not a directory; name a folder that you "
        + "may write to\n")
  }

  /// Runs a command; what was there must stay as it was.
  private func trial(_ bad: Case) throws -> BuiltProgram.Result {
    let trial = try CommandTrial()
    let result = try trial.poise(bad.arguments, environment: bad.environment)
    #expect(result.ending == .exited(bad.code), "\(result)")
    #expect(result.output.isEmpty)
    #expect(try trial.folder.contents() == ["tiny.yaml"])
    #expect(try trial.folder.text("tiny.yaml") == TinyStudy.text)
    return BuiltProgram.Result(
      ending: result.ending, output: result.output,
      errors: result.errors.replacing(trial.folder.path, with: "HERE"))
  }
}
