extension StudyFileNode {
  /// The largest whole number that a study file may hold.
  static let largestCount = 1_000_000_000_000
  /// The most elements that one tensor of a study file may have.
  static let mostElements = 100_000_000

  /// A finite number.
  ///
  /// - Parameters:
  ///   - wanted: What messages ask for.
  ///   - fits: Which numbers will do.
  func number(
    _ wanted: String = "a finite number", where fits: (Double) -> Bool = { _ in true }
  ) throws -> Double {
    guard isPlain, let scalar, !isNull else {
      let isQuoted = scalar.flatMap { Double($0) } != nil
      throw unfit(wanted: wanted + (isQuoted ? "; leave out the quotes" : ""))
    }
    guard let value = Self.decimal(scalar) else {
      throw unfit(wanted: wanted + Self.hint(scalar))
    }
    guard value.isFinite, fits(value) else { throw unfit(wanted: wanted) }
    return value
  }

  /// A whole number in a range.
  func count(in range: ClosedRange<Int> = 1...largestCount, _ what: String = "a whole number")
    throws -> Int
  {
    let isOpen = range.upperBound == Self.largestCount
    let bounds =
      isOpen
      ? "of at least \(range.lowerBound)" : "from \(range.lowerBound) to \(range.upperBound)"
    let value = try number("\(what) \(bounds)") {
      $0 == $0.rounded() && $0 >= Double(range.lowerBound) && $0 <= Double(range.upperBound)
    }
    return Int(value)
  }

  /// The two ends of a box, the lower one first.
  func bounds() throws -> ClosedRange<Double> {
    let wanted = "two numbers, the lower bound first, such as [0, 1]"
    guard let list, list.count == 2 else { throw unfit(wanted: wanted) }
    let (lower, upper) = (try list[0].number(), try list[1].number())
    guard lower < upper else {
      throw list[1].error("\(label): found \(lower) and \(upper), wanted \(wanted)")
    }
    return lower...upper
  }

  /// `true` or `false`.
  func flag() throws -> Bool {
    guard isPlain, let value = scalar.flatMap({ Bool($0) }) else {
      throw unfit(wanted: "true or false")
    }
    return value
  }

  /// The lengths of the axes of a tensor, one or more.
  func shape() throws -> [Int] {
    let wanted = "a list of lengths such as [3, 1]"
    guard let list, !list.isEmpty else { throw unfit(wanted: wanted) }
    let shape = try list.map { try $0.count(_: "a length") }
    try checkSize(of: shape)
    return shape
  }

  /// Checks that a tensor of a shape is not too large.
  func checkSize(of shape: [Int]) throws {
    var count = 1
    for length in shape {
      let (product, overflow) = count.multipliedReportingOverflow(by: length)
      guard !overflow, product <= Self.mostElements else {
        throw error("\(label): shape \(shape) has more than \(Self.mostElements) elements")
      }
      count = product
    }
  }

  /// Reads a decimal number: digits, a point, an exponent.
  private static func decimal(_ text: String) -> Double? {
    let digits = text.drop { $0 == "-" || $0 == "+" }
    let hasLeadingZero = digits.hasPrefix("0") && digits.dropFirst().first?.isNumber == true
    guard text.utf8.allSatisfy("0123456789+-.eE".utf8.contains), !hasLeadingZero else { return nil }
    return Double(text)
  }

  /// What to do about a number that is written in another way.
  private static func hint(_ text: String) -> String {
    if decimal(text.replacing("_", with: "")) != nil { return "; leave out the underscores" }
    if text.utf8.allSatisfy("0123456789+-.eE".utf8.contains), Double(text) != nil {
      return "; leave out the leading zeros"
    }
    return ""
  }
}
