public import Records

/// A strategy with a preference among the objectives.
public protocol Preferring: Strategy {
  /// How much each objective counts, of shape `[m]`; `nil` for `1/m`.
  var preference: [Double]? { get }
  /// Whether costs are to be measured from an ideal that is not declared: as a member of a set it
  /// is the best that the members have seen.
  var wantsIdeal: Bool { get }
}

extension Preferring {
  /// No ideal is wanted.
  public var wantsIdeal: Bool { false }

  /// Checks the preference.
  public func validate(for objectives: [Objective]) throws(SettingError) {
    try Preference.validate(preference, for: objectives)
  }
}
