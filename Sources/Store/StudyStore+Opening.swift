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
  ///   - access: Whether to change anything. To read, the file and its folder need not be writable.
  ///   - timeout: How long to wait for other processes, in seconds.
  /// - Throws: ``StoreError/missing(path:)``, ``StoreError/notAFile(path:found:)``,
  ///   ``StoreError/notAStore(path:found:)``, ``StoreError/damaged(path:detail:)``,
  ///   ``StoreError/newerSchema(path:found:known:)``, ``StoreError/readOnly(path:)``,
  ///   ``StoreError/unusableFolder(path:reason:)``, ``StoreError/locked(path:seconds:)``. The file
  ///   keeps its bytes.
  public static func open(
    at path: String, for access: Access = .write, timeout: Double = StudyStore.defaultTimeout
  ) throws(StoreError) -> StudyStore {
    let file = StoreFile(path)
    try file.requireStore()
    if access == .write { try file.requireWritability() }
    do {
      let queue = try queue(file, access, timeout)
      let (study, hash) = try queue.read { db in
        try requireSoundness(db, file)
        return try record(db, file.path)
      }
      return StudyStore(
        path: file.path, study: study, contentHash: hash, queue: queue, timeout: timeout,
        access: access)
    } catch {
      throw StoreError(error, at: file.path, timeout: timeout)
    }
  }

  /// Opens the store of a study, makes it if it is not there, and extends it if the study has more
  /// seeds, arms or steps than the one that is there; any number of processes may do so at once.
  ///
  /// - Parameters:
  ///   - path: The file.
  ///   - study: What was asked. A store that is there keeps its own record, unless it is extended.
  ///   - contentHash: The hash that the store must have.
  ///   - timeout: How long to wait for other processes, in seconds.
  ///   - extended: Told what was extended, and where a copy is of what lost its validity by it.
  /// - Throws: ``StoreError/differentStudy(path:foundHash:wantedHash:differences:)`` for the store of
  ///   another study; else what ``create(at:study:contentHash:timeout:)`` and
  ///   ``open(at:for:timeout:)`` throw.
  public static func openOrCreate(
    at path: String, study: StudyRecord, contentHash: String,
    timeout: Double = StudyStore.defaultTimeout,
    extended: (StudyExtension, _ copy: String?) -> Void = { _, _ in }
  ) throws(StoreError) -> StudyStore {
    if !StoreFile(path).exists {
      do throws(StoreError) {
        return try create(at: path, study: study, contentHash: contentHash, timeout: timeout)
      } catch .alreadyExists {}  // Another process was faster: its store is as good.
    }
    let store = try open(at: path, timeout: timeout)
    guard store.contentHash != contentHash else { return store }
    let (grown, growth, copy) = try store.extended(to: study, hash: contentHash)
    extended(growth, copy)
    return grown
  }

  /// Makes sure that this is the store of a study.
  ///
  /// - Throws: ``StoreError/differentStudy(path:foundHash:wantedHash:differences:)``.
  func require(_ wanted: StudyRecord, _ wantedHash: String) throws(StoreError) {
    guard contentHash != wantedHash else { return }
    throw try differentStudy(wanted, wantedHash)
  }

  /// The refusal of a study that is not this store's.
  func differentStudy(
    _ wanted: StudyRecord, _ wantedHash: String
  ) throws(StoreError) -> StoreError {
    let differences = try attempt { try StudyDifference.between(study, wanted) }
    return .differentStudy(
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

  /// A connection to a store of the present layout.
  private static func queue(
    _ file: StoreFile, _ access: Access, _ timeout: Double
  ) throws -> DatabaseQueue {
    var configuration = configuration(timeout)
    configuration.readonly = !file.isWritable
    let queue = try DatabaseQueue(
      path: try configuration.readonly ? file.readingPath() : file.path,
      configuration: configuration)
    guard try queue.read({ try layout($0, file.path) }) < Schema.version else { return queue }
    guard !configuration.readonly else { throw StoreError.readOnly(path: file.path) }
    try queue.read { try requireSoundness($0, file) }
    try Schema.migrator.migrate(queue)
    return queue
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
    try queue.write { try set(study, hash, $0) }
    // Closing would leave in the log what finds no room in the file, and say nothing.
    try queue.writeWithoutTransaction { try $0.execute(sql: "PRAGMA wal_checkpoint(TRUNCATE)") }
    try queue.close()
  }

  /// The version of a store's layout, if this program knows it.
  private static func layout(_ db: Database, _ path: String) throws -> Int {
    let found = try Int.fetchOne(db, sql: "SELECT schema FROM study") ?? 0
    guard found <= Schema.version, try !Schema.migrator.hasBeenSuperseded(db) else {
      throw StoreError.newerSchema(path: path, found: found, known: Schema.version)
    }
    guard try found == Schema.migrator.completedMigrations(db).count, found > 0 else {
      throw StoreError.damaged(path: path, detail: "its layout is incomplete")
    }
    guard try Schema.isIntact(db, version: found) else {
      throw StoreError.damaged(path: path, detail: "its tables are not those that were made")
    }
    return found
  }

  private static func requireSoundness(_ db: Database, _ file: StoreFile) throws {
    // SQLite reads a last page that was cut off as if it ended in zeros.
    if file.hasBrokenPage(of: try Int.fetchOne(db, sql: "PRAGMA page_size") ?? Schema.pageSize) {
      throw StoreError.damaged(path: file.path, detail: "its last page is cut off")
    }
    let finding = try String.fetchOne(db, sql: "PRAGMA quick_check(1)") ?? "no answer"
    guard finding == "ok" else { throw StoreError.damaged(path: file.path, detail: finding) }
  }

  /// The study of a store and its content hash.
  static func record(_ db: Database, _ path: String) throws -> (StudyRecord, String) {
    guard let row = try Row.fetchOne(db, sql: "SELECT name, record, hash FROM study") else {
      throw StoreError.damaged(path: path, detail: "it names no study")
    }
    let name: String = try row.value("name")
    let hash: String = try row.value("hash")
    let text: String = try row.value("record")
    guard try StoreDigests.ofStudy(db) == RunDigest.study(name: name, hash: hash, record: text)
    else { throw StoreError.damaged(path: path, detail: "bytes of its study have changed") }
    return (try StudyText.study(in: text), hash)
  }
}
