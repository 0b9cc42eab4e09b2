public import Records

/// The settings of a problem by name, as they are written and printed.
public struct ProblemSettings: Hashable, Sendable, ExpressibleByDictionaryLiteral {
  /// The values.
  public let values: [String: Setting]

  /// Holds settings.
  public init(_ values: [String: Setting]) { self.values = values }

  /// Holds settings.
  public init(dictionaryLiteral elements: (String, Setting)...) {
    values = Dictionary(elements) { _, last in last }
  }

  /// A number, or another where none is given.
  func number(_ name: String, or standard: Double) -> Double {
    if case .number(let x)? = values[name] { x } else { standard }
  }

  /// A whole number, or another where none is given.
  func whole(_ name: String, or standard: Int) -> Int {
    Int(number(name, or: Double(standard)))
  }

  /// A word, or another where none is given.
  func word(_ name: String, or standard: String) -> String {
    if case .text(let word)? = values[name] { word } else { standard }
  }

  /// A list of numbers, or another where none is given.
  func numbers(_ name: String, or standard: [Double]?) -> [Double]? {
    guard case .list(let list)? = values[name] else { return standard }
    return list.compactMap { if case .number(let x) = $0 { x } else { nil } }
  }
}
