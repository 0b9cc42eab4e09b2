import GRDB
public import Records
import Synchronization

/// The SQLite file of one study: what was asked, the runs that are there, and who made them.
///
///     let store = try StudyStore.openOrCreate(at: path, study: study, contentHash: hash)
///     let missing = wanted.subtracting(try store.finishedRuns())
///     …
///     try store.save(runs)
///     try store.close()
///
/// The promises: a run is there whole or not at all, whenever the process is killed. Several
/// threads, openings and processes may work on one file; the first to save a run wins, and whoever
/// saves it again must have the same bits. The tables of the study, its runs and their traces depend
/// on the runs alone: not on the order in which they were saved, nor on who made them.
///
/// The file is in write-ahead-log mode and therefore belongs on a local disk while several processes
/// use it. Its tables explain themselves: `sqlite3 study.sqlite .schema`.
public final class StudyStore: Sendable {
  /// How long, in seconds, an operation waits for other processes before it gives up.
  public static let defaultTimeout = 30.0
  /// How long, in seconds, a claim lasts that nobody renews.
  public static let lease = 60.0

  /// The path of the file, from the root.
  public let path: String
  /// The study, as it was recorded when the store was created.
  public let study: StudyRecord
  /// The hash of all that decides the study's numbers.
  public let contentHash: String

  /// The connection; `nil` once closed. A closed connection must not be touched.
  private let connection: Mutex<DatabaseQueue?>
  /// Renews this opening's claims while there are some.
  let keeper = ClaimKeeper()
  let worker: Worker
  let timeout: Double
  private let access: Access

  init(
    path: String, study: StudyRecord, contentHash: String, queue: DatabaseQueue, timeout: Double,
    access: Access
  ) {
    (self.path, self.study, self.contentHash) = (path, study, contentHash)
    (self.timeout, worker, self.access) = (timeout, .current(), access)
    connection = Mutex(queue)
  }

  deinit { keeper.stop() }

  /// Moves everything into the one file and ends this opening; the last of several openings also
  /// removes SQLite's files beside it. A second call does nothing.
  ///
  /// Edge cases: on a full disk the runs stay safe in the log beside the file, and the next opening
  /// moves them.
  ///
  /// - Throws: ``StoreError/diskFull(path:detail:)`` when the file cannot take what is in the log;
  ///   the store is closed all the same.
  public func close() throws(StoreError) {
    keeper.stop()
    try attempt {
      try connection.withLock { connection in
        guard let queue = connection else { return }
        connection = nil
        defer { try? queue.close() }
        // Passive: others may be reading, and the last to close finishes the job.
        guard access == .write else { return }
        try queue.writeWithoutTransaction { try $0.execute(sql: "PRAGMA wal_checkpoint(PASSIVE)") }
      }
    }
  }

  /// Reads what the store holds at one moment.
  func read<Value: Sendable>(_ body: (Database) throws -> Value) throws(StoreError) -> Value {
    try use { try $0.read(body) }
  }

  /// Writes in one transaction, which is undone when the body throws.
  func write<Value: Sendable>(_ body: (Database) throws -> Value) throws(StoreError) -> Value {
    guard access == .write else { throw .readOnly(path: path) }
    return try use { queue in
      try queue.writeWithoutTransaction { db in
        try db.beginTransaction(.immediate)
        do {
          let value = try body(db)
          try db.commit()
          return value
        } catch {
          try? db.rollback()
          throw error
        }
      }
    }
  }

  /// Does something outside of any transaction.
  func outsideTransactions(_ body: (Database) throws -> Void) throws(StoreError) {
    try use { try $0.writeWithoutTransaction(body) }
  }

  private func use<Value: Sendable>(
    _ body: (DatabaseQueue) throws -> Value
  ) throws(StoreError) -> Value {
    try attempt {
      try connection.withLock { queue in
        guard let queue else { throw StoreError.closed(path: path) }
        return try body(queue)
      }
    }
  }

  /// Turns what is thrown into a ``StoreError``.
  func attempt<Value>(_ body: () throws -> Value) throws(StoreError) -> Value {
    do {
      return try body()
    } catch {
      throw StoreError(error, at: path, timeout: timeout)
    }
  }
}
