/// The range of probabilities and shares.
enum UnitRange {
  /// Refuses what is not in [0, 1].
  static func check(_ value: Double, _ parameter: String) throws(StatisticsError) {
    guard value >= 0, value <= 1 else {
      throw .outOfRange(parameter: parameter, value: "\(value)", wanted: "a number in [0, 1]")
    }
  }
}
