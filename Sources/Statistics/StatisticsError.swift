/// Why a statistic could not be computed.
public enum StatisticsError: Error, Hashable, Sendable {
  /// A value was infinite or not a number.
  case nonFinite(series: String, index: Int, value: String)
  /// There were fewer values than the statistic needs.
  case tooShort(series: String, needed: Int, found: Int)
  /// Two series that belong together differ in length.
  case lengthsDiffer(series: String, wanted: Int, found: Int)
  /// A parameter lay outside its range.
  case outOfRange(parameter: String, value: String, wanted: String)
  /// GSL refused; its status code and its own words.
  case gsl(function: String, status: Int32, message: String)
}

extension StatisticsError: CustomStringConvertible {
  /// What was found, where, and what was wanted.
  public var description: String {
    switch self {
    case .nonFinite(let series, let index, let value):
      "\(series) holds \(value) at index \(index): statistics need finite values, "
        + "so take out or repair the value first"
    case .tooShort(let series, let needed, let found):
      "\(series) has \(found) values, this statistic needs at least \(needed): "
        + "record more, or leave the statistic out"
    case .lengthsDiffer(let series, let wanted, let found):
      "\(series) has \(found) values where \(wanted) were wanted: give one value to each"
    case .outOfRange(let parameter, let value, let wanted):
      "\(parameter) is \(value), wanted \(wanted)"
    case .gsl(let function, let status, let message):
      "\(function) failed with status \(status) (\(message)): please report the input"
    }
  }
}
