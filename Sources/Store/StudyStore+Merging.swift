import Records

extension StudyStore {
  /// Joins stores of one study into one.
  ///
  /// The result appears in one step: whatever goes wrong, there is no file, or the one that was
  /// there is as it was. Runs of its own that it has already must agree to the bit, as those that
  /// several stores have.
  ///
  /// - Parameters:
  ///   - paths: The stores, at least one; they are only read.
  ///   - output: The store to make, or one of the same study, which takes the runs in.
  /// - Returns: The result, open for reading.
  /// - Throws: ``StoreError/differentShard(path:foundHash:wantedPath:wantedHash:differences:)`` for the
  ///   store of another study than the first,
  ///   ``StoreError/differentStudy(path:foundHash:wantedHash:differences:)`` where the output is one,
  ///   ``StoreError/conflictingRun(path:run:difference:)``, and what opening and creating throw.
  /// - Precondition: There is a path.
  public static func merge(
    storesAt paths: [String], into output: String
  ) throws(StoreError) -> StudyStore {
    precondition(!paths.isEmpty, "a merge needs a store")
    var stores: [StudyStore] = []
    defer { for store in stores { try? store.close() } }
    for path in paths { stores.append(try open(at: path, for: .read)) }
    let (study, hash) = (stores[0].study, stores[0].contentHash)
    for store in stores.dropFirst() { try store.requireSameStudy(as: stores[0]) }
    if StoreFile(output).exists {
      let store = try open(at: output)
      defer { try? store.close() }
      try store.require(study, hash)
      try store.merge(stores)
      try store.close()
    } else {
      try create(at: output, study: study, contentHash: hash, from: stores)
    }
    return try open(at: output, for: .read)
  }

  /// Makes sure that this store and another hold one study.
  ///
  /// - Throws: ``StoreError/differentShard(path:foundHash:wantedPath:wantedHash:differences:)``.
  func requireSameStudy(as other: StudyStore) throws(StoreError) {
    guard contentHash != other.contentHash else { return }
    throw .differentShard(
      path: path, foundHash: contentHash, wantedPath: other.path, wantedHash: other.contentHash,
      differences: try attempt { try StudyDifference.between(study, other.study) })
  }

  /// Makes a store that has the runs of others from the first moment.
  private static func create(
    at path: String, study: StudyRecord, contentHash: String, from stores: [StudyStore]
  ) throws(StoreError) {
    let file = StoreFile(path)
    try file.requireVacancy()
    let draft = file.draft()
    defer { draft.discard() }
    let store = try create(at: draft.path, study: study, contentHash: contentHash)
    do throws(StoreError) {
      try store.merge(stores)
      try store.close()
    } catch {
      try? store.close()
      throw error.moved(from: draft.path, to: file.path)
    }
    try file.publish(draft)
    file.discardAllDrafts()
  }
}
