import GRDB
public import Records

extension StudyStore {
  /// Makes a new store and opens it.
  ///
  /// The file appears in one step, with everything in it: no other process ever sees half a store.
  ///
  /// - Parameters:
  ///   - path: Where; the folder must be there, the file must not.
  ///   - study: What was asked.
  ///   - contentHash: A hash of all that decides the study's numbers.
  ///   - timeout: How long to wait for other processes, in seconds.
  /// - Throws: ``StoreError/alreadyExists(path:)``, ``StoreError/leftoverLog(path:)``,
  ///   ``StoreError/unusableFolder(path:reason:)``, ``StoreError/diskFull(path:detail:)``.
  public static func create(
    at path: String, study: StudyRecord, contentHash: String,
    timeout: Double = StudyStore.defaultTimeout
  ) throws(StoreError) -> StudyStore {
    let file = StoreFile(path)
    try file.requireVacancy()
    let draft = file.draft()
    defer { draft.discard() }
    do {
      try write(study, contentHash, to: draft.path)
      try file.publish(draft)
    } catch {
      // Whoever wins the race to create removes the drafts of those who lost it.
      guard !file.exists else { throw .alreadyExists(path: file.path) }
      throw StoreError(error, at: file.path, timeout: timeout)
    }
    file.discardAllDrafts()
    return try open(at: path, timeout: timeout)
  }

  /// Opens a store that is there.
  ///
  /// - Parameters:
  ///   - path: The file.
  ///   - timeout: How long to wait for other processes, in seconds.
  /// - Throws: ``StoreError/missing(path:)``, ``StoreError/notAFile(path:found:)``,
  ///   ``StoreError/notAStore(path:found:)``, ``StoreError/damaged(path:detail:)``,
  ///   ``StoreError/newerSchema(path:found:known:)``, ``StoreError/readOnly(path:)``,
  ///   ``StoreError/unusableFolder(path:reason:)``, ``StoreError/locked(path:seconds:)``. The file
  ///   keeps its bytes.
  public static func open(
    at path: String, timeout: Double = StudyStore.defaultTimeout
  ) throws(StoreError) -> StudyStore {
    let file = StoreFile(path)
    try file.requireWritableStore()
    do {
      let queue = try DatabaseQueue(path: file.path, configuration: configuration(timeout))
      let (study, hash) = try queue.read { db in
        try requireKnownSchema(db, file.path)
        try requireSoundness(db, file)
        return try record(db, file.path)
      }
      return StudyStore(
        path: file.path, study: study, contentHash: hash, queue: queue, timeout: timeout)
    } catch {
      throw StoreError(error, at: file.path, timeout: timeout)
    }
  }

  /// Opens the store of a study, and makes it if it is not there; any number of processes may do so
  /// at once.
  ///
  /// - Parameters:
  ///   - path: The file.
  ///   - study: What was asked. A store that is there keeps its own record.
  ///   - contentHash: The hash that the store must have.
  ///   - timeout: How long to wait for other processes, in seconds.
  /// - Throws: ``StoreError/differentStudy(path:foundHash:wantedHash:differences:)`` for the store of
  ///   another study; else what ``create(at:study:contentHash:timeout:)`` and
  ///   ``open(at:timeout:)`` throw.
  public static func openOrCreate(
    at path: String, study: StudyRecord, contentHash: String,
    timeout: Double = StudyStore.defaultTimeout
  ) throws(StoreError) -> StudyStore {
    if !StoreFile(path).exists {
      do throws(StoreError) {
        return try create(at: path, study: study, contentHash: contentHash, timeout: timeout)
      } catch .alreadyExists {}  // Another process was faster: its store is as good.
    }
    let store = try open(at: path, timeout: timeout)
    try store.require(study, contentHash)
    return store
  }

  /// Makes sure that this is the store of a study.
  ///
  /// - Throws: ``StoreError/differentStudy(path:foundHash:wantedHash:differences:)``.
  func require(_ wanted: StudyRecord, _ wantedHash: String) throws(StoreError) {
    guard contentHash != wantedHash else { return }
    let differences = try attempt { try StudyDifference.between(study, wanted) }
    throw .differentStudy(
      path: path, foundHash: contentHash, wantedHash: wantedHash, differences: differences)
  }
}

// MARK: - Inside

extension StudyStore {
  private static func configuration(_ timeout: Double) -> Configuration {
    var configuration = Configuration()
    configuration.busyMode = .timeout(timeout)
    configuration.label = "StudyStore"
    configuration.prepareDatabase { try $0.execute(sql: "PRAGMA synchronous = FULL") }
    return configuration
  }

  /// Writes a store without runs to a path that nobody else knows, and leaves a single file.
  private static func write(_ study: StudyRecord, _ hash: String, to path: String) throws {
    let queue = try DatabaseQueue(path: path, configuration: configuration(defaultTimeout))
    try queue.writeWithoutTransaction { db in
      try db.execute(sql: "PRAGMA page_size = \(Schema.pageSize)")
      try db.execute(sql: "PRAGMA application_id = \(Schema.applicationID)")
      try db.execute(sql: "PRAGMA journal_mode = WAL")
    }
    try Schema.migrator.migrate(queue)
    try queue.write { db in
      try db.execute(
        sql: "INSERT INTO study (id, name, hash, record, schema) VALUES (1, ?, ?, ?, ?)",
        arguments: [study.name, hash, try StudyText.text(of: study), Schema.version])
    }
    try queue.close()
  }

  private static func requireKnownSchema(_ db: Database, _ path: String) throws {
    let found = try Int.fetchOne(db, sql: "SELECT schema FROM study") ?? 0
    guard found <= Schema.version, try !Schema.migrator.hasBeenSuperseded(db) else {
      throw StoreError.newerSchema(path: path, found: found, known: Schema.version)
    }
    guard try Schema.migrator.hasCompletedMigrations(db) else {
      throw StoreError.damaged(path: path, detail: "its layout is incomplete")
    }
  }

  private static func requireSoundness(_ db: Database, _ file: StoreFile) throws {
    // SQLite reads a last page that was cut off as if it ended in zeros.
    if file.hasBrokenPage(of: try Int.fetchOne(db, sql: "PRAGMA page_size") ?? Schema.pageSize) {
      throw StoreError.damaged(path: file.path, detail: "its last page is cut off")
    }
    let finding = try String.fetchOne(db, sql: "PRAGMA quick_check(1)") ?? "no answer"
    guard finding == "ok" else { throw StoreError.damaged(path: file.path, detail: finding) }
  }

  private static func record(_ db: Database, _ path: String) throws -> (StudyRecord, String) {
    guard let row = try Row.fetchOne(db, sql: "SELECT record, hash FROM study") else {
      throw StoreError.damaged(path: path, detail: "it names no study")
    }
    return (try StudyText.study(in: row["record"]), row["hash"])
  }
}
