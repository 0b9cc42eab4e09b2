/// Hands out the runs of a study to workers and takes what they made: what several threads,
/// processes or machines that train one study agree through.
///
/// Claims only save work. Numbers do not depend on them: of two workers that make the same run, one
/// is first, and the other has the same bits.
public protocol RunLedger: Sendable {
  /// Claims runs for whoever asks.
  ///
  /// - Parameter runs: Runs of the study.
  /// - Returns: Which are the asker's now, and which are not to be made now or at all.
  func claim(_ runs: [RunKey]) throws -> RunClaim

  /// Those of some runs that were recorded before, with their outcomes and the values of their
  /// objectives; evidence may be left out. A ledger that hands runs on and keeps none has none.
  func recorded(_ runs: Set<RunKey>) throws -> [Run]

  /// Takes runs that are finished or failed, and ends the claims on them.
  func record(_ runs: [Run]) throws

  /// Keeps checkpoints of claimed runs, in place of earlier ones.
  func keep(_ checkpoints: [Checkpoint]) throws

  /// Gives runs back that were claimed and not finished.
  func release(_ runs: [RunKey]) throws
}

/// The answer to a worker that asked for runs.
public struct RunClaim: Hashable, Sendable {
  /// The runs that are the worker's, with their last checkpoints, in the order asked for.
  public var granted: [(run: RunKey, checkpoint: Checkpoint?)] {
    keys.map { ($0, checkpoints[$0]) }
  }
  /// Runs that another worker has.
  public let held: [RunKey]
  /// Runs that are there already.
  public let finished: [RunKey]
  private let keys: [RunKey]
  private let checkpoints: [RunKey: Checkpoint]

  /// Puts an answer together.
  public init(
    granted: [RunKey], checkpoints: [Checkpoint] = [], held: [RunKey] = [],
    finished: [RunKey] = []
  ) {
    (keys, self.held, self.finished) = (granted, held, finished)
    self.checkpoints = Dictionary(
      checkpoints.map { ($0.run, $0) }, uniquingKeysWith: { first, _ in first })
  }
}
