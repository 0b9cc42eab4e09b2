import Foundation
import GRDB
import TestSupport

/// The command `poise`, run in a folder of its own.
struct CommandTrial {
  let folder: ScratchFolder
  private static let program = BuiltProgram("poise")

  /// Makes a folder with study files.
  init(_ files: [String: String] = ["tiny.yaml": TinyStudy.text]) throws {
    folder = try ScratchFolder()
    for (name, text) in files { try folder.write(text, to: name) }
  }

  /// Runs the command to its end.
  @discardableResult
  func poise(
    _ arguments: String..., environment: [String: String] = [:]
  ) throws -> BuiltProgram.Result {
    try poise(arguments, environment: environment)
  }

  /// Runs the command to its end.
  func poise(
    _ arguments: [String], environment: [String: String] = [:], input: String? = nil
  ) throws -> BuiltProgram.Result {
    try Self.program.run(arguments, in: folder.path, environment: environment, input: input)
  }

  /// Starts the command.
  func start(
    _ arguments: String..., environment: [String: String] = [:]
  ) throws -> RunningProgram {
    try Self.program.start(arguments, in: folder.path, environment: environment)
  }

  /// Runs a script with the shell.
  func shell(_ script: String, _ environment: [String: String] = [:]) throws -> BuiltProgram.Result
  {
    try BuiltProgram(path: "/bin/sh").run([script], in: folder.path, environment: environment)
  }

  /// Who attempted which run: arm, member, seed and token in one text each.
  func attempts(_ output: String) throws -> [String] {
    let queue = try DatabaseQueue(path: folder.path + "/" + output + "/study.sqlite")
    defer { try? queue.close() }
    return try queue.read { db in
      try String.fetchAll(
        db, sql: "SELECT arm || member || ' ' || seed || ' ' || token FROM attempts")
    }
  }

  /// The number of rows of a table; 0 while the store is not there yet.
  func count(of table: String, _ output: String) -> Int {
    var configuration = Configuration()
    configuration.readonly = true
    let queue = try? DatabaseQueue(
      path: folder.path + "/" + output + "/study.sqlite", configuration: configuration)
    return (try? queue?.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM \(table)") }) ?? 0
  }

  /// Changes a store by SQL, as damage would that digests do not see.
  func change(_ store: String, digests: Bool = false, _ sql: String) throws {
    let queue = try DatabaseQueue(path: folder.path + "/" + store)
    try queue.write { db in
      try db.execute(sql: sql)
      if digests {
        try db.execute(sql: "DROP TABLE claims; DROP TABLE checkpoints; DROP TABLE digests")
        try db.execute(sql: "UPDATE study SET schema = 1")
        try db.execute(sql: "DELETE FROM grdb_migrations WHERE identifier LIKE '2%'")
      }
    }
    try queue.close()
  }

  /// What SQLite finds wrong with a store; `ok` for nothing.
  func integrity(_ output: String) throws -> String? {
    let queue = try DatabaseQueue(path: folder.path + "/" + output + "/study.sqlite")
    defer { try? queue.close() }
    return try queue.read { try String.fetchOne($0, sql: "PRAGMA integrity_check") }
  }

  /// `report.json` of a folder as JSON.
  func report(_ output: String) throws -> [String: Any] {
    try Self.object(folder.bytes(output + "/report.json"))
  }

  /// `report.json` of a folder without what may differ between machines and times, as text.
  func essence(_ output: String) throws -> String {
    try Self.essence(of: folder.bytes(output + "/report.json"))
  }

  /// The text of a report without the keys that facts of the machine and times stand under.
  static func essence(of json: Data) throws -> String {
    var lines = String(decoding: json, as: UTF8.self).split(
      separator: "\n", omittingEmptySubsequences: false)
    for key in ["machine", "times"] {
      guard let start = lines.firstIndex(of: "  \"\(key)\" : {"),
        let end = lines[start...].firstIndex(where: { $0.hasPrefix("  }") })
      else { continue }
      lines.removeSubrange(start...end)
    }
    return lines.joined(separator: "\n")
  }

  /// An object of JSON.
  static func object(_ json: Data) throws -> [String: Any] {
    guard let object = try JSONSerialization.jsonObject(with: json) as? [String: Any] else {
      throw CocoaError(.coderReadCorrupt)
    }
    return object
  }

  /// Every row of a store's tables of the study, its runs and their traces.
  func tables(_ output: String) throws -> [String] {
    let queue = try DatabaseQueue(path: folder.path + "/" + output + "/study.sqlite")
    defer { try? queue.close() }
    return try queue.read { db in
      try ["study", "runs", "traces"].flatMap { table in
        try Row.fetchAll(db, sql: "SELECT * FROM \(table)").map { row in
          row.map { "\($0)=\(($1.storage.value as? Data)?.base64EncodedString() ?? "\($1)")" }
            .joined(separator: "|")
        }
      }
    }
  }
}

/// A study that takes a blink.
enum TinyStudy {
  static let text = """
    name: tiny
    problem:
      data: { features: { uniform: [3, 1] } }
      model: { layers: [1, 3, 1], activation: relu }
      objectives:
        fit: { minimize: mean(square(5 - sum(out))) }
        weights: { maximize: sum(parameters) }
    optimizer: { adam: { learningRate: 0.01 } }
    arms:
      - gradnorm: { losses: exponential }
      - pareto-sampling: { points: 3 }
    seeds: 6
    steps: 60

    """

  /// The same with one part exchanged.
  static func with(_ part: String, _ other: String) -> String {
    precondition(text.contains(part), "the study has no \(part)")
    return text.replacing(part, with: other, maxReplacements: 1)
  }
}
