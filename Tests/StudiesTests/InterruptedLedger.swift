import Records
import Synchronization

/// A ledger in memory whose owner stops after so many checkpoints, and then goes on.
final class InterruptedLedger: RunLedger {
  struct Interruption: Error {}

  private struct State {
    var left: Int
    var runs: [Run] = []
    var checkpoints: [RunKey: Checkpoint] = [:]
    var lowest: [RunKey: Int] = [:]
    var released: Set<RunKey> = []
  }
  private let state: Mutex<State>

  init(after count: Int) { state = Mutex(State(left: count)) }

  var runs: [Run] { state.withLock(\.runs) }
  /// How far the runs are that have checkpoints.
  var checkpointed: [RunKey: Int] { state.withLock { $0.checkpoints.mapValues(\.step) } }
  /// The first step at which a run was kept since the interruption.
  var lowest: [RunKey: Int] { state.withLock(\.lowest) }

  /// What was given back.
  var released: Set<RunKey> { state.withLock(\.released) }

  func claim(_ runs: [RunKey]) -> RunClaim {
    state.withLock { state in
      RunClaim(granted: runs, checkpoints: runs.compactMap { state.checkpoints[$0] })
    }
  }

  func recorded(_ runs: Set<RunKey>) -> [Run] { self.runs.filter { runs.contains($0.key) } }

  func record(_ runs: [Run]) throws {
    state.withLock { state in
      state.runs += runs
      for run in runs { state.checkpoints[run.key] = nil }
    }
  }

  func keep(_ checkpoints: [Checkpoint]) throws {
    try state.withLock { state in
      for checkpoint in checkpoints {
        state.checkpoints[checkpoint.run] = checkpoint
        if state.left <= 0 && state.lowest[checkpoint.run] == nil {
          state.lowest[checkpoint.run] = checkpoint.step
        }
      }
      state.left -= 1
      if state.left == 0 { throw Interruption() }
    }
  }

  func release(_ runs: [RunKey]) { state.withLock { $0.released.formUnion(runs) } }
}
