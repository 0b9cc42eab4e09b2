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
  /// The round in which the arm asks for the run, where it asks in rounds.
  public let round: Int?
  /// The preference that was chosen for this seed, of shape `[m]`; `nil` where all seeds have the
  /// same.
  public let preference: [Double]?

  /// Whether the run begins at a place of its own; otherwise where every run of the seed begins.
  public let startsApart: Bool

  /// Describes a run.
  public init(
    arm: String, member: Int, seed: Int, strategy: any Strategy, optimizer: Optimizer,
    round: Int? = nil, preference: [Double]? = nil, startsApart: Bool = false
  ) {
    (self.arm, self.member, self.seed) = (arm, member, seed)
    (self.strategy, self.optimizer) = (strategy, optimizer)
    (self.round, self.preference, self.startsApart) = (round, preference, startsApart)
  }

  /// What names the run within its study.
  public var key: RunKey { RunKey(arm: arm, member: member, seed: seed) }

  /// What the trainer has to compute for the strategy.
  public var demand: Demand { strategy.demand }

  /// The set to which the run belongs, if its members decide together or are asked for in rounds.
  public var population: PopulationKey? {
    strategy is any Population || round != nil ? PopulationKey(arm: arm, seed: seed) : nil
  }

  /// The members of the run's population among some tasks; `nil` if it decides alone.
  func company(among tasks: [LaneTask]) -> [Int]? {
    population.map { own in tasks.filter { $0.population == own }.map(\.member) }
  }

  /// The preference that evaluations give a network that reads one.
  var evaluatedPreference: [Double]? { (strategy as? any Conditioned)?.evaluated }

  /// Which of the seed's beginnings the run has: the first, unless members begin apart.
  var beginning: Int { startsApart ? member : 0 }
}

/// What the members of a population have in common.
public struct PopulationKey: Hashable, Sendable {
  /// The name of the arm.
  public let arm: String
  /// The seed.
  public let seed: Int
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
    let populations = Dictionary(
      tasks.enumerated().map { ($1.population, $0) }, uniquingKeysWith: { first, _ in first })
    return try S.balancers(
      tasks.enumerated().compactMap { lane, task in
        (task.strategy as? S).map {
          (lane, populations[task.population] ?? 0, $0, UInt64(task.seed), task.member)
        }
      }, objectives: objectives)
  }
}
