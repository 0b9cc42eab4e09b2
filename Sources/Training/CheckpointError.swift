public import Records

/// A checkpoint that another version of the software wrote, or that belongs to another study.
public struct CheckpointError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The run.
  public let run: RunKey
  /// What was found.
  public let detail: String

  /// What was found, and what to do.
  public var description: String {
    "the checkpoint of the run \(run) cannot be used (\(detail)). Go on with the version of Poise "
      + "that wrote it, or begin the run again without it."
  }
}
