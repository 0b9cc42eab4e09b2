import Foundation
import GRDB
public import Records

extension StudyStore {
  /// Saves runs in one transaction: all of them, or none.
  ///
  /// A run that is there already is left as it is, if the two agree to the bit.
  ///
  /// - Parameter runs: Runs of this study, in any order; a trace's columns all have as many numbers
  ///   as the trace has steps.
  /// - Returns: The runs that were not there before, in the order given.
  /// - Throws: ``StoreError/conflictingRun(path:run:difference:)``,
  ///   ``StoreError/misfitRun(run:problem:)``, ``StoreError/diskFull(path:detail:)``,
  ///   ``StoreError/locked(path:seconds:)``, ``StoreError/closed(path:)``. Nothing was saved then.
  /// - Note: Edge cases: every NaN is stored as the one quiet NaN without sign and payload, which
  ///   differ between processors; all other numbers keep their bits.
  @discardableResult
  public func save(_ runs: [Run]) throws(StoreError) -> [RunKey] {
    for run in runs { try requireFit(run) }
    return try write { db in
      try requireOwnStudy(db)
      var saved: [RunKey] = []
      for run in runs {
        if try insert(run, db) { saved.append(run.key) }
        try finishAttempt(at: run.key, db)
        try endClaim(on: run.key, db)
        try dropCheckpoint(of: run.key, db)
      }
      return saved
    }
  }

  /// Saves the runs of other stores of the same study, for instance of shards made on other
  /// machines, with the attempts at them: of all stores, or of none.
  ///
  /// A run that several stores have must be the same to the bit.
  ///
  /// - Returns: The runs that were not here before.
  /// - Throws: ``StoreError/differentShard(path:foundHash:wantedPath:wantedHash:differences:)`` when a
  ///   store holds another study, ``StoreError/damaged(path:detail:)`` for one whose bytes have changed;
  ///   ``StoreError/cancelled(path:)`` when the task was cancelled; else what ``save(_:)`` throws.
  ///   Nothing was saved then.
  @discardableResult
  public func merge(_ others: [StudyStore]) throws(StoreError) -> [RunKey] {
    for other in others { try other.requireSameStudy(as: self) }
    return try write { db in
      try requireOwnStudy(db)
      var saved: [RunKey] = []
      for other in others {
        try other.read { theirs in
          // Run by run: many traces would not fit into memory.
          try other.eachRun(theirs) { run in
            try Task.checkCancellation()
            try requireFit(run)
            if try insert(run, db, from: other.path) { saved.append(run.key) }
            try endClaim(on: run.key, db)
            try dropCheckpoint(of: run.key, db)
          }
          for attempt in try other.attempts(theirs) { try insert(attempt, db) }
        }
      }
      return saved
    }
  }

  private func requireFit(_ run: Run) throws(StoreError) {
    if let problem = study.misfit(of: run) { throw .misfitRun(run: run.key, problem: problem) }
  }

  /// Inserts a run that is new, or compares it with the one that is there.
  ///
  /// - Parameter origin: The other store that has the run, for messages.
  private func insert(_ run: Run, _ db: Database, from origin: String? = nil) throws -> Bool {
    let stored = StoredRun(run, of: study)
    if try stored.insert(db) { return true }
    if let difference = try stored.difference(db) {
      throw StoreError.conflictingRun(
        path: path, run: run.key,
        difference: difference + (origin.map { "; here is \($0)" } ?? ""))
    }
    return false
  }
}

extension StudyRecord {
  /// Why a run cannot belong to this study; `nil` if it can.
  fileprivate func misfit(of run: Run) -> String? {
    guard let arm = arms.first(where: { $0.name == run.arm }) else {
      return "the study has no arm of this name"
    }
    guard arm.members.indices.contains(run.member) else {
      return "the arm has \(arm.members.count) members, counted from 0"
    }
    guard (0..<seeds).contains(run.seed) else {
      return "the study has \(seeds) seeds, counted from 0"
    }
    return misfit(of: run.trace)
  }

  private func misfit(of trace: Trace) -> String? {
    guard trace.values.count == objectives.count else {
      return "its trace has \(trace.values.count) columns of values, wanted \(objectives.count)"
    }
    let rows = trace.steps.count
    for (objective, column) in zip(objectives, trace.values) where column.count != rows {
      return "its values of \(objective.name) are \(column.count) numbers, wanted \(rows)"
    }
    for (name, column) in trace.evidence.sorted(by: { $0.key < $1.key }) {
      guard column.count == rows else {
        return "its column \(name) has \(column.count) numbers, wanted \(rows)"
      }
      guard !name.hasPrefix(StoredRun.valuePrefix) else {
        return "its column \(name) has a name kept for the values of objectives"
      }
    }
    return nil
  }
}
