public import Neural
public import Records

extension TrainingPlan {
  /// Trains a block of runs: ``BlockTrainer`` in single or double precision.
  ///
  /// - Throws: `SettingError` if a strategy does not fit the objectives; what `tick` throws.
  public func train(
    _ tasks: [LaneTask], doublePrecision: Bool, width: LaneWidth, set: InstructionSet,
    tick: (Int) throws -> Void = { _ in },
    ended: ((_ lane: Int) -> [Double]) -> Void = { _ in }
  ) throws -> [Run] {
    if doublePrecision {
      let trainer = try BlockTrainer<Double>(self, tasks: tasks, width: width, set: set)
      return try trainer.train(tick: tick, ended: ended)
    }
    let trainer = try BlockTrainer<Float>(self, tasks: tasks, width: width, set: set)
    return try trainer.train(tick: tick, ended: ended)
  }
}
