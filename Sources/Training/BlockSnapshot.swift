public import Records

/// A block in the middle of its training.
public struct BlockSnapshot: Sendable {
  /// The runs that go on.
  public let checkpoints: [Checkpoint]
  /// The runs that have failed already.
  public let failed: [Run]

  init(checkpoints: [Checkpoint], failed: [Run]) {
    (self.checkpoints, self.failed) = (checkpoints, failed)
  }
}
