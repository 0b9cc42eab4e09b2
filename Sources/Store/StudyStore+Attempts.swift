import GRDB
import Records

extension StudyStore {
  /// All attempts, ordered by run, then by their start.
  ///
  /// - Throws: ``StoreError/damaged(path:detail:)``, ``StoreError/locked(path:seconds:)``,
  ///   ``StoreError/closed(path:)``.
  public func attempts() throws(StoreError) -> [Attempt] {
    try read(attempts)
  }

  /// All attempts, in a transaction.
  func attempts(_ db: Database) throws -> [Attempt] {
    let order = "ORDER BY arm, member, seed, started, token"
    return try Row.fetchAll(db, sql: "SELECT * FROM attempts \(order)").map { row in
      Attempt(
        run: try Self.key(row), token: try row.value("token"), host: try row.value("host"),
        process: try row.value("process"), started: try row.value("started"),
        finished: try row.valueIfPresent("finished"))
    }
  }

  /// Notes that this opening is about to make a run.
  func beginAttempt(at run: RunKey, _ db: Database) throws {
    try insert(attempt(at: run, started: Worker.now, finished: nil), db)
  }

  /// Notes that this opening finished a run, whether it announced it or not.
  func finishAttempt(at run: RunKey, _ db: Database) throws {
    try insert(attempt(at: run, started: worker.opened, finished: Worker.now), db)
  }

  /// Inserts an attempt; one that is there keeps its start, and its end if it has one.
  func insert(_ attempt: Attempt, _ db: Database) throws {
    let statement = try db.cachedStatement(
      sql: """
        INSERT INTO attempts (arm, member, seed, token, host, process, started, finished)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT DO UPDATE SET finished = coalesce(finished, excluded.finished)
        """)
    try statement.execute(arguments: [
      attempt.run.arm, attempt.run.member, attempt.run.seed, attempt.token, attempt.host,
      attempt.process, attempt.started, attempt.finished,
    ])
  }

  private func attempt(at run: RunKey, started: Double, finished: Double?) -> Attempt {
    Attempt(
      run: run, token: worker.token, host: worker.host, process: worker.process, started: started,
      finished: finished)
  }
}
