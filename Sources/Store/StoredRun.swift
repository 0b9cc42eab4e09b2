import Foundation
import GRDB
import Records

/// A run as the rows of the tables `runs` and `traces`.
struct StoredRun {
  /// The names of the columns that hold objective values begin so.
  static let valuePrefix = "value/"

  let run: Run
  let evaluated: Data
  /// The columns of the trace by name, in the order of the table.
  let columns: [(name: String, data: Data)]

  init(_ run: Run, of study: StudyRecord) {
    self.run = run
    evaluated = BitPatterns.bytes(of: run.trace.steps)
    let values = zip(study.objectives, run.trace.values).map { (Self.valuePrefix + $0.name, $1) }
    let all = values + run.trace.evidence.map { ($0, $1) }
    columns = all.map { ($0, BitPatterns.bytes(of: $1)) }
      .sorted { $0.0.utf8.lexicographicallyPrecedes($1.0.utf8) }
  }

  /// Inserts the run unless one of its key is there; says whether it did.
  func insert(_ db: Database) throws -> Bool {
    let failure = run.outcome.failure
    try db.cachedStatement(sql: Self.insertRun).execute(arguments: [
      run.arm, run.member, run.seed, failure == nil ? "finished" : "failed",
      failure?.cause.rawValue, failure?.step, failure?.detail, evaluated,
    ])
    guard db.changesCount == 1 else { return false }
    let statement = try db.cachedStatement(sql: Self.insertColumn)
    for column in columns {
      try statement.execute(arguments: [run.arm, run.member, run.seed, column.name, column.data])
    }
    try StoreDigests.set(digest, of: run.key, db)
    return true
  }

  private var digest: String {
    var digest = RunDigest()
    digest.begin(run.key)
    evaluated.withUnsafeBytes { digest.add(run.outcome, evaluated: $0) }
    for column in columns {
      digest.add(column.name)
      digest.add(column.data)
    }
    return digest.text
  }

  /// In what this run differs from the stored one of its key; `nil` if they agree to the bit.
  func difference(_ db: Database) throws -> String? {
    let key: StatementArguments = [run.arm, run.member, run.seed]
    guard let row = try Row.fetchOne(db, sql: Self.selectRun, arguments: key) else {
      return "it vanished"
    }
    let outcome = try Self.outcome(row)
    if outcome != run.outcome {
      return "it \(Self.words(outcome)) there, and \(Self.words(run.outcome)) here"
    }
    if try row.value("evaluated") as Data != evaluated { return "it was evaluated at other steps" }
    let rows = try Row.fetchAll(db, sql: Self.selectColumns, arguments: key)
    guard try rows.map({ try $0.value("name") as String }) == columns.map(\.name) else {
      return "it recorded other columns"
    }
    for (row, column) in zip(rows, columns) {
      let data: Data = try row.value("data")
      guard data == column.data else {
        return "column \(column.name)" + firstDifference(data, column.data)
      }
    }
    return nil
  }

  /// The first row of a column in which two differ, with the numbers.
  private func firstDifference(_ stored: Data, _ offered: Data) -> String {
    let stored = stored.withUnsafeBytes(BitPatterns.numbers) ?? []
    let offered = offered.withUnsafeBytes(BitPatterns.numbers) ?? []
    let pairs = zip(run.trace.steps, zip(stored, offered))
    guard let (step, pair) = pairs.first(where: { $1.0.bitPattern != $1.1.bitPattern }) else {
      return " has another length"
    }
    return " at step \(step): \(pair.0) there, \(pair.1) here"
  }

  /// The outcome in a row of the table `runs`.
  static func outcome(_ row: Row) throws -> Outcome {
    guard try row.value("outcome") != "finished" else { return .finished }
    let name: String = try row.value("cause")
    guard let cause = Failure.Cause(rawValue: name) else {
      throw DatabaseError(resultCode: .SQLITE_CORRUPT, message: "unknown cause of failure \(name)")
    }
    return .failed(Failure(cause, step: try row.value("step"), detail: try row.value("detail")))
  }

  private static func words(_ outcome: Outcome) -> String {
    guard let failure = outcome.failure else { return "finished" }
    return "failed (\(failure.cause.rawValue), step \(failure.step), \(failure.detail))"
  }

  private static let insertRun = """
    INSERT INTO runs (arm, member, seed, outcome, cause, step, detail, evaluated)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
    """
  private static let insertColumn =
    "INSERT INTO traces (arm, member, seed, name, data) VALUES (?, ?, ?, ?, ?)"
  private static let selectRun = "SELECT * FROM runs WHERE arm = ? AND member = ? AND seed = ?"
  static let selectColumns =
    "SELECT name, data FROM traces WHERE arm = ? AND member = ? AND seed = ? ORDER BY name"
}
