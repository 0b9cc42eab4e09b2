public import Records

extension [Checkpoint] {
  /// Whether a population can go on from these: they are of one moment, and all that were in
  /// training then. Members that had failed before take no further part, and are not missed.
  ///
  /// - Throws: ``CheckpointError``.
  public var arePopulation: Bool {
    get throws(CheckpointError) {
      guard let first, allSatisfy({ $0.step == first.step }) else { return false }
      return try LaneMemory.read(first).company == map(\.run.member)
    }
  }
}
