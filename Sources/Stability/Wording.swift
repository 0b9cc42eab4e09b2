internal import Glibc

/// How reports put numbers and lists into words.
enum Wording {
  /// A number with so many decimals, at least one: `0.81`.
  static func decimals(_ value: Double, _ count: Int = 2) -> String {
    guard value.isFinite, value.magnitude < 1e12 else { return "\(value)" }
    let power = Int(pow(10, Double(count)))
    let parts = Int((value.magnitude * Double(power)).rounded())
    let rest = "\(parts % power)"
    let sign = value < 0 && parts > 0 ? "\u{2212}" : ""
    return "\(sign)\(parts / power)." + String(repeating: "0", count: count - rest.count) + rest
  }

  /// A number with three significant digits: `0.00123`, `25`, `1.2e+17`.
  static func figure(_ value: Double) -> String {
    guard value.isFinite, value != 0 else { return value == 0 ? "0" : "\(value)" }
    let scale = pow(10, 2 - log10(value.magnitude).rounded(.down))
    let rounded = scale.isFinite && scale > 0 ? (value * scale).rounded() / scale : value
    let text =
      rounded == rounded.rounded() && rounded.magnitude < 1e6 ? "\(Int(rounded))" : "\(rounded)"
    return String(text.map { $0 == "-" ? "\u{2212}" : $0 })
  }

  /// Words in a row: `a`, `a and b`, `a, b and c`.
  static func list(_ words: [String]) -> String {
    guard words.count > 1 else { return words.first ?? "" }
    return words.dropLast().joined(separator: ", ") + " and " + words[words.count - 1]
  }

  /// A number of things: `1 seed`, `3 seeds`.
  static func count(_ number: Int, _ thing: String) -> String {
    "\(number) \(thing)\(number == 1 ? "" : "s")"
  }

  /// The sentence with its first letter in upper case.
  static func capitalized(_ sentence: String) -> String {
    sentence.prefix(1).uppercased() + sentence.dropFirst()
  }
}
