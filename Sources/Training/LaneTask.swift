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
  /// Decides a step and writes the weights, one `stride` apart; zeros for a direction.
  ///
  /// - Returns: Whether the decision is a direction.
  mutating func decide(
    _ pass: any BackwardPass, lane: Int, weights: UnsafeMutablePointer<Double>, stride: Int
  ) throws -> Bool
}

extension Balancer: LaneBalancer {
  var request: Request { strategy.request }

  mutating func decide(
    _ pass: any BackwardPass, lane: Int, weights: UnsafeMutablePointer<Double>, stride: Int
  ) throws -> Bool {
    try decide(pass, lane: lane)
    let isDirection = decision.form == .direction
    for i in decision.weights.indices {
      weights[i * stride] = isDirection ? 0 : decision.weights[i]
    }
    return isDirection
  }
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
