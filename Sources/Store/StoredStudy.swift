public import Records

/// The runs that a store holds of a study, read arm by arm.
///
/// Runs that are saved never change, so reading goes on while other processes work on the store. One
/// that extends the study meanwhile adds runs that are not among these; one that gives it more steps
/// ends the reading with an error.
public struct StoredStudy: RecordedStudy {
  /// What was asked.
  public let study: StudyRecord
  private let contentHash: String
  private let keys: Set<RunKey>
  private let store: StudyStore

  fileprivate init(_ study: StudyRecord, _ contentHash: String, in store: StudyStore) {
    (self.study, self.contentHash, self.store) = (study, contentHash, store)
    keys = study.runKeys
  }

  /// The names of the runs that are there.
  ///
  /// - Throws: ``StoreError/damaged(path:detail:)`` if some are missing that were saved,
  ///   ``StoreError/differentStudy(path:foundHash:wantedHash:differences:)``,
  ///   ``StoreError/locked(path:seconds:)``, ``StoreError/closed(path:)``.
  public func recordedRuns() throws(StoreError) -> [RunKey] {
    try store.read { db in
      try store.require(study, contentHash, in: db)
      let runs = try store.keys(db)
      guard try Set(StoreDigests.ofRuns(db).keys) == runs else { throw store.lostRuns }
      return Array(runs.intersection(keys))
    }
  }

  /// The runs of one arm, with everything that they recorded.
  ///
  /// - Throws: ``StoreError/damaged(path:detail:)`` for bytes that are not those that were saved;
  ///   else as ``recordedRuns()``.
  public func allRuns(of arm: String) throws(StoreError) -> [Run] {
    try store.read { db in
      try store.require(study, contentHash, in: db)
      var runs: [Run] = []
      try store.eachRun(db, of: arm) { run in if keys.contains(run.key) { runs.append(run) } }
      return runs
    }
  }
}

extension StudyStore {
  /// The study of this store, to be read arm by arm while the store is open.
  public func recorded() -> StoredStudy { recorded(study, contentHash: contentHash) }

  /// A study whose runs this store holds, perhaps among others.
  ///
  /// - Parameters:
  ///   - study: The study.
  ///   - contentHash: Its content hash.
  public func recorded(_ study: StudyRecord, contentHash: String) -> StoredStudy {
    StoredStudy(study, contentHash, in: self)
  }
}
