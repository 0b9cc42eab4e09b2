import Records

/// How much each objective counts: positive numbers of any sum, uniform and `1/m` unless given.
enum Preference {
  /// The line of a strategy's card.
  static let card = SettingCard(
    "preference", .numbers(.atLeast(0)),
    "how much each objective counts, one number each; 1/m unless given")

  /// Checks that there is one number for each objective and one above 0.
  static func validate(
    _ preference: [Double]?, for objectives: [Objective]
  ) throws(SettingError) {
    guard let preference else { return }
    try SettingError.requireOneEach(preference, for: objectives, in: "preference")
    guard preference.contains(where: { $0 > 0 }) else {
      throw SettingError("preference", "found only zeros, wanted at least one number above 0")
    }
  }
}
