import GRDB

extension StoreError {
  /// Says in the store's own terms what went wrong below.
  ///
  /// - Parameters:
  ///   - error: What was thrown; a ``StoreError`` is kept as it is.
  ///   - path: The store's path.
  ///   - seconds: The busy time-out.
  init(_ error: any Error, at path: String, timeout seconds: Double) {
    switch error {
    case let error as StoreError: self = error
    case let error as DatabaseError: self.init(error, path, seconds)
    case is CancellationError: self = .cancelled(path: path)
    case let error as DecodingError: self = .damaged(path: path, detail: "\(error)")
    default: self = .failed(path: path, detail: "\(error)")
    }
  }

  private init(_ error: DatabaseError, _ path: String, _ seconds: Double) {
    let detail = error.message ?? "SQLite result code \(error.extendedResultCode.rawValue)"
    if Self.refusedWrites.contains(error.extendedResultCode.rawValue) {
      self = .diskFull(path: path, detail: detail)
      return
    }
    switch error.resultCode {
    case .SQLITE_FULL: self = .diskFull(path: path, detail: detail)
    case .SQLITE_BUSY, .SQLITE_LOCKED, .SQLITE_PROTOCOL:
      self = .locked(path: path, seconds: seconds)
    case .SQLITE_READONLY, .SQLITE_PERM: self = .readOnly(path: path)
    // The statements are fixed: one that is an error misses a table or a column.
    case .SQLITE_CORRUPT, .SQLITE_NOTADB, .SQLITE_ERROR:
      self = .damaged(path: path, detail: detail)
    default: self = .failed(path: path, detail: detail)
    }
  }

  /// The input and output errors that a full or failing disk gives to one who writes.
  private static var refusedWrites: [CInt] {
    let codes: [ResultCode] = [
      .SQLITE_IOERR_WRITE, .SQLITE_IOERR_FSYNC, .SQLITE_IOERR_DIR_FSYNC, .SQLITE_IOERR_TRUNCATE,
      .SQLITE_IOERR_SHMSIZE, .SQLITE_IOERR_SHMOPEN, .SQLITE_IOERR_SHMMAP,
    ]
    return codes.map(\.rawValue)
  }
}
