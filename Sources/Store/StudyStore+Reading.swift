import Foundation
import GRDB
public import Records

extension StudyStore {
  /// The study with all runs that are there, as of one moment.
  ///
  /// - Throws: ``StoreError/damaged(path:detail:)``, ``StoreError/locked(path:seconds:)``,
  ///   ``StoreError/closed(path:)``.
  public func results() throws(StoreError) -> StudyResults {
    StudyResults(study: study, runs: try read(fetchRuns))
  }

  /// The runs that are there, whatever their outcome; what a study still has to do is all the rest.
  ///
  /// - Throws: ``StoreError/damaged(path:detail:)``, ``StoreError/locked(path:seconds:)``,
  ///   ``StoreError/closed(path:)``.
  public func finishedRuns() throws(StoreError) -> Set<RunKey> {
    try read { db in
      try Set(Row.fetchAll(db, sql: "SELECT arm, member, seed FROM runs").map(Self.key))
    }
  }

  static func key(_ row: Row) -> RunKey {
    RunKey(arm: row["arm"], member: row["member"], seed: row["seed"])
  }

  private func fetchRuns(_ db: Database) throws -> [Run] {
    var columns = try Columns(db, objectives: study.objectives)
    let rows = try Row.fetchCursor(db, sql: "SELECT * FROM runs ORDER BY arm, member, seed")
    var runs: [Run] = []
    while let row = try rows.next() {
      let key = Self.key(row)
      guard
        let steps = try row.withUnsafeData(
          named: "evaluated",
          {
            ($0 ?? .init()).withUnsafeBytes(BitPatterns.integers)
          }), let trace = try columns.trace(of: key, steps: steps)
      else {
        throw StoreError.damaged(path: path, detail: "the trace of \(key) is incomplete")
      }
      runs.append(
        Run(
          arm: key.arm, member: key.member, seed: key.seed, outcome: try StoredRun.outcome(row),
          trace: trace))
    }
    return runs
  }
}

/// The rows of the table `traces`, handed out run by run in the order of the table `runs`.
private struct Columns {
  private let names: [String]
  private let rows: RowCursor
  private var next: Row?

  init(_ db: Database, objectives: [Objective]) throws {
    names = objectives.map { StoredRun.valuePrefix + $0.name }
    rows = try Row.fetchCursor(
      db, sql: "SELECT arm, member, seed, name, data FROM traces ORDER BY arm, member, seed, name")
    next = try rows.next()
  }

  /// The trace of the next run; `nil` if a column is missing or has the wrong length.
  mutating func trace(of key: RunKey, steps: [Int]) throws -> Trace? {
    var columns: [String: [Double]] = [:]
    while let row = next, StudyStore.key(row) == key {
      let column = try row.withUnsafeData(named: "data") {
        ($0 ?? .init()).withUnsafeBytes(BitPatterns.numbers)
      }
      guard let column, column.count == steps.count else { return nil }
      columns[row["name"]] = column
      next = try rows.next()
    }
    let values = names.compactMap { columns.removeValue(forKey: $0) }
    guard values.count == names.count else { return nil }
    return Trace(objectives: names.count, steps: steps, values: values, evidence: columns)
  }
}
