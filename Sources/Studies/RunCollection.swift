import Records
import Synchronization

/// Keeps the runs of a study that is trained in memory.
final class RunCollection: Sendable {
  private let all = Mutex<[Run]>([])

  /// All runs so far.
  var runs: [Run] { all.withLock { $0 } }

  func add(_ runs: [Run]) { all.withLock { $0 += runs } }
}
