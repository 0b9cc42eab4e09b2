import Foundation
import GRDB

/// A folder for one test, removed with everything in it when the last reference goes.
final class ScratchFolder: Sendable {
  let path: String

  init() throws {
    let url = FileManager.default.temporaryDirectory
      .appendingPathComponent("poise-store-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    path = url.path
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// A path in the folder.
  func file(_ name: String = "study.sqlite") -> String { path + "/" + name }

  /// The names of all files in the folder, sorted.
  var contents: [String] {
    get throws { try FileManager.default.contentsOfDirectory(atPath: path).sorted() }
  }

  func bytes(_ name: String = "study.sqlite") throws -> Data {
    try Data(contentsOf: URL(fileURLWithPath: file(name)))
  }

  @discardableResult
  func write(_ bytes: Data, to name: String = "study.sqlite") throws -> String {
    try bytes.write(to: URL(fileURLWithPath: file(name)))
    return file(name)
  }

  /// Runs SQL on a file, as some other program would.
  func execute(_ sql: String, on name: String = "study.sqlite") throws {
    let queue = try DatabaseQueue(path: file(name))
    try queue.writeWithoutTransaction { try $0.execute(sql: sql) }
    try queue.close()
  }

  /// The number of rows of some tables.
  func counts(of tables: [String], in name: String = "study.sqlite") throws -> [Int] {
    try DatabaseQueue(path: file(name)).read { db in
      try tables.map { try Int.fetchOne(db, sql: "SELECT count(*) FROM \($0)") ?? -1 }
    }
  }

  /// What SQLite finds wrong with a file; `ok` for nothing.
  func integrity(of name: String = "study.sqlite") throws -> [String] {
    try DatabaseQueue(path: file(name)).read { db in
      try String.fetchAll(db, sql: "PRAGMA integrity_check")
    }
  }
}

/// Every row of the tables that must not depend on how a study was made, as text.
func dump(_ path: String) throws -> [String] {
  let queue = try DatabaseQueue(path: path)
  return try queue.read { db in
    try ["study", "runs", "traces"].flatMap { table in
      try Row.fetchAll(db, sql: "SELECT * FROM \(table)").map { row in
        row.map { "\($0)=\(($1.storage.value as? Data)?.base64EncodedString() ?? "\($1)")" }
          .joined(separator: "|")
      }
    }
  }
}
