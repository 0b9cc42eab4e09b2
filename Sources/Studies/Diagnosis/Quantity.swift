import Foundation

/// Numbers in the sentences of findings.
enum Quantity {
  /// So many significant digits; a power of ten from a million on and below a thousandth.
  static func text(_ x: Double, digits: Int = 3) -> String {
    typed(x, digits: digits).replacingOccurrences(of: "-", with: "\u{2212}")
  }

  /// The same with the minus sign of a keyboard, as a command or a study file takes it.
  static func typed(_ x: Double, digits: Int = 3) -> String {
    guard x.isFinite else { return x.isNaN ? "nan" : x < 0 ? "-infinite" : "infinite" }
    guard x != 0 else { return "0" }
    let rounded = Double(String(format: "%.*e", digits - 1, x)) ?? x
    if (1e-3..<1e6).contains(rounded.magnitude) {
      return rounded == rounded.rounded() ? "\(Int(rounded))" : "\(rounded)"
    }
    let parts = String(format: "%.*e", digits - 1, x).split(separator: "e")
    var mantissa = String(parts[0])
    while mantissa.contains("."), let last = mantissa.last, "0.".contains(last) {
      mantissa.removeLast()
      if last == "." { break }
    }
    return "\(mantissa)e\(Int(parts[1]) ?? 0)"
  }

  /// `12%`.
  static func percent(_ share: Double) -> String { "\(Int((100 * share).rounded()))%" }

  /// `3.4 (2.1 to 5.6)`.
  static func text(_ median: Double, _ lower: Double, _ upper: Double, digits: Int = 3) -> String {
    "\(text(median, digits: digits)) (\(text(lower, digits: digits)) to "
      + "\(text(upper, digits: digits)))"
  }

  /// `all 8 seeds`, `3 of 8 seeds (0, 4, 5)`.
  static func seeds(_ found: [Int], of count: Int) -> String {
    guard found.count < count else { return count == 1 ? "the one seed" : "all \(count) seeds" }
    let list = found.prefix(5).map { "\($0)" } + (found.count > 5 ? ["…"] : [])
    return "\(found.count) of \(count) seeds (\(list.joined(separator: ", ")))"
  }
}
