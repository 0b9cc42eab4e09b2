import Foundation
import Stability

/// Numbers as a person reads them; a missing or non-finite number is an en dash.
enum Numeral {
  /// A number with so many significant digits, large ones with all before the point; from a
  /// million on and below 0.0001 with an exponent.
  static func text(_ value: Double?, digits: Int = 3) -> String {
    guard let value, value.isFinite else { return missing }
    guard value != 0 else { return "0" }
    let rounded = Double(String(format: "%.*e", digits - 1, value)) ?? value
    let exponent = Int(log10(rounded.magnitude).rounded(.down))
    guard (-4..<6).contains(exponent) else { return scientific(rounded, exponent, digits) }
    let isLong = exponent >= digits - 1
    return fixed(isLong ? value : rounded, isLong ? 0 : digits - 1 - exponent)
  }

  /// A number with so many decimals.
  static func fixed(_ value: Double?, _ decimals: Int) -> String {
    guard let value, value.isFinite else { return missing }
    let text = String(format: "%.*f", decimals, value)
    let isZero = text.allSatisfy { "-0.".contains($0) }
    return isZero ? String(text.drop { $0 == "-" }) : signed(text)
  }

  /// The shortest text that reads back as the same number; for settings and constants.
  static func exact(_ value: Double?) -> String {
    guard let value, value.isFinite else { return missing }
    let isWhole = value == value.rounded() && value.magnitude < 1e15
    return signed(isWhole ? "\(Int(value))" : "\(value)")
  }

  /// Both ends of an interval with so many decimals, held together by a space that does not break; of
  /// five decimals and more by one that does, before a narrow page breaks a number.
  static func interval(_ interval: Interval?, decimals: Int = 2) -> String? {
    let space = decimals < 5 ? "\u{A0}" : " "
    return interval.map { "[\(fixed($0.lower, decimals)),\(space)\(fixed($0.upper, decimals))]" }
  }

  /// A value with as many decimals as it takes to tell the ends of its interval apart.
  static func telling(_ value: Double?, _ interval: Interval?) -> String {
    guard let interval else { return text(value) }
    return fixed(value, interval.tellingDecimals)
  }

  /// Both ends of an interval with as many decimals as it takes to tell them apart.
  static func telling(_ interval: Interval?) -> String? {
    interval.flatMap { self.interval($0, decimals: $0.tellingDecimals) }
  }

  /// A probability with three decimals: `0.042`, `< 0.001`.
  static func probability(_ p: Double?) -> String {
    guard let p else { return missing }
    return p < 0.0005 ? "< 0.001" : fixed(p, 3)
  }

  /// A probability in running text: `p = 0.042`, `p < 0.001`.
  static func probabilityInWords(_ p: Double) -> String {
    p < 0.0005 ? "p < 0.001" : "p = \(probability(p))"
  }

  /// A share as a whole percentage, `< 1%` and `> 99%` where it is neither none nor all.
  static func percent(_ share: Double) -> String {
    let rounded = (share * 100).rounded()
    if rounded == 0, share > 0 { return "< 1%" }
    if rounded == 100, share < 1 { return "> 99%" }
    return "\(fixed(rounded, 0))%"
  }

  /// A time in seconds, minutes or hours.
  static func duration(_ seconds: Double) -> String {
    switch seconds {
    case ..<60: "\(text(seconds)) s"
    case ..<3600: "\(text(seconds / 60)) min"
    default: "\(text(seconds / 3600)) h"
    }
  }

  /// `1 run`, `2 runs`.
  static func count(_ count: Int, _ noun: String) -> String {
    "\(count) \(noun)\(count == 1 ? "" : "s")"
  }

  /// Integer powers of ten as one axis has them: written out (`0.01`, `1`, `1000`) if all of them
  /// are short, and as `10⁻²`, `1`, `10⁴` otherwise.
  static func powersOfTen(_ exponents: [Int]) -> [String] {
    let areShort = exponents.allSatisfy { (-3...3).contains($0) }
    return exponents.map { exponent in
      guard exponent != 0 else { return "1" }
      return areShort
        ? fixed(pow(10, Double(exponent)), max(0, -exponent))
        : "10" + String("\(exponent)".map { superscripts[$0] ?? $0 })
    }
  }

  static let missing = "–"

  private static let superscripts = [Character: Character](
    uniqueKeysWithValues: zip("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹"))

  private static func scientific(_ value: Double, _ exponent: Int, _ digits: Int) -> String {
    let mantissa = value / pow(10, Double(exponent))
    return signed(String(format: "%.*fe%d", digits - 1, mantissa, exponent))
  }

  private static func signed(_ text: String) -> String {
    text.replacingOccurrences(of: "-", with: "\u{2212}")
  }
}
