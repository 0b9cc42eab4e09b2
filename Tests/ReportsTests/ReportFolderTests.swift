import Foundation
import Testing

@testable import Reports

@Suite final class ReportFolderTests {
  private let place = FileManager.default.temporaryDirectory.path + "/reports-" + UUID().uuidString

  deinit { try? FileManager.default.removeItem(atPath: place) }

  private func files() -> [String] {
    (FileManager.default.subpaths(atPath: place) ?? []).sorted()
  }

  @Test func writesAllFilesIntoAFolderItMakes() throws {
    try ReportFolder(path: place + "/a/b").write([("x.txt", "1"), ("figures/y.svg", "2")])
    #expect(files() == ["a", "a/b", "a/b/figures", "a/b/figures/y.svg", "a/b/x.txt"])
  }

  @Test func replacesAnEarlierReport() throws {
    try ReportFolder(path: place).write([("x.txt", "old and longer")])
    try ReportFolder(path: place).write([("x.txt", "new")])
    #expect(try String(contentsOfFile: place + "/x.txt", encoding: .utf8) == "new")
    #expect(files() == ["x.txt"])
  }

  @Test func aFileInTheWayOfTheFolderIsATypedError() throws {
    try Data().write(to: URL(fileURLWithPath: place))
    let error = #expect(throws: ReportError.self) {
      try ReportFolder(path: place + "/reports").write([("x.txt", "1")])
    }
    #expect(error?.description.contains("name a folder") == true)
  }

  @Test func aFolderInTheWayOfAFileLeavesNothing() throws {
    try FileManager.default.createDirectory(
      atPath: place + "/z.txt", withIntermediateDirectories: true)
    #expect(
      throws: ReportError.unwritableFile(
        path: place + "/z.txt", reason: "a folder has that name")
    ) {
      try ReportFolder(path: place).write([
        ("x.txt", "1"), ("figures/y.svg", "2"), ("z.txt", "3"),
      ])
    }
    #expect(files() == ["z.txt"])
  }

  @Test func aFailureLeavesNoFolderItMade() throws {
    #expect(throws: ReportError.self) {
      try ReportFolder(path: place + "/new").write([
        ("x.txt", "1"), (String(repeating: "n", count: 300), "2"),
      ])
    }
    #expect(files().isEmpty)
  }

  /// Files that nobody holds are removed, also in folders of figures; those of a writer at work stay.
  @Test func whatKilledWritersLeftIsRemoved() throws {
    let folder = ReportFolder(path: place)
    try folder.write([("x.txt", "1"), ("figures/y.svg", "2")])
    let abandoned = ["", "figures/"].map { "\($0).\(UUID().uuidString).part" }
    let kept = [".mine.part", ".\(UUID().uuidString).partial", "\(UUID().uuidString).part"]
    for name in abandoned + kept {
      try Data("half".utf8).write(to: URL(fileURLWithPath: place + "/" + name))
    }
    let atWork = try PassingFile(in: place + "/figures/")
    try folder.write([("x.txt", "3"), ("figures/y.svg", "4")])
    let name = "figures/" + (atWork.path as NSString).lastPathComponent
    #expect(files() == (kept + ["figures", name, "figures/y.svg", "x.txt"]).sorted())
    try atWork.append("whole")
    try atWork.take(place + "/z.txt")
    #expect(try String(contentsOfFile: place + "/z.txt", encoding: .utf8) == "whole")
    atWork.discard()
    #expect(files() == (kept + ["figures", "figures/y.svg", "x.txt", "z.txt"]).sorted())
  }

  /// Many write into one folder at once: none takes another's file for abandoned.
  @Test func writersAtOnceDoNotRemoveEachOthersFiles() async throws {
    let place = place
    try await withThrowingTaskGroup(of: Void.self) { group in
      for writer in 0..<8 {
        group.addTask {
          for _ in 0..<40 {
            try ReportFolder(path: place).write([
              ("x.txt", "\(writer)"), ("figures/y.svg", "\(writer)"),
            ])
          }
        }
      }
      try await group.waitForAll()
    }
    #expect(files() == ["figures", "figures/y.svg", "x.txt"])
  }

  @Test func figuresOfAnOlderReportGoAndOtherFilesStay() throws {
    let study = TestStudy(seeds: 3, evaluations: 40)
    try ReportWriter(report: study.report, results: study.results).write(to: place)
    let drawing = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\"></svg>"
    try Data(drawing.utf8).write(to: URL(fileURLWithPath: place + "/figures/mine.svg"))
    try Data("x".utf8).write(to: URL(fileURLWithPath: place + "/figures/notes.txt"))
    var smaller = study
    smaller.arms = Array(study.arms.prefix(2))
    #expect(files().contains("figures/arm-10.svg"))
    try ReportWriter(report: smaller.report, results: smaller.results).write(to: place)
    let left = files()
    #expect(left.contains("figures/mine.svg") && left.contains("figures/notes.txt"))
    #expect(left.contains("figures/arm-2.svg") && !left.contains("figures/arm-3.svg"))
  }
}
