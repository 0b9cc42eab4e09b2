internal import Glibc

/// Numbers short enough to be a name.
public enum SignificantDigits {
  /// A positive number to so many significant digits, the double nearest to that decimal number.
  public static func rounded(_ value: Double, to digits: Int) -> Double {
    guard value > 0, value.isFinite else { return value }
    let exponent = Int(log10(value).rounded(.down)) - digits + 1
    let scale = pow(10, Double(abs(exponent)))
    // Whole numbers divided by an exact power of ten are rounded once.
    return exponent < 0
      ? (value * scale).rounded() / scale : (value / scale).rounded() * scale
  }
}
