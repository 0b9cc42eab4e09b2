import Synchronization

/// Counts the work of a study while it runs; may be read from any thread.
public final class StudyProgress: Sendable {
  private let total = Atomic(0)
  private let made = Atomic(0)
  private let runsTotal = Atomic(0)
  private let runsMade = Atomic(0)

  /// Starts at nothing.
  public init() {}

  /// The share of steps made, from 0 to 1; 1 where there is nothing to do.
  public var share: Double {
    let total = total.load(ordering: .relaxed)
    return total == 0 ? 1 : min(1, Double(made.load(ordering: .relaxed)) / Double(total))
  }

  /// Updates made so far, over all runs.
  public var steps: Int { made.load(ordering: .relaxed) }

  /// Runs finished and runs to be made.
  public var runs: (finished: Int, all: Int) {
    (runsMade.load(ordering: .relaxed), runsTotal.load(ordering: .relaxed))
  }

  func begin(total steps: Int, runs: Int) {
    total.store(steps, ordering: .relaxed)
    runsTotal.store(runs, ordering: .relaxed)
  }

  func advance(_ steps: Int) { made.add(steps, ordering: .relaxed) }

  func finish(runs: Int) { runsMade.add(runs, ordering: .relaxed) }
}
