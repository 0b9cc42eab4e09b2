public import Records

/// One attempt at one run: who made it, where and when.
///
/// Attempts are the only place in a store with times and facts of a machine. A killed worker leaves
/// an attempt that never finished; two workers that made the same run leave two.
public struct Attempt: Hashable, Codable, Sendable {
  /// The run attempted.
  public let run: RunKey
  /// A random text, one for each opening of the store.
  public let token: String
  /// The name of the machine.
  public let host: String
  /// The number of the process on that machine.
  public let process: Int
  /// When the attempt was begun, or the store opened if the run was never claimed; in seconds since
  /// 1970-01-01 UTC.
  public let started: Double
  /// When the run was handed to the store, in the same count; `nil` for an attempt that is under
  /// way or was cut off.
  public let finished: Double?

  /// Describes an attempt.
  public init(
    run: RunKey, token: String, host: String, process: Int, started: Double, finished: Double?
  ) {
    (self.run, self.token, self.host, self.process) = (run, token, host, process)
    (self.started, self.finished) = (started, finished)
  }
}
