public import Neural
public import Records

extension TrainingPlan {
  /// Trains a block of runs in single or double precision: a ``BlockTrainer``, or several in
  /// lockstep where a population has more members than a block has lanes.
  ///
  /// - Throws: `SettingError` if a strategy does not fit the objectives; ``CheckpointError`` if a
  ///   checkpoint does not fit its task; what `tick` throws.
  public func train(
    _ tasks: [LaneTask], doublePrecision: Bool, width: LaneWidth, set: InstructionSet,
    from checkpoints: [Checkpoint] = [],
    tick: (Int, () throws -> BlockSnapshot) throws -> Void = { _, _ in },
    ended: ((_ lane: Int) -> [Double]) -> Void = { _ in }
  ) throws -> [Run] {
    if tasks.count > width.rawValue {
      return doublePrecision
        ? try Cohort<Double>(
          self, tasks: tasks, width: width, set: set, from: checkpoints
        ).train(tick: tick)
        : try Cohort<Float>(
          self, tasks: tasks, width: width, set: set, from: checkpoints
        ).train(tick: tick)
    }
    return doublePrecision
      ? try BlockTrainer<Double>(
        self, tasks: tasks, width: width, set: set, from: checkpoints
      ).train(tick: tick, ended: ended)
      : try BlockTrainer<Float>(
        self, tasks: tasks, width: width, set: set, from: checkpoints
      ).train(tick: tick, ended: ended)
  }
}
