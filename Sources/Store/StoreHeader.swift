import GRDBSQLite

/// The first bytes of a file, by which a store is recognized before SQLite may touch it.
///
/// They are read through a connection of SQLite on which no statement runs. Opening the file
/// directly would be dangerous: closing it drops the locks that this process holds on the same file
/// through another connection (POSIX advisory locks belong to the process).
struct StoreHeader {
  /// What the file is, if it is no store; `nil` for a store.
  let foreignContent: String?

  /// Reads the header of a regular file.
  ///
  /// - Throws: ``StoreError/failed(path:detail:)`` when the file cannot be read.
  init(of path: String) throws(StoreError) {
    var connection: OpaquePointer?
    defer { sqlite3_close(connection) }
    guard sqlite3_open_v2(path, &connection, SQLITE_OPEN_READONLY, nil) == SQLITE_OK else {
      throw .failed(path: path, detail: "the file cannot be opened for reading")
    }
    var file: UnsafeMutablePointer<sqlite3_file>?
    sqlite3_file_control(connection, "main", SQLITE_FCNTL_FILE_POINTER, &file)
    guard let file, let read = file.pointee.pMethods.pointee.xRead else {
      throw .failed(path: path, detail: "the file cannot be read")
    }
    var bytes = [UInt8](repeating: 0, count: 100)
    let status = read(file, &bytes, 100, 0)
    foreignContent = Self.foreignContent(bytes, isWhole: status == SQLITE_OK)
  }

  private static func foreignContent(_ bytes: [UInt8], isWhole: Bool) -> String? {
    guard bytes.contains(where: { $0 != 0 }) else { return "an empty file" }
    guard bytes.starts(with: Array("SQLite format 3\0".utf8)) else { return "some other file" }
    guard isWhole else { return "the first few bytes of an SQLite file" }
    let identifier = bytes[68..<72].reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
    return identifier == UInt32(Schema.applicationID)
      ? nil : "an SQLite file of another program"
  }
}
