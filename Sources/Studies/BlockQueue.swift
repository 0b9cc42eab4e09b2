import Records
import Synchronization

/// Hands out blocks to threads, and lets one of them at a time save what it made.
final class BlockQueue: Sendable {
  private let count: Int
  private let handedOut = Atomic(0)
  private let lock = Mutex(())

  init(count: Int) { self.count = count }

  /// The index of a block that nobody has, or `nil` when all are handed out.
  func next() -> Int? {
    let index = handedOut.add(1, ordering: .relaxed).oldValue
    return index < count ? index : nil
  }

  /// Runs `body` while no other thread does.
  func saving(_ body: () throws -> Void) rethrows {
    try lock.withLock { _ in try body() }
  }
}

/// Keeps the runs of a study that is trained in memory.
final class RunCollection: Sendable {
  private let all = Mutex<[Run]>([])

  /// All runs so far.
  var runs: [Run] { all.withLock { $0 } }

  func add(_ runs: [Run]) { all.withLock { $0 += runs } }
}
