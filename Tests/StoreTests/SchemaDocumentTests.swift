import Foundation
import GRDB
import Records
import Testing

@testable import Store

@Suite("The documentation of the store is about this store")
struct SchemaDocumentTests {
  private static let text = Result {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    return try String(
      contentsOf: root.appendingPathComponent("Documentation/store.md"), encoding: .utf8)
  }

  @Test func itNamesEveryTableAndTheVersion() throws {
    let text = try Self.text.get()
    let folder = try ScratchFolder()
    let store = try StudyStore.create(
      at: folder.file(), study: Samples.study(), contentHash: Samples.hash)
    try store.save(Samples.runs(of: store.study))
    try store.close()
    let tables = try DatabaseQueue(path: folder.file()).read { db in
      try String.fetchAll(
        db, sql: "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'grdb%'")
    }
    let named = text.matches(of: /\n\| `([a-z]+)` \|/).map { String($0.1) }
    #expect(Set(named) == Set(tables))
    #expect(text.contains("version \(Schema.version), `study.schema`"))
    #expect(text.contains(String(Schema.applicationID, radix: 16)))
  }

  /// Its statements run, and what it says of the columns' bytes is so.
  @Test func itsStatementsRun() throws {
    let text = try Self.text.get()
    let statements = text.matches(of: /sqlite3 study.sqlite "(SELECT [^"]*)"/).map {
      String($0.1)
    }
    #expect(statements.count == 2)
    let folder = try ScratchFolder()
    let store = try StudyStore.create(
      at: folder.file(), study: Samples.study(), contentHash: Samples.hash)
    try store.save(Samples.runs(of: store.study))
    try DatabaseQueue(path: folder.file()).read { db in
      for statement in statements { #expect(try Row.fetchAll(db, sql: statement).isEmpty == false) }
      let data = try Data.fetchOne(
        db, sql: "SELECT data FROM traces WHERE name = 'value/fit' AND arm = 'fixed' AND seed = 1")
      let numbers = try #require(data).withUnsafeBytes { bytes in
        (0..<bytes.count / 8).map {
          Double(
            bitPattern: UInt64(
              littleEndian: bytes.loadUnaligned(fromByteOffset: 8 * $0, as: UInt64.self)))
        }
      }
      #expect(numbers == Samples.run(seed: 1).trace.values[0])
    }
  }
}
