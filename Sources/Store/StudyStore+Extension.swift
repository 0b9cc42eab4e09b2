import Foundation
import GRDB
import Records

extension StudyStore {
  /// Makes this the store of a study that has more seeds, arms or steps.
  ///
  /// Runs stay where they are valid (``StudyExtension/keepsRuns``). Otherwise the whole store is
  /// copied first, to a file beside it named after the former steps; then its runs are removed.
  ///
  /// - Parameters:
  ///   - wanted: The study.
  ///   - hash: Its content hash.
  /// - Returns: The extended store, which takes this opening's place; what was extended; and the
  ///   path of the copy, if one was made.
  /// - Throws: ``StoreError/differentStudy(path:foundHash:wantedHash:differences:)`` if the study
  ///   extends this one in nothing else; ``StoreError/diskFull(path:detail:)``. The store then is
  ///   as it was.
  func extended(
    to wanted: StudyRecord, hash: String
  ) throws(StoreError) -> (store: StudyStore, by: StudyExtension, copy: String?) {
    guard let growth = StudyExtension(from: study, to: wanted) else {
      throw try differentStudy(wanted, hash)
    }
    let copy = growth.keepsRuns ? nil : try copied()
    try write { db in
      // Another process may have been faster: whoever finds another study than it knew starts over.
      try requireUnchanged(db)
      if !growth.keepsRuns {
        try db.execute(
          sql: "DELETE FROM traces; DELETE FROM runs; DELETE FROM checkpoints; DELETE FROM claims")
        try db.execute(sql: "DELETE FROM digests WHERE part = 'run'")
      }
      try Self.set(wanted, hash, db)
    }
    try close()
    return (try StudyStore.open(at: path, timeout: timeout), growth, copy)
  }

  /// Writes the row of the study.
  static func set(_ study: StudyRecord, _ hash: String, _ db: Database) throws {
    let text = try StudyText.text(of: study)
    try db.execute(
      sql: "INSERT OR REPLACE INTO study (id, name, hash, record, schema) VALUES (1, ?, ?, ?, ?)",
      arguments: [study.name, hash, text, Schema.version])
    let digest = RunDigest.study(name: study.name, hash: hash, record: text)
    try StoreDigests.set(digest, of: nil, db)
  }

  /// Makes sure that the runs of a study are among those of the store: it may have got more seeds
  /// and arms since it was opened, but not more steps.
  func require(_ study: StudyRecord, _ contentHash: String, in db: Database) throws {
    guard try hash(db) != contentHash else { return }
    let (now, hash) = try Self.record(db, path)
    guard StudyExtension(from: study, to: now)?.keepsRuns == true else {
      throw StoreError.differentStudy(
        path: path, foundHash: hash, wantedHash: contentHash,
        differences: try StudyDifference.between(now, study))
    }
  }

  /// The same of the study of this opening.
  func requireOwnStudy(_ db: Database) throws { try require(study, contentHash, in: db) }

  private func requireUnchanged(_ db: Database) throws {
    guard try hash(db) != contentHash else { return }
    throw StoreError.locked(path: path, seconds: timeout)
  }

  private func hash(_ db: Database) throws -> String? {
    try String.fetchOne(db.cachedStatement(sql: "SELECT hash FROM study"))
  }

  /// Copies the store to a free name beside it.
  private func copied() throws(StoreError) -> String {
    let stem = path.hasSuffix(".sqlite") ? String(path.dropLast(7)) : path
    let names = [""] + (2...999).map { "-\($0)" }
    let free = names.map { "\(stem)-\(study.steps)-steps\($0).sqlite" }
      .first { !FileManager.default.fileExists(atPath: $0) }
    guard let free else { throw .alreadyExists(path: "\(stem)-\(study.steps)-steps.sqlite") }
    do {
      try outsideTransactions { try $0.execute(sql: "VACUUM INTO ?", arguments: [free]) }
    } catch {
      unlink(free)
      throw error
    }
    return free
  }
}
