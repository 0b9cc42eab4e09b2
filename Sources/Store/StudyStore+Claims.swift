import Foundation
import GRDB
public import Records

/// Workers that share one store agree by claims: a run belongs to one of them until it is saved, its
/// worker gives it back, or ends. The claim of a process of this machine ends with the process;
/// that of another machine when it was not renewed for ``lease`` seconds.
extension StudyStore: RunLedger {
  /// Those of some runs that are there, without evidence.
  ///
  /// - Throws: As ``results()``.
  public func recorded(_ runs: Set<RunKey>) throws(StoreError) -> [Run] {
    var found: [Run] = []
    try read { db in
      for arm in Set(runs.map(\.arm)).sorted() {
        try eachRun(db, of: arm) { run in
          if runs.contains(run.key) { found.append(run.keeping()) }
        }
      }
    }
    return found
  }

  /// Claims runs for this opening, and notes an attempt at each.
  ///
  /// - Throws: ``StoreError/diskFull(path:detail:)``, ``StoreError/locked(path:seconds:)``,
  ///   ``StoreError/damaged(path:detail:)`` for a checkpoint whose bytes have changed,
  ///   ``StoreError/differentStudy(path:foundHash:wantedHash:differences:)`` when another process
  ///   has given the study more steps, ``StoreError/closed(path:)``.
  public func claim(_ runs: [RunKey]) throws -> RunClaim {
    keeper.start(every: Self.lease / 4) { [weak self] in try? self?.renewClaims() }
    return try write { db in
      try requireOwnStudy(db)
      var (granted, held, finished): ([RunKey], [RunKey], [RunKey]) = ([], [], [])
      for run in runs {
        if try exists(run, db) {
          finished.append(run)
        } else if try isHeld(run, db) {
          held.append(run)
        } else {
          granted.append(run)
          try insertClaim(on: run, db)
        }
      }
      let checkpoints = try granted.compactMap { try checkpoint(of: $0, db) }
      return RunClaim(
        granted: granted, checkpoints: checkpoints, held: held, finished: finished)
    }
  }

  /// Saves runs, as ``save(_:)`` does.
  public func record(_ runs: [Run]) throws { try save(runs) }

  /// Gives back runs that this opening claimed.
  ///
  /// - Throws: ``StoreError/diskFull(path:detail:)``, ``StoreError/locked(path:seconds:)``,
  ///   ``StoreError/closed(path:)``.
  public func release(_ runs: [RunKey]) throws {
    try write { db in for run in runs { try endClaim(on: run, db, token: worker.token) } }
  }

  /// Keeps checkpoints, each as long as this opening has the claim on its run: a worker whose claim
  /// was taken over leaves no trace.
  ///
  /// - Throws: As ``release(_:)``.
  public func keep(_ checkpoints: [Checkpoint]) throws {
    try write { db in
      for checkpoint in checkpoints {
        guard try isHolder(of: checkpoint.run, db) else { continue }
        try db.cachedStatement(
          sql: """
            INSERT OR REPLACE INTO checkpoints (arm, member, seed, step, written, digest, content)
            VALUES (?, ?, ?, ?, ?, ?, ?)
            """
        ).execute(arguments: [
          checkpoint.run.arm, checkpoint.run.member, checkpoint.run.seed, checkpoint.step,
          Worker.now, RunDigest.checkpoint(checkpoint), Data(checkpoint.content),
        ])
      }
    }
  }

  /// Ends the claim on a run; that of anybody without a token.
  func endClaim(on run: RunKey, _ db: Database, token: String? = nil) throws {
    try db.cachedStatement(
      sql: """
        DELETE FROM claims
        WHERE arm = ? AND member = ? AND seed = ? AND token = coalesce(?, token)
        """
    ).execute(arguments: [run.arm, run.member, run.seed, token])
  }

  /// Removes the checkpoint of a run.
  func dropCheckpoint(of run: RunKey, _ db: Database) throws {
    try db.cachedStatement(
      sql: "DELETE FROM checkpoints WHERE arm = ? AND member = ? AND seed = ?"
    ).execute(arguments: [run.arm, run.member, run.seed])
  }

  /// Whether a row of the table `claims` is that of a worker who may still be at work.
  func isAlive(_ claim: Row) throws -> Bool {
    guard try claim.value("expires") > Worker.now else { return false }
    return !worker.knowsDead(
      host: try claim.value("host"), process: try claim.value("process"),
      born: try claim.value("born"))
  }

  /// Makes this opening's claims last ``lease`` seconds from now.
  func renewClaims() throws {
    try write { db in
      try db.execute(
        sql: "UPDATE claims SET expires = ? WHERE token = ?",
        arguments: [Worker.now + Self.lease, worker.token])
    }
  }

  private func exists(_ run: RunKey, _ db: Database) throws -> Bool {
    try Row.fetchOne(
      db.cachedStatement(
        sql: "SELECT 1 FROM runs WHERE arm = ? AND member = ? AND seed = ?"),
      arguments: [run.arm, run.member, run.seed]) != nil
  }

  private func holder(of run: RunKey, _ db: Database) throws -> Row? {
    try Row.fetchOne(
      db.cachedStatement(
        sql: "SELECT * FROM claims WHERE arm = ? AND member = ? AND seed = ?"),
      arguments: [run.arm, run.member, run.seed])
  }

  private func isHeld(_ run: RunKey, _ db: Database) throws -> Bool {
    guard let claim = try holder(of: run, db) else { return false }
    return try claim.value("token") != worker.token && isAlive(claim)
  }

  private func isHolder(of run: RunKey, _ db: Database) throws -> Bool {
    try holder(of: run, db)?.value("token") == worker.token
  }

  private func insertClaim(on run: RunKey, _ db: Database) throws {
    try db.cachedStatement(
      sql: """
        INSERT OR REPLACE INTO claims (arm, member, seed, token, host, process, born, expires)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        """
    ).execute(arguments: [
      run.arm, run.member, run.seed, worker.token, worker.host, worker.process, worker.born,
      Worker.now + Self.lease,
    ])
    try beginAttempt(at: run, db)
  }

  private func checkpoint(of run: RunKey, _ db: Database) throws -> Checkpoint? {
    let row = try Row.fetchOne(
      db.cachedStatement(
        sql: "SELECT * FROM checkpoints WHERE arm = ? AND member = ? AND seed = ?"),
      arguments: [run.arm, run.member, run.seed])
    guard let row else { return nil }
    let checkpoint = Checkpoint(
      run: run, step: try row.value("step"), content: [UInt8](try row.value("content") as Data))
    guard try RunDigest.checkpoint(checkpoint) == row.value("digest") else {
      throw StoreError.damaged(path: path, detail: "the checkpoint of \(run) has changed")
    }
    return checkpoint
  }
}
