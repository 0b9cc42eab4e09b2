/// How many trainings advance in lockstep.
public enum LaneWidth: Int, CaseIterable, Codable, Sendable {
  /// One: a large network.
  case one = 1
  /// Eight.
  case eight = 8
  /// Thirty-two.
  case thirtyTwo = 32

  /// The width for a program: the widest whose memory, gradients and optimizer state included,
  /// stays within 256 KiB, the level-2 cache of a small core; one where not even eight do.
  ///
  /// It depends on the problem alone, never on how many seeds were asked for.
  public static func forProgram(_ program: Program, bytesPerNumber: Int) -> LaneWidth {
    let numbers = program.numbersPerLane + 2 * program.layout.count
    return allCases.last { $0 == .one || numbers * $0.rawValue * bytesPerNumber <= 256 << 10 }
      ?? .one
  }
}
