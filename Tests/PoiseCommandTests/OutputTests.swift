import Foundation
import TestSupport
import Testing

@Suite("What cannot be written, and how wide and colorful the rest is")
struct OutputTests {
  /// Runs a command line in a shell, where `poise` is the program.
  private func shell(
    _ line: String, in trial: CommandTrial, environment: [String: String] = [:]
  ) throws -> BuiltProgram.Result {
    let poise = BuiltProgram("poise").path
    return try BuiltProgram(path: "/bin/bash").run(
      ["-c", "poise() { '\(poise)' \"$@\"; }; \(line)"], in: trial.folder.path,
      environment: environment)
  }

  @Test func aFullDeviceIsAnErrorOfItsOwn() throws {
    let trial = try CommandTrial()
    let result = try shell("poise strategies > /dev/full", in: trial)
    #expect(result.ending == .exited(1), "\(result)")
    #expect(
      result.errors == "error: cannot write to standard output: No space left on device\n")
  }

  @Test(arguments: ["", "trap '' PIPE; "])
  func aReaderThatWentAwayIsNoNoise(_ before: String) throws {
    let trial = try CommandTrial()
    let line = before + "poise strategies | head -c 1 > /dev/null; echo ${PIPESTATUS[0]}"
    let result = try shell("for i in 1 2 3; do \(line); done", in: trial)
    #expect(result.errors.isEmpty, "\(result)")
    let codes = Set(result.output.split(separator: "\n"))
    #expect(codes.isSubset(of: ["0", "141"]), "\(result)")
  }

  @Test func linesKeepToTheWidthAndPlainTextHasNoEscapes() throws {
    let trial = try CommandTrial()
    try trial.poise("compare", "tiny.yaml", "--output", "out", "--quiet")
    for width in [50, 80, 200] {
      let result = try trial.poise(
        ["report", "out/study.sqlite"], environment: ["COLUMNS": "\(width)"])
      let widest = result.output.split(separator: "\n").map(\.count).max() ?? 0
      #expect(widest <= width && widest > width / 3, "\(width): \(result)")
      #expect(!result.output.contains("\u{1B}"))
    }
  }

  @Test(arguments: ["bash", "zsh", "fish"])
  func shellsCompleteCommandsAndOptions(_ shell: String) throws {
    let trial = try CommandTrial()
    let result = try trial.poise("--generate-completion-script", shell)
    #expect(result.ending == .exited(0), "\(result)")
    for word in ["compare", "export", "check", "threads"] { #expect(result.output.contains(word)) }
  }
}
