import Foundation
import TestSupport
import Testing

/// SIGKILL at random moments of a study. `POISE_KILLS` says how many; few unless it is set.
@Suite("A study that is killed again and again ends with the same bytes")
struct KillTests {
  private static let kills =
    ProcessInfo.processInfo.environment["POISE_KILLS"].flatMap(Int.init) ?? 3
  /// Blocks of one run and a population, each long enough to be caught in the middle.
  private static let study = TinyStudy.with(
    "  - pareto", "  - hypervolume-ascent: { points: 5 }\n  - pareto"
  ).replacing("steps: 60", with: "steps: \(max(4000, 1000 * kills))")
  private static let expected = Result {
    let trial = try CommandTrial(["study.yaml": study])
    try trial.poise("compare", "study.yaml", "--quiet")
    return (report: try trial.essence("tiny"), tables: try trial.tables("tiny"))
  }

  @Test(arguments: [1, 2]) func theSameBytes(workers: Int) throws {
    let expected = try Self.expected.get()
    var dice = RandomMoments(state: UInt64(workers))
    var kills = 0
    while kills < Self.kills {
      let trial = try CommandTrial(["study.yaml": Self.study])
      var isOver = false
      while !isOver && kills < Self.kills {
        let programs = try (0..<workers).map { _ in try start(trial) }
        usleep(dice.next(below: 450_000))
        // Of two workers sometimes one goes on, alone, with what the other held.
        let victims = programs.prefix(workers == 2 && kills % 3 == 0 ? 1 : workers)
        for program in victims where program.isRunning { program.send(SIGKILL) }
        let endings = try programs.map { try $0.end() }
        kills += endings.count { $0.ending == .killed(SIGKILL) }
        for result in endings where result.ending != .killed(SIGKILL) {
          #expect(result.ending == .exited(0), "\(result)")
          isOver = true
        }
      }
      let last = try trial.poise("compare", "study.yaml", "--quiet")
      #expect(last.ending == .exited(0), "\(last)")
      #expect(try trial.tables("tiny") == expected.tables)
      #expect(try trial.essence("tiny") == expected.report)
      #expect(try trial.integrity("tiny") == "ok")
      let files = try trial.folder.contents("tiny").filter { !$0.hasPrefix("figures") }
      #expect(files == ["report.html", "report.json", "report.md", "study.sqlite"])
    }
  }

  private func start(_ trial: CommandTrial) throws -> RunningProgram {
    try trial.start(
      "compare", "study.yaml", "--quiet", "--threads", "2", "--checkpoint", "0.05",
      environment: ["POISE_LANES": "1"])
  }

  /// A run is caught in the middle, and goes on from there: it is not begun again.
  @Test func aLongRunGoesOnFromItsCheckpoint() throws {
    let study = TinyStudy.with("steps: 60", "steps: 60000")
      .replacing("seeds: 6", with: "seeds: 1")
    let trial = try CommandTrial(["study.yaml": study])
    let arguments = ["compare", "study.yaml", "--quiet", "--threads", "1", "--checkpoint", "0"]
    let program = try trial.start(
      "compare", "study.yaml", "--quiet", "--threads", "1", "--checkpoint", "0")
    while program.isRunning, trial.count(of: "checkpoints", "tiny") == 0 { usleep(2000) }
    program.send(SIGINT)
    #expect(try program.end().ending == .exited(130))
    let count = try #require(try status(trial)?["interrupted"])
    #expect(count > 0 && count <= 5)
    let last = try trial.poise(arguments)
    #expect(last.ending == .exited(0), "\(last)")
    try trial.poise("compare", "study.yaml", "--quiet", "--output", "fresh")
    #expect(try trial.tables("tiny") == trial.tables("fresh"))
  }

  private func status(_ trial: CommandTrial) throws -> [String: Int]? {
    let answer = try trial.poise("status", "study.yaml", "--json")
    let object = try CommandTrial.object(Data(answer.output.utf8))
    return (object["all"] as? [String: Any])?.compactMapValues { $0 as? Int }
  }
}

/// Moments that the same seed repeats.
private struct RandomMoments {
  var state: UInt64
  mutating func next(below bound: UInt32) -> UInt32 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return UInt32(state >> 33) % bound
  }
}
