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
}
