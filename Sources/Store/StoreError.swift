public import Records

/// Why a store could not be opened, read or written.
///
/// Every case leaves the file as it was.
public enum StoreError: Error, Hashable, Sendable {
  /// There is no file at the path.
  case missing(path: String)
  /// The path names something that is no regular file: a folder, a device.
  case notAFile(path: String, found: String)
  /// A new store was asked for where a file is already.
  case alreadyExists(path: String)
  /// The file was not made by Poise.
  case notAStore(path: String, found: String)
  /// The file is a store, but bytes of it are missing or changed.
  case damaged(path: String, detail: String)
  /// The store was made by a later version.
  case newerSchema(path: String, found: Int, known: Int)
  /// The store holds another study; the differences may be empty when only the hashes differ.
  case differentStudy(
    path: String, foundHash: String, wantedHash: String, differences: [StudyDifference])
  /// Of stores to be joined, one holds another study than the first; the differences may be empty when
  /// only the hashes differ.
  case differentShard(
    path: String, foundHash: String, wantedPath: String, wantedHash: String,
    differences: [StudyDifference])
  /// The file may not be written.
  case readOnly(path: String)
  /// The folder of the store is not there, or nothing can be written into it.
  case unusableFolder(path: String, reason: String)
  /// The write-ahead log of a store that is no longer there lies in the way of a new one.
  case leftoverLog(path: String)
  /// A log of unfinished writes lies beside a store that may not be written, so that they cannot be
  /// brought in.
  case unfinishedLog(path: String)
  /// Other processes held the store for longer than the time-out, in seconds.
  case locked(path: String, seconds: Double)
  /// The disk is full, or refuses to be written.
  case diskFull(path: String, detail: String)
  /// A run is stored with other numbers than the ones at hand.
  case conflictingRun(path: String, run: RunKey, difference: String)
  /// A run does not belong to the study, or its trace has no consistent shape.
  case misfitRun(run: RunKey, problem: String)
  /// The store was closed before.
  case closed(path: String)
  /// The task was cancelled before the work was done.
  case cancelled(path: String)
  /// Anything else SQLite or the system reports.
  case failed(path: String, detail: String)

  /// The same about a file that was to get another name.
  func moved(from draft: String, to path: String) -> StoreError {
    switch self {
    case .diskFull(draft, let detail): .diskFull(path: path, detail: detail)
    case .conflictingRun(draft, let run, let difference):
      .conflictingRun(path: path, run: run, difference: difference)
    case .failed(draft, let detail): .failed(path: path, detail: detail)
    default: self
    }
  }
}
