internal import GRDBSQLite

extension StudyStore {
  /// The version of SQLite that keeps stores here, for instance `3.40.1`.
  public static var sqliteVersion: String { String(cString: sqlite3_libversion()) }
}
