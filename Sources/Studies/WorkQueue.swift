import Neural
import Records
import Strategies
import Synchronization
import Training

/// The runs that are still to be made, in groups that may share a block: of equal evidence and
/// optimizer. Runs that decide together, the members of a population, stay together.
final class WorkQueue: Sendable {
  private struct Kind: Hashable {
    let demand: Demand
    let optimizer: Optimizer
    /// The arm, where its members decide together.
    let population: String?

    init(_ task: LaneTask) {
      (demand, optimizer) = (task.demand, task.optimizer)
      population = task.population?.arm
    }
  }

  private struct State {
    var pending: [[[LaneTask]]]
    var held: [[[LaneTask]]]
  }

  private let state: Mutex<State>
  private let kinds: [Kind: Int]

  /// Lines units up: single runs, and populations.
  init(_ units: [[LaneTask]]) {
    var kinds: [Kind: Int] = [:]
    var groups: [[[LaneTask]]] = []
    for unit in units {
      guard let kind = unit.first.map(Kind.init) else { continue }
      if kinds[kind] == nil {
        kinds[kind] = groups.count
        groups.append([])
      }
      groups[kinds[kind] ?? 0].append(unit)
    }
    self.kinds = kinds
    let none: [[[LaneTask]]] = groups.map { _ in [] }
    state = Mutex(State(pending: groups, held: none))
  }

  /// Units for a block, with at most so many runs unless one unit alone has more, that nobody else
  /// in this process has; while other workers hold all that is left it waits, and hands those out
  /// again to be asked for.
  ///
  /// - Returns: `nil` when all are handed out.
  /// - Throws: `CancellationError`.
  func next(_ limit: Int) async throws -> [[LaneTask]]? {
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

  /// Takes back units that other workers hold.
  func hold(_ units: [[LaneTask]]) {
    guard let task = units.first?.first, let index = kinds[Kind(task)] else { return }
    state.withLock { $0.held[index] += units }
  }

  private static func take(_ limit: Int, from state: inout State) -> [[LaneTask]]? {
    guard let index = state.pending.firstIndex(where: { !$0.isEmpty }) else { return nil }
    var (count, runs) = (0, 0)
    for unit in state.pending[index] {
      guard count == 0 || runs + unit.count <= limit else { break }
      (count, runs) = (count + 1, runs + unit.count)
    }
    let block = Array(state.pending[index].prefix(count))
    state.pending[index].removeFirst(count)
    return block
  }
}
