import Foundation
import Testing

@testable import Studies

/// Files that are there, and files that are not.
@Suite struct StudyFileReadTests {
  /// What reading a file with some bytes says.
  private func message(_ bytes: Data) throws -> String {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appending(path: "my study.yaml").path
    try bytes.write(to: URL(filePath: path))
    do {
      return try StudyFile.read(path: path).name
    } catch {
      #expect(error.file == path)
      return error.description.replacing(folder.path + "/", with: "")
    }
  }

  @Test func aFileNamesItsStudy() throws {
    let nameless = GoodFile.text.replacing("name: two-scales\n", with: "")
    #expect(try message(Data(nameless.utf8)) == "my study")
  }

  @Test func missingFilesAndFolders() {
    let missing = #expect(throws: StudyFileError.self) {
      try StudyFile.read(path: "no/such.yaml")
    }
    #expect(missing?.description == "no/such.yaml: error: there is no such file")
    #expect(missing?.line == nil)
    let folder = #expect(throws: StudyFileError.self) { try StudyFile.read(path: "/") }
    #expect(folder?.description == "/: error: found a folder, wanted a study file")
  }

  @Test func bytesThatAreNoText() throws {
    #expect(
      try message(Data("name: x\nnäme: ".utf8) + [0xFF, 0x0A])
        == "my study.yaml: error: line 2 is not UTF-8; save the file as UTF-8 text")
    #expect(
      try message(Data())
        == "my study.yaml: error: the file is empty; wanted a study with problem, "
        + "arms and steps")
    #expect(
      try message(Data(repeating: 0x20, count: 1_000_001))
        == "my study.yaml: error: the file is larger than 1000000 bytes")
  }

  @Test func longTextsAreRefusedToo() {
    let error = #expect(throws: StudyFileError.self) {
      try StudyFile.parse(String(repeating: " ", count: 1_000_001), name: "x")
    }
    #expect(error?.message == "the file is larger than 1000000 bytes")
  }
}
