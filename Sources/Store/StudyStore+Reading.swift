import Foundation
import GRDB
public import Records

extension StudyStore {
  /// The study with all runs that are there, as of one moment, in memory as a whole. A large study
  /// is better read arm by arm: see ``recorded()``.
  ///
  /// - Throws: ``StoreError/damaged(path:detail:)``, ``StoreError/locked(path:seconds:)``,
  ///   ``StoreError/closed(path:)``.
  public func results() throws(StoreError) -> StudyResults {
    let keys = study.runKeys
    var runs: [Run] = []
    try read { db in
      // Another process may have extended the study meanwhile.
      try eachRun(db) { run in if keys.contains(run.key) { runs.append(run) } }
    }
    return StudyResults(study: study, runs: runs)
  }

  /// The runs that are there, whatever their outcome; what a study still has to do is all the rest.
  ///
  /// - Throws: ``StoreError/damaged(path:detail:)``, ``StoreError/locked(path:seconds:)``,
  ///   ``StoreError/closed(path:)``.
  public func finishedRuns() throws(StoreError) -> Set<RunKey> {
    try read(keys)
  }

  /// The runs of the table.
  func keys(_ db: Database) throws -> Set<RunKey> {
    try Set(Row.fetchAll(db, sql: "SELECT arm, member, seed FROM runs").map(Self.key))
  }

  /// The run that a row names.
  static func key(_ row: Row) throws -> RunKey {
    RunKey(arm: try row.value("arm"), member: try row.value("member"), seed: try row.value("seed"))
  }

  /// Hands out every run of the table in its order, one at a time.
  ///
  /// - Parameter arm: The arm to keep to; `nil` for all.
  /// - Throws: ``StoreError/damaged(path:detail:)`` for a run whose bytes are not those that were
  ///   saved; what `body` throws.
  func eachRun(_ db: Database, of arm: String? = nil, _ body: (Run) throws -> Void) throws {
    let digests = try StoreDigests.ofRuns(db, of: arm)
    var columns = try Columns(db, of: arm, objectives: study.objectives)
    var count = 0
    let rows = try Self.rows(db, "SELECT * FROM runs", of: arm, by: "arm, member, seed")
    while let row = try rows.next() {
      let run = try columns.run(row, digests: digests, path: path)
      count += 1
      try body(run)
    }
    guard columns.isAtEnd, count == digests.count else { throw lostRuns }
  }

  /// What is thrown where fewer runs are there than were saved.
  var lostRuns: StoreError { .damaged(path: path, detail: "runs are missing that were saved") }

  /// The rows of a selection: of all arms, or of one.
  fileprivate static func rows(
    _ db: Database, _ selection: String, of arm: String?, by order: String
  ) throws -> RowCursor {
    try Row.fetchCursor(
      db, sql: selection + (arm == nil ? "" : " WHERE arm = ?") + " ORDER BY " + order,
      arguments: arm.map { [$0] } ?? [])
  }
}

/// The rows of the table `traces`, handed out run by run in the order of the table `runs`.
private struct Columns {
  private let names: [String]
  private let rows: RowCursor
  private var next: Row?
  /// What most runs have in common, kept once: the steps and the names of columns.
  private var steps: [Int] = []
  private var known: Set<String> = []

  init(_ db: Database, of arm: String?, objectives: [Objective]) throws {
    names = objectives.map { StoredRun.valuePrefix + $0.name }
    rows = try StudyStore.rows(
      db, "SELECT arm, member, seed, name, data FROM traces", of: arm,
      by: "arm, member, seed, name")
    next = try rows.next()
  }

  /// Whether no row is left.
  var isAtEnd: Bool { next == nil }

  /// The next run, from its row of the table `runs`.
  mutating func run(_ row: Row, digests: [RunKey: String], path: String) throws -> Run {
    let key = try StudyStore.key(row)
    let outcome = try StoredRun.outcome(row)
    var digest = RunDigest()
    digest.begin(key)
    let steps = try row.withUnsafeData(named: "evaluated") {
      ($0 ?? .init()).withUnsafeBytes { bytes in
        digest.add(outcome, evaluated: bytes)
        return BitPatterns.integers(in: bytes)
      }
    }
    if let steps, steps != self.steps { self.steps = steps }
    guard steps != nil, let trace = try trace(of: key, &digest) else {
      throw StoreError.damaged(path: path, detail: "the trace of \(key) is incomplete")
    }
    guard digests[key] == digest.text else {
      throw StoreError.damaged(path: path, detail: "bytes of the run \(key) have changed")
    }
    return Run(arm: key.arm, member: key.member, seed: key.seed, outcome: outcome, trace: trace)
  }

  /// The trace of the next run; `nil` if a column is missing or has the wrong length.
  private mutating func trace(of key: RunKey, _ digest: inout RunDigest) throws -> Trace? {
    var columns: [String: [Double]] = [:]
    while let row = next, try StudyStore.key(row) == key {
      let name = known.insert(try row.value("name")).memberAfterInsert
      digest.add(name)
      let column = try row.withUnsafeData(named: "data") {
        ($0 ?? .init()).withUnsafeBytes { bytes in
          digest.add(bytes)
          return BitPatterns.numbers(in: bytes)
        }
      }
      guard let column, column.count == steps.count else { return nil }
      columns[name] = column
      next = try rows.next()
    }
    let values = names.compactMap { columns.removeValue(forKey: $0) }
    guard values.count == names.count else { return nil }
    return Trace(objectives: names.count, steps: steps, values: values, evidence: columns)
  }
}
