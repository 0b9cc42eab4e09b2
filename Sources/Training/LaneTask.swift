public import Neural
public import Records
public import Strategies

/// One run to be trained in a lane: a member of an arm from one seed.
public struct LaneTask: Sendable {
  /// The name of the arm.
  public let arm: String
  /// The index of the member within the arm.
  public let member: Int
  /// The seed.
  public let seed: Int
  /// The strategy.
  public let strategy: any Strategy
  /// The optimizer.
  public let optimizer: Optimizer

  /// Describes a run.
  public init(
    arm: String, member: Int, seed: Int, strategy: any Strategy, optimizer: Optimizer
  ) {
    (self.arm, self.member, self.seed) = (arm, member, seed)
    (self.strategy, self.optimizer) = (strategy, optimizer)
  }

  /// What names the run within its study.
  public var key: RunKey { RunKey(arm: arm, member: member, seed: seed) }

  /// What the trainer has to compute for the strategy.
  public var demand: Demand { strategy.demand }
}

extension LaneTask {
  /// The balancers with which the runs of a block begin, those of one type of strategy together.
  static func balancers(
    _ tasks: [LaneTask], objectives: [Objective]
  ) throws(SettingError) -> [any LaneBalancing] {
    var groups: [any LaneBalancing] = []
    var seen: Set<ObjectIdentifier> = []
    for task in tasks where seen.insert(ObjectIdentifier(type(of: task.strategy))).inserted {
      groups.append(try balancers(like: task.strategy, tasks, objectives))
    }
    return groups
  }

  private static func balancers<S: Strategy>(
    like example: S, _ tasks: [LaneTask], _ objectives: [Objective]
  ) throws(SettingError) -> any LaneBalancing {
    try S.balancers(
      tasks.enumerated().compactMap { lane, task in
        (task.strategy as? S).map { (lane, $0, UInt64(task.seed), task.member) }
      }, objectives: objectives)
  }
}
