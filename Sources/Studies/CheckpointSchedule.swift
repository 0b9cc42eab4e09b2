/// When a block keeps checkpoints: every so many seconds, seldom enough that keeping them takes at
/// most a twentieth of the time, and once more when the work is called off.
struct CheckpointSchedule {
  private let seconds: Double?
  private var due: ContinuousClock.Instant

  /// Begins now.
  ///
  /// - Parameter seconds: The time between two checkpoints; 0 keeps one at every chance, `nil` none.
  init(every seconds: Double?) {
    self.seconds = seconds
    due = .now + .seconds(seconds ?? 0)
  }

  /// Calls `keep` when it is time.
  mutating func keepWhenDue(_ keep: () throws -> Void) throws {
    guard let seconds else { return }
    let start = ContinuousClock.now
    guard start >= due || Task.isCancelled else { return }
    try keep()
    let end = ContinuousClock.now
    due = end + max(.seconds(seconds), seconds > 0 ? start.duration(to: end) * 19 : .zero)
  }
}
