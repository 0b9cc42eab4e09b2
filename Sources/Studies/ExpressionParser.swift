import Records

/// Reads an expression by recursive descent, binding strength deciding (Pratt).
///
/// From weak to strong: `+ -`, `* /`, the sign, `^`; equal strengths bind from the left.
///
/// - SeeAlso: Pratt, "Top down operator precedence" (POPL 1973).
struct ExpressionParser {
  /// How deep parentheses, calls and signs may nest.
  static let deepest = 200
  /// How many operators one expression may have, which bounds the depth of its tree.
  static let mostOperators = 1_000
  /// The largest exponent.
  static let largestExponent = 64

  private let tokens: [ExpressionToken]
  private var position = 0
  private var depth = 0
  private var operators = 0

  init(tokens: [ExpressionToken]) { self.tokens = tokens }

  private var token: ExpressionToken { tokens[position] }

  /// Reads all tokens as one expression.
  mutating func whole() throws(ExpressionError) -> ExpressionTree {
    guard token.kind != .end else {
      throw ExpressionError("the expression is empty; write one, for instance mean(out)", at: 0..<1)
    }
    let tree = try expression(above: 0)
    guard token.kind == .end else { throw unexpected("an operator or the end") }
    return tree
  }

  /// Reads operands joined by operators that bind more strongly than `floor`.
  private mutating func expression(above floor: Int) throws(ExpressionError) -> ExpressionTree {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.deepest else {
      throw ExpressionError(
        "the expression is nested more than \(Self.deepest) deep; simplify it", at: token.range)
    }
    var left = try operand()
    while case .symbol(let symbol) = token.kind, let strength = Self.strength(symbol),
      strength > floor
    {
      try countOperator()
      position += 1
      left = try symbol == "^" ? power(left) : binary(symbol, left, strength)
    }
    return left
  }

  private mutating func binary(
    _ symbol: Unicode.Scalar, _ left: ExpressionTree, _ strength: Int
  ) throws(ExpressionError) -> ExpressionTree {
    let right = try expression(above: strength)
    guard let sign = ExpressionTree.Operator(rawValue: String(symbol)) else {
      throw unexpected("an operator")
    }
    return ExpressionTree(
      .binary(sign, left, right), left.range.lowerBound..<right.range.upperBound)
  }

  private mutating func power(_ base: ExpressionTree) throws(ExpressionError) -> ExpressionTree {
    guard case .number(let value) = token.kind, value == value.rounded(), value >= 1,
      value <= Double(Self.largestExponent)
    else {
      throw ExpressionError(
        "found \(token.found), wanted a whole number from 1 to \(Self.largestExponent) as exponent; "
          + "roots are written sqrt(x), inverses 1 / x",
        at: token.range)
    }
    let range = base.range.lowerBound..<token.range.upperBound
    position += 1
    guard token.kind != .symbol("^") else {
      throw ExpressionError("a power of a power needs parentheses: (x^2)^3", at: token.range)
    }
    return ExpressionTree(.power(base, Int(value)), range)
  }

  private mutating func operand() throws(ExpressionError) -> ExpressionTree {
    let first = token
    switch first.kind {
    case .number(let value):
      position += 1
      return ExpressionTree(.number(value), first.range)
    case .name(let name):
      position += 1
      return try token.kind == .symbol("(")
        ? call(name, first.range) : ExpressionTree(.name(name), first.range)
    case .symbol("-"):
      try countOperator()
      position += 1
      let operand = try expression(above: 30)
      return ExpressionTree(.negate(operand), first.range.lowerBound..<operand.range.upperBound)
    case .symbol("("):
      position += 1
      let inner = try expression(above: 0)
      let end = try close(first, ")")
      return ExpressionTree(inner.form, first.range.lowerBound..<end)
    default: throw unexpected("a number, a name, a call or a parenthesis")
    }
  }

  private static func strength(_ symbol: Unicode.Scalar) -> Int? {
    switch symbol {
    case "+", "-": 10
    case "*", "/": 20
    case "^": 40
    default: nil
    }
  }

  private mutating func countOperator() throws(ExpressionError) {
    operators += 1
    guard operators <= Self.mostOperators else {
      throw ExpressionError(
        "the expression has more than \(Self.mostOperators) operators; simplify it",
        at: token.range)
    }
  }
}

// MARK: - Calls

extension ExpressionParser {
  /// Reads a call whose name has been read and whose parenthesis is next.
  private mutating func call(
    _ name: String, _ place: Range<Int>
  ) throws(ExpressionError) -> ExpressionTree {
    guard let function = ExpressionFunction(name) else {
      let known = ExpressionFunction.allCases.map(\.name)
      throw ExpressionError(
        NearestName.sentence(unknown: "function", name, known: known), at: place)
    }
    let open = token
    position += 1
    var settings = ExpressionSettings()
    let operands = try operands(of: function)
    try read(function, into: &settings)
    if token.kind == .symbol(",") { throw misused(function) }
    let form = ExpressionTree.Form.call(function, operands, settings)
    return ExpressionTree(form, place.lowerBound..<(try close(open, ")")))
  }

  /// Reads the tensors of a call, at least as many as it needs.
  private mutating func operands(
    of function: ExpressionFunction
  ) throws(ExpressionError) -> [ExpressionTree] {
    guard token.kind != .symbol(")") else { throw misused(function) }
    var operands = [try expression(above: 0)]
    while operands.count < function.operands.upperBound, token.kind == .symbol(","),
      !namesSetting(tokens[position + 1], of: function)
    {
      position += 1
      operands.append(try expression(above: 0))
    }
    guard function.operands.contains(operands.count) else { throw misused(function) }
    return operands
  }

  /// Whether a word begins a setting: a name that a function knows, with a colon behind it.
  private func namesSetting(_ word: ExpressionToken, of function: ExpressionFunction) -> Bool {
    guard case .name(let name) = word.kind, position + 2 < tokens.count else { return false }
    let next = tokens[position + 2].kind
    return function.settings.contains { $0.names.contains(name) }
      && (next == .symbol(":") || next == .symbol("="))
  }

  /// Reads what a call says behind its tensors.
  private mutating func read(
    _ function: ExpressionFunction, into settings: inout ExpressionSettings
  ) throws(ExpressionError) {
    if function == .reshape {
      guard take(","), token.kind == .symbol("[") else { throw misused(function) }
      settings.shape = try integers(of: function)
      return
    }
    var open = function.settings
    while !open.isEmpty, take(",") {
      let word = token
      guard case .name(let name) = word.kind,
        let index = open.firstIndex(where: { $0.names.contains(name) })
      else { throw misused(function) }
      position += 1
      guard take(":") || take("=") else { throw misused(function) }
      switch open.remove(at: index) {
      case .axes where name == "axes": settings.axes = try integers(of: function)
      case .axes, .axis: settings.axes = [try integer(of: function)]
      case .whole(_, let range): settings.numbers[name] = try whole(in: range, of: function)
      case .number(_, let range): settings.numbers[name] = try number(in: range, of: function)
      case .shape: throw misused(function)
      }
    }
    if function == .slice, settings.axes == nil { throw misused(function) }
  }

  private mutating func whole(
    in range: ClosedRange<Int>?, of function: ExpressionFunction
  ) throws(ExpressionError) -> Double {
    let found = place
    let value = try integer(of: function)
    guard range?.contains(value) != false else {
      throw ExpressionError(
        "found \(value), wanted a whole number of at least \(range?.lowerBound ?? 0)", at: found)
    }
    return Double(value)
  }

  private mutating func number(
    in range: Range<Double>, of function: ExpressionFunction
  ) throws(ExpressionError) -> Double {
    let (found, sign) = (place, take("-") ? -1.0 : 1.0)
    guard case .number(let size) = token.kind else {
      throw ExpressionError(
        "found \(token.found), wanted a number; write \(function.usage)", at: place)
    }
    let whole = found.lowerBound..<token.range.upperBound
    position += 1
    guard range.contains(sign * size) else {
      let wanted =
        range.upperBound < .infinity
        ? "a number of at least 0 and below 1"
        : range.lowerBound > 0 ? "a positive number" : "a number of at least 0"
      throw ExpressionError("found \(sign * size), wanted \(wanted)", at: whole)
    }
    return sign * size
  }

  /// Reads `[3, 2]`.
  private mutating func integers(
    of function: ExpressionFunction
  ) throws(ExpressionError) -> [Int] {
    let open = token
    guard take("[") else { throw misused(function) }
    var values: [Int] = []
    if token.kind != .symbol("]") {
      repeat { values.append(try integer(of: function)) } while take(",")
    }
    _ = try close(open, "]")
    return values
  }

  private mutating func integer(of function: ExpressionFunction) throws(ExpressionError) -> Int {
    let sign = take("-") ? -1.0 : 1.0
    guard case .number(let value) = token.kind, value == value.rounded(), value < 1e12 else {
      throw ExpressionError(
        "found \(token.found), wanted a whole number; write \(function.usage)", at: token.range)
    }
    position += 1
    return Int(sign * value)
  }

  private mutating func take(_ symbol: Unicode.Scalar) -> Bool {
    guard token.kind == .symbol(symbol) else { return false }
    position += 1
    return true
  }

  /// Reads a closing bracket.
  ///
  /// - Returns: The offset behind it.
  private mutating func close(
    _ open: ExpressionToken, _ symbol: Unicode.Scalar
  ) throws(ExpressionError) -> Int {
    if token.kind == .end {
      throw ExpressionError("\(open.found) is never closed; add `\(symbol)`", at: open.range)
    }
    let end = token.range.upperBound
    guard take(symbol) else { throw unexpected("an operator or `\(symbol)`") }
    return end
  }

  private func misused(_ function: ExpressionFunction) -> ExpressionError {
    ExpressionError("found \(token.found); write \(function.usage)", at: place)
  }

  private func unexpected(_ wanted: String) -> ExpressionError {
    ExpressionError("found \(token.found), wanted \(wanted)", at: place)
  }

  /// The place of the next word; the end has the width of one caret.
  private var place: Range<Int> {
    token.range.isEmpty ? token.range.lowerBound..<token.range.lowerBound + 1 : token.range
  }
}
