import Foundation
import GRDB
import Records

/// The table `digests`.
enum StoreDigests {
  /// Notes the digest of a run, or of the study, in place of an earlier one.
  static func set(_ digest: String, of run: RunKey?, _ db: Database) throws {
    try db.cachedStatement(
      sql: "INSERT OR REPLACE INTO digests (part, arm, member, seed, digest) VALUES (?, ?, ?, ?, ?)"
    ).execute(arguments: [
      run == nil ? "study" : "run", run?.arm ?? "", run?.member ?? 0, run?.seed ?? 0, digest,
    ])
  }

  /// The digest of the study.
  static func ofStudy(_ db: Database) throws -> String? {
    try String.fetchOne(db, sql: "SELECT digest FROM digests WHERE part = 'study'")
  }

  /// The digests of all runs, or of those of one arm.
  static func ofRuns(_ db: Database, of arm: String? = nil) throws -> [RunKey: String] {
    let rows = try Row.fetchAll(
      db,
      sql: "SELECT arm, member, seed, digest FROM digests WHERE part = 'run'"
        + (arm == nil ? "" : " AND arm = ?"),
      arguments: arm.map { [$0] } ?? []
    ).map { (try StudyStore.key($0), try $0.value("digest") as String) }
    return Dictionary(rows, uniquingKeysWith: { first, _ in first })
  }

  /// Computes the digests of everything in a store that has none.
  static func addAll(_ db: Database) throws {
    if let row = try Row.fetchOne(db, sql: "SELECT name, hash, record FROM study") {
      let digest = RunDigest.study(
        name: try row.value("name"), hash: try row.value("hash"), record: try row.value("record"))
      try set(digest, of: nil, db)
    }
    for row in try Row.fetchAll(db, sql: "SELECT * FROM runs") {
      var digest = RunDigest()
      let key = try StudyStore.key(row)
      digest.begin(key)
      let evaluated: Data = try row.value("evaluated")
      let outcome = try StoredRun.outcome(row)
      evaluated.withUnsafeBytes { digest.add(outcome, evaluated: $0) }
      let columns = try Row.fetchCursor(
        db, sql: StoredRun.selectColumns, arguments: [key.arm, key.member, key.seed])
      while let column = try columns.next() {
        digest.add(try column.value("name") as String)
        digest.add(try column.value("data") as Data)
      }
      try set(digest.text, of: key, db)
    }
  }
}
