public import Records

/// A scalarization by a preference and an ideal.
public protocol Scalarizing: Preferring where State == Scalarization {
  /// The values one hopes for, in the objectives' own directions; `nil` for the declared
  /// aspirations, or 0.
  var ideal: [Double]? { get }
}

extension Scalarizing {
  /// The settings of every scalarization.
  static var scalarizationSettings: [SettingCard] {
    [
      Preference.card,
      SettingCard(
        "ideal", .numbers(.finite),
        "the values z one hopes for, in the objectives' own directions; their aspirations, or 0"),
    ]
  }

  /// Where none is declared.
  public var wantsIdeal: Bool { ideal == nil }

  /// Checks preference and ideal.
  public func validate(for objectives: [Objective]) throws(SettingError) {
    try Preference.validate(preference, for: objectives)
    guard let ideal, ideal.count != objectives.count else { return }
    throw SettingError(
      "ideal", "found \(ideal.count) numbers, wanted \(objectives.count), one an objective")
  }

  /// Preference and ideal, turned for costs.
  public func initialState(for objectives: [Objective]) -> Scalarization {
    Scalarization(preference, ideal: ideal, for: objectives)
  }
}
