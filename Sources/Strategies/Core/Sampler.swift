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

  /// The trainings that the sampler asks for, all of which may run at once.
  ///
  /// - Throws: ``SettingError`` if the settings do not fit the objectives.
  func members(for objectives: [Objective]) throws(SettingError) -> [Member]
}

/// One training that a sampler asks for.
public struct Member: Sendable {
  /// The strategy.
  public let strategy: any Strategy
  /// The preference it stands for, of shape `[m]`; `nil` for a single strategy.
  public let preference: [Double]?

  /// Describes a member.
  public init(_ strategy: any Strategy, preference: [Double]? = nil) {
    (self.strategy, self.preference) = (strategy, preference)
  }
}

extension Sampler {
  /// The settings as they are.
  public static func canonical(
    _ settings: [String: Setting]
  ) throws(SettingError) -> [String: Setting] { settings }

  /// The identifier.
  public var label: String { Self.card.id }
}

extension Strategy {
  /// Itself.
  public func members(for objectives: [Objective]) throws(SettingError) -> [Member] {
    try validate(for: objectives)
    return [Member(self)]
  }
}
