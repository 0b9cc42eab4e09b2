import Neural
import Records
import Strategies
import Synchronization
import Training

/// The runs that are still to be made, in groups that may share a block: of equal evidence and
/// optimizer.
final class WorkQueue: Sendable {
  private struct Kind: Hashable {
    let demand: Demand
    let optimizer: Optimizer
  }

  private struct State {
    var pending: [[LaneTask]]
    var held: [[LaneTask]]
  }

  private let state: Mutex<State>
  private let kinds: [Kind: Int]

  init(_ tasks: [LaneTask]) {
    var kinds: [Kind: Int] = [:]
    var groups: [[LaneTask]] = []
    for task in tasks {
      let kind = Kind(demand: task.demand, optimizer: task.optimizer)
      if kinds[kind] == nil {
        kinds[kind] = groups.count
        groups.append([])
      }
      groups[kinds[kind] ?? 0].append(task)
    }
    self.kinds = kinds
    let none: [[LaneTask]] = groups.map { _ in [] }
    state = Mutex(State(pending: groups, held: none))
  }

  /// Runs for a block, at most so many, that nobody else in this process has; while other workers
  /// hold all that is left it waits, and hands those out again to be asked for.
  ///
  /// - Returns: `nil` when all are handed out.
  /// - Throws: `CancellationError`.
  func next(_ limit: Int) async throws -> [LaneTask]? {
    while true {
      try Task.checkCancellation()
      if let block = state.withLock({ Self.take(limit, from: &$0) }) { return block }
      guard state.withLock({ $0.held.contains { !$0.isEmpty } }) else { return nil }
      try await Task.sleep(for: .milliseconds(200))
      state.withLock { state in
        for index in state.held.indices {
          state.pending[index] += state.held[index]
          state.held[index].removeAll()
        }
      }
    }
  }

  /// Takes back runs that other workers hold.
  func hold(_ tasks: [LaneTask]) {
    guard let task = tasks.first else { return }
    let kind = Kind(demand: task.demand, optimizer: task.optimizer)
    guard let index = kinds[kind] else { return }
    state.withLock { $0.held[index] += tasks }
  }

  private static func take(_ limit: Int, from state: inout State) -> [LaneTask]? {
    guard let index = state.pending.firstIndex(where: { !$0.isEmpty }) else { return nil }
    let block = Array(state.pending[index].prefix(limit))
    state.pending[index].removeFirst(block.count)
    return block
  }
}
