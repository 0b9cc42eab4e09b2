/// A run in the middle: enough to go on with it as if it had never been interrupted.
public struct Checkpoint: Hashable, Codable, Sendable {
  /// The run.
  public let run: RunKey
  /// The updates made.
  public let step: Int
  /// Everything the training remembers, in a form of the trainer's own.
  public let content: [UInt8]

  /// Puts a checkpoint together.
  public init(run: RunKey, step: Int, content: [UInt8]) {
    (self.run, self.step, self.content) = (run, step, content)
  }
}
