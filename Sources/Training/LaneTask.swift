public import Neural
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

  /// What the trainer has to compute for the strategy.
  public var demand: Demand { Self.demand(of: strategy) }

  private static func demand<S: Strategy>(of strategy: S) -> Demand { S.Evidence.demand }
}

/// A balancer whose strategy is forgotten.
protocol LaneBalancer {
  var decision: Decision { get }
  var request: Request { get }
  mutating func decide(_ pass: any BackwardPass, lane: Int) throws
}

extension Balancer: LaneBalancer {
  var request: Request { strategy.request }
}

extension LaneTask {
  /// The balancer with which the run begins.
  func balancer(_ plan: TrainingPlan) throws(SettingError) -> any LaneBalancer {
    try Self.balancer(strategy, plan, seed: seed, member: member)
  }

  private static func balancer<S: Strategy>(
    _ strategy: S, _ plan: TrainingPlan, seed: Int, member: Int
  ) throws(SettingError) -> any LaneBalancer {
    try Balancer(strategy, objectives: plan.objectives, seed: UInt64(seed), member: member)
  }
}
