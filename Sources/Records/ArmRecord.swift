/// What a store and a report know of one arm.
public struct ArmRecord: Hashable, Codable, Sendable {
  /// One member of the arm: a single strategy has one, a Pareto arm has many.
  public struct Member: Hashable, Codable, Sendable {
    /// The preference `[m]` it was trained for, or `nil` for a single strategy.
    public let preference: [Double]?

    /// Describes a member.
    public init(preference: [Double]? = nil) { self.preference = preference }
  }

  /// The name, unique within the study.
  public let name: String
  /// The identifier of the strategy or sampler, for instance `gradnorm`.
  public let strategy: String
  /// The settings it ran with, defaults included.
  public let settings: Setting
  /// The optimizer's name and settings, one text, for instance `adam learningRate 0.001`.
  public let optimizer: String
  /// Whether it is the baseline whose movement gives the unit.
  public let isBaseline: Bool
  /// Its members, in order; more than one, or one with a preference, makes it a Pareto arm.
  public let members: [Member]
  /// Gradient evaluations (pullbacks) a step costs; 0 where that is not known, as of logs of another
  /// program.
  public let pullbacksPerStep: Int
  /// The sources to cite.
  public let references: [Reference]

  /// Whether the arm is a set of trade-offs and not a single strategy.
  public var isFront: Bool { members.count > 1 || members.contains { $0.preference != nil } }

  /// Describes an arm.
  public init(
    name: String, strategy: String, settings: Setting, optimizer: String, isBaseline: Bool = false,
    members: [Member] = [Member()], pullbacksPerStep: Int = 1, references: [Reference] = []
  ) {
    (self.name, self.strategy, self.settings) = (name, strategy, settings)
    (self.optimizer, self.isBaseline, self.members) = (optimizer, isBaseline, members)
    (self.pullbacksPerStep, self.references) = (pullbacksPerStep, references)
  }
}
