import Foundation
import TestSupport
import Testing

@Suite("A study that is interrupted goes on as if nothing had been")
struct InterruptionTests {
  /// Long enough to be caught in the middle: every run is a block of its own, saved when it is done.
  private static let study = TinyStudy.with("steps: 60", "steps: 1500")
  private static let oneByOne = ["POISE_LANES": "1"]
  private static let runs = 30

  private static let expected = Result {
    let trial = try CommandTrial(["study.yaml": study])
    try trial.poise("compare", "study.yaml", "--quiet")
    return (report: try trial.essence("tiny"), tables: try trial.tables("tiny"))
  }

  /// Waits until the store's log, which grows with every run, has a length.
  private func wait(_ program: RunningProgram, _ trial: CommandTrial, log length: Int) {
    var status = stat()
    let path = trial.folder.path + "/tiny/study.sqlite-wal"
    while program.isRunning, stat(path, &status) != 0 || status.st_size < length { sched_yield() }
  }

  private func saved(_ trial: CommandTrial) throws -> Int {
    try trial.tables("tiny").filter { $0.contains("|outcome=") }.count
  }

  private func expectToGoOn(_ trial: CommandTrial) throws {
    let count = try saved(trial)
    // A kill may land in the very first commit: then nothing is there, and nothing is said.
    #expect(0..<Self.runs ~= count)
    let result = try trial.poise("compare", "study.yaml")
    #expect(result.ending == .exited(0), "\(result)")
    let store = trial.folder.path + "/tiny/study.sqlite"
    let missing = Self.runs - count
    let word = "Going on with \(store): \(count) runs are there, \(missing) to go.\n"
    #expect(result.errors == (count == 0 ? "" : word))
    let expected = try Self.expected.get()
    #expect(try trial.essence("tiny") == expected.report)
    #expect(try trial.tables("tiny") == expected.tables)
    let files = try trial.folder.contents("tiny").filter { !$0.hasPrefix("figures") }
    #expect(files == ["report.html", "report.json", "report.md", "study.sqlite"])
  }

  @Test(arguments: [(SIGINT, 130), (SIGTERM, 143)] as [(Int32, Int32)])
  func aSignalStopsIt(_ signal: Int32, code: Int32) throws {
    let trial = try CommandTrial(["study.yaml": Self.study])
    let program = try trial.start(
      "compare", "study.yaml", "--threads", "1", environment: Self.oneByOne)
    wait(program, trial, log: 300_000)
    program.send(signal)
    let result = try program.end()
    #expect(result.ending == .exited(code), "\(result)")
    #expect(result.output.isEmpty)
    #expect(try trial.folder.contents("tiny") == ["study.sqlite"])
    let count = try saved(trial)
    #expect(
      result.errors == """
        Stopped: \(count) of \(Self.runs) runs are saved in \(trial.folder.path)/tiny/study.sqlite. \
        The same command goes on from there.

        """)
    try expectToGoOn(trial)
  }

  @Test func aLongBlockDoesNotKeepItWaiting() throws {
    let trial = try CommandTrial(["study.yaml": TinyStudy.with("steps: 60", "steps: 200000")])
    let program = try trial.start("compare", "study.yaml", "--quiet")
    // The log that holds the claims: the training has begun.
    wait(program, trial, log: 20_000)
    program.send(SIGINT)
    let result = try program.end()
    #expect(result.ending == .exited(130), "\(result)")
    #expect(result.errors.hasPrefix("Stopped: 0 of 30 runs are saved in "), "\(result)")
  }

  @Test(arguments: [20_000, 600_000]) func itIsKilled(log length: Int) throws {
    let trial = try CommandTrial(["study.yaml": Self.study])
    let program = try trial.start(
      "compare", "study.yaml", "--threads", "2", environment: Self.oneByOne)
    wait(program, trial, log: length)
    program.send(SIGKILL)
    #expect(try program.end().ending == .killed(SIGKILL))
    try expectToGoOn(trial)
  }
}
