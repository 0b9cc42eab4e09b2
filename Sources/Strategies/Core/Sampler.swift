public import Records

/// Plans the members of a Pareto set; a single strategy is the sampler of one member.
public protocol Sampler: Hashable, Codable, Sendable {
  /// The catalogue entry.
  static var card: StrategyCard { get }

  /// Translates settings as a user may write them into those of the card's canonical form.
  ///
  /// - Throws: ``SettingError`` for settings that contradict each other or miss one.
  static func canonical(_ settings: [String: Setting]) throws(SettingError) -> [String: Setting]

  /// The name of an arm with these settings, where the user gives none.
  var label: String { get }

  /// The trainings that the sampler asks for, by rounds; those of a round may run at once.
  ///
  /// A member of a later round stands in for what it will be: its strategy tells what evidence is
  /// wanted, ``members(after:for:)`` what is trained.
  ///
  /// - Throws: ``SettingError`` if the settings do not fit the objectives.
  func members(for objectives: [Objective]) throws(SettingError) -> [Member]

  /// The members of the next round of a seed, as many as stand in for them.
  ///
  /// - Parameter ends: What all members of the rounds before came to, in order.
  /// - Throws: ``SettingError`` if the settings do not fit the objectives.
  func members(
    after ends: [MemberEnd], for objectives: [Objective]
  ) throws(SettingError) -> [Member]
}

/// One training that a sampler asks for.
public struct Member: Sendable {
  /// The strategy.
  public let strategy: any Strategy
  /// The preference it stands for, of shape `[m]`; `nil` for a single strategy, and where each seed
  /// has its own.
  public let preference: [Double]?
  /// The round it is asked for in, from 0.
  public let round: Int
  /// Whether it begins at a place of its own; otherwise where every run of the seed begins.
  public let startsApart: Bool

  /// Describes a member.
  public init(
    _ strategy: any Strategy, preference: [Double]? = nil, round: Int = 0,
    startsApart: Bool = false
  ) {
    (self.strategy, self.preference, self.round) = (strategy, preference, round)
    self.startsApart = startsApart
  }
}

/// What a sampler is told of a member that was trained.
public struct MemberEnd: Hashable, Sendable {
  /// The preference it was trained for, of shape `[m]`.
  public let preference: [Double]?
  /// The costs it ended with, of shape `[m]`; `nil` where the run failed.
  public let costs: [Double]?

  /// Tells of a member.
  public init(preference: [Double]?, costs: [Double]?) {
    (self.preference, self.costs) = (preference, costs)
  }
}

extension Sampler {
  /// The settings as they are.
  public static func canonical(
    _ settings: [String: Setting]
  ) throws(SettingError) -> [String: Setting] { settings }

  /// The identifier.
  public var label: String { Self.card.id }

  /// None: there is one round.
  public func members(
    after ends: [MemberEnd], for objectives: [Objective]
  ) throws(SettingError) -> [Member] { [] }
}

extension Strategy {
  /// Itself.
  public func members(for objectives: [Objective]) throws(SettingError) -> [Member] {
    try validate(for: objectives)
    return [Member(self)]
  }
}
