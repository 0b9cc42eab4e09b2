import Foundation

/// The file of a store: what stands at a path, and how a finished store is put there.
struct StoreFile: Sendable {
  /// The path, from the root.
  let path: String

  init(_ path: String) {
    self.path =
      path.hasPrefix("/") ? path : FileManager.default.currentDirectoryPath + "/" + path
  }

  /// The folder that holds the file.
  var folder: String {
    let end = path.lastIndex(of: "/") ?? path.startIndex
    return end == path.startIndex ? "/" : String(path[..<end])
  }

  /// SQLite's log of unfinished writes.
  var log: String { path + "-wal" }

  /// Whether anything stands at the path.
  var exists: Bool { Self.kind(of: path) != nil }

  /// Makes sure that the file is a store that may be read, without changing a byte.
  func requireStore() throws(StoreError) {
    guard let kind = Self.kind(of: path) else { throw .missing(path: path) }
    guard kind == S_IFREG else {
      throw .notAFile(path: path, found: kind == S_IFDIR ? "a folder" : "no regular file")
    }
    guard Self.permits(R_OK, on: path) else {
      throw .failed(path: path, detail: "the file may not be read; change its permissions")
    }
    if let found = try StoreHeader(of: path).foreignContent {
      throw .notAStore(path: path, found: found)
    }
  }

  /// Makes sure that the file may be written, and SQLite's files beside it.
  func requireWritability() throws(StoreError) {
    guard Self.permits(W_OK, on: path) else { throw .readOnly(path: path) }
    try requireWritableFolder()
  }

  /// Whether the file may be written, and SQLite's files beside it.
  var isWritable: Bool {
    Self.permits(W_OK, on: path) && Self.permits(W_OK | X_OK, on: folder)
  }

  /// What SQLite is given to read a file that may not be written: an address that promises that
  /// nobody changes it, so that no file beside it is needed.
  ///
  /// - Throws: ``StoreError/unfinishedLog(path:)`` if a log holds a part of the store.
  func readingPath() throws(StoreError) -> String {
    guard (Self.status(of: log)?.st_size ?? 0) == 0 else { throw .unfinishedLog(path: log) }
    let kept = CharacterSet.alphanumerics.union(CharacterSet(charactersIn: "/-_."))
    return "file:\(path.addingPercentEncoding(withAllowedCharacters: kept) ?? path)?immutable=1"
  }

  /// Makes sure that a new file can be put here: a folder that takes it, nothing in the way.
  func requireVacancy() throws(StoreError) {
    // The log first: a store made by another process in between has its file before its log.
    let hasLog = Self.kind(of: log) != nil
    guard !exists else { throw .alreadyExists(path: path) }
    guard !hasLog else { throw .leftoverLog(path: log) }
    try requireWritableFolder()
  }

  /// Whether the file, to which a connection is open, ends within a page.
  ///
  /// While the log has content, a checkpoint may be under way; then nothing is said. The log is
  /// looked at last: as long as a connection is open, it never gets shorter.
  func hasBrokenPage(of size: Int) -> Bool {
    Self.status(of: path).map { Int($0.st_size) % size != 0 } == true
      && (Self.status(of: log)?.st_size ?? 0) == 0
  }

  private func requireWritableFolder() throws(StoreError) {
    guard let kind = Self.kind(of: folder) else {
      throw .unusableFolder(path: folder, reason: "it is not there")
    }
    guard kind == S_IFDIR else { throw .unusableFolder(path: folder, reason: "it is no folder") }
    guard Self.permits(W_OK | X_OK, on: folder) else {
      throw .unusableFolder(path: folder, reason: String(cString: strerror(errno)))
    }
  }

  /// The type bits of what stands at a path, symbolic links followed; `nil` for nothing.
  private static func kind(of path: String) -> mode_t? {
    status(of: path).map { $0.st_mode & S_IFMT }
  }

  private static func status(of path: String) -> stat? {
    var status = stat()
    return stat(path, &status) == 0 ? status : nil
  }

  /// Whether the effective user may do something.
  private static func permits(_ mode: Int32, on path: String) -> Bool {
    faccessat(AT_FDCWD, path, mode, AT_EACCESS) == 0
  }
}

// MARK: - Creation in one step

extension StoreFile {
  /// A name beside the file under which a store is prepared, different at each call.
  func draft() -> StoreFile {
    StoreFile(draftPrefix + String(UInt64.random(in: .min ... .max), radix: 16))
  }

  /// Gives a finished draft this file's name, unless something has it already.
  ///
  /// A hard link appears whole or not at all, and never replaces a file.
  func publish(_ draft: StoreFile) throws(StoreError) {
    guard link(draft.path, path) != 0 else { return }
    let code = errno
    guard !exists else { throw .alreadyExists(path: path) }
    // A file system without hard links: two processes creating at once may then replace each
    // other's empty store, which is noticed by neither but holds no run yet.
    guard [EPERM, ENOTSUP, ENOSYS].contains(code), rename(draft.path, path) == 0 else {
      throw .failed(path: path, detail: String(cString: strerror(code)))
    }
  }

  /// Removes a draft and SQLite's files beside it, whichever are there.
  func discard() {
    for ending in ["", "-wal", "-shm", "-journal"] { unlink(path + ending) }
  }

  /// Removes the drafts that creators left behind when they were killed. To be called once the
  /// file is there: then no draft has a purpose any more.
  func discardAllDrafts() {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    let prefix = String(draftPrefix.dropFirst(folder == "/" ? 1 : folder.count + 1))
    for name in names where name.hasPrefix(prefix) { unlink(folder + "/" + name) }
  }

  private var draftPrefix: String {
    let name = path.dropFirst(folder == "/" ? 1 : folder.count + 1)
    return (folder == "/" ? "" : folder) + "/.\(name).draft-"
  }
}
