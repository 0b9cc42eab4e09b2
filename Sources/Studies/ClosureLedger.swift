import Records
import Synchronization

/// A ledger for one process: everything but what is done may be made, and a closure takes the runs.
final class ClosureLedger: RunLedger {
  private let done: Set<RunKey>
  private let save: @Sendable ([Run]) throws -> Void
  private let lock = Mutex(())

  init(except done: Set<RunKey>, save: @escaping @Sendable ([Run]) throws -> Void) {
    (self.done, self.save) = (done, save)
  }

  func claim(_ runs: [RunKey]) -> RunClaim {
    RunClaim(
      granted: runs.filter { !done.contains($0) }, finished: runs.filter(done.contains))
  }

  /// None: the closure has them.
  func recorded(_ runs: Set<RunKey>) -> [Run] { [] }

  /// Hands runs to the closure, one thread at a time.
  func record(_ runs: [Run]) throws { try lock.withLock { _ in try save(runs) } }

  /// Nothing is kept: checkpoints are for those who may be killed.
  func keep(_ checkpoints: [Checkpoint]) {}

  func release(_ runs: [RunKey]) {}
}
