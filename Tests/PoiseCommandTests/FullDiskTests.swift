import Foundation
import TestSupport
import Testing

/// Tests that mount a small disk; they are skipped where that is not permitted.
@Suite("A full disk", .enabled(if: SmallDisk.isAvailable, "a disk can be mounted"))
struct FullDiskTests {
  private let trial: CommandTrial
  private let disk: SmallDisk

  init() throws {
    trial = try CommandTrial()
    disk = try #require(SmallDisk("disk", in: trial.folder))
  }

  @Test func leavesNothingWhereThereIsNoRoomAtAll() throws {
    try disk.fill(leaving: 0)
    let result = try trial.poise("compare", "tiny.yaml", "--output", "disk/a/b")
    #expect(result.ending == .exited(1), "\(result)")
    #expect(result.output.isEmpty)
    #expect(result.errors.hasPrefix("error: \(disk.path)/a/b/study.sqlite: the disk is full"))
    #expect(result.errors.contains("free some space"))
    #expect(try trial.folder.contents("disk") == ["ballast"])
  }

  @Test func keepsWhatIsSavedAndGoesOn() throws {
    try trial.poise("compare", "tiny.yaml", "--output", "whole", "--quiet")
    try disk.fill(leaving: 700_000)
    let arguments = ["compare", "tiny.yaml", "--output", "disk/out", "--threads", "1"]
    let full = try trial.poise(arguments, environment: ["POISE_LANES": "8"])
    #expect(full.ending == .exited(1), "\(full)")
    #expect(full.output.isEmpty)
    #expect(full.errors.hasPrefix("error: \(disk.path)/out/study.sqlite: the disk is full"))
    #expect(full.errors.contains("Everything saved before is safe; free some space"))
    #expect(try !trial.folder.contents("disk/out").contains { $0.hasPrefix("report") })
    try disk.empty()
    let result = try trial.poise(arguments)
    #expect(result.ending == .exited(0), "\(result)")
    #expect(result.errors.hasPrefix("Going on with "), "\(result)")
    #expect(try trial.essence("disk/out") == trial.essence("whole"))
    #expect(try trial.tables("disk/out") == trial.tables("whole"))
  }

  @Test func aReportIsWrittenWholeOrNotAtAll() throws {
    try trial.poise("compare", "tiny.yaml", "--output", "whole", "--quiet")
    try disk.fill(leaving: 100_000)
    let result = try trial.poise("report", "whole/study.sqlite", "--output", "disk/out")
    #expect(result.ending == .exited(1), "\(result)")
    #expect(result.output.isEmpty)
    #expect(
      result.errors
        == "error: no room for the report in disk/out; free some space there or name another "
        + "folder\n")
    #expect(try trial.folder.contents("disk") == ["ballast"])
  }
}
