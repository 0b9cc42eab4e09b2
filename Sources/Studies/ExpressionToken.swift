import Records

/// A word of an expression.
struct ExpressionToken: Hashable {
  enum Kind: Hashable {
    case number(Double)
    case name(String)
    case symbol(Unicode.Scalar)
    case end
  }

  let kind: Kind
  /// Offsets in Unicode scalars.
  let range: Range<Int>

  /// The token as it is named in a message.
  var found: String {
    switch kind {
    case .number(let value): Self.words(value)
    case .name(let name): NearestName.quoted(name)
    case .symbol(let symbol): NearestName.quoted(String(symbol))
    case .end: "the end"
    }
  }

  private static func words(_ value: Double) -> String {
    value == value.rounded() && value.magnitude < 1e15 ? "\(Int(value))" : "\(value)"
  }
}

/// Cuts an expression into words.
struct ExpressionLexer {
  /// The longest expression that is read, in Unicode scalars.
  static let longest = 10_000

  private let text: [Unicode.Scalar]
  private var position = 0

  /// All words of a text, the last one ``ExpressionToken/Kind/end``.
  static func tokens(of text: String) throws(ExpressionError) -> [ExpressionToken] {
    var lexer = ExpressionLexer(text: Array(text.unicodeScalars))
    guard lexer.text.count <= longest else {
      throw ExpressionError(
        "the expression has \(lexer.text.count) characters, more than \(longest); shorten it",
        at: 0..<1)
    }
    var tokens: [ExpressionToken] = []
    while tokens.last?.kind != .end { tokens.append(try lexer.next()) }
    return tokens
  }

  private init(text: [Unicode.Scalar]) { self.text = text }

  private mutating func next() throws(ExpressionError) -> ExpressionToken {
    while let scalar = peek(), scalar.properties.isWhitespace { position += 1 }
    let start = position
    guard let scalar = peek() else { return ExpressionToken(kind: .end, range: start..<start) }
    if Self.isDigit(scalar) || (scalar == "." && peek(1).map(Self.isDigit) == true) {
      return try number()
    }
    if Self.startsName(scalar) { return name() }
    guard "+-*/^(),[]:=".unicodeScalars.contains(scalar) else {
      throw ExpressionError(
        "unexpected character \(NearestName.quoted(String(scalar))) in the expression",
        at: start..<start + 1)
    }
    position += 1
    return ExpressionToken(kind: .symbol(scalar), range: start..<position)
  }

  private mutating func number() throws(ExpressionError) -> ExpressionToken {
    let start = position
    skip(Self.isDigit)
    if peek() == "." {
      position += 1
      skip(Self.isDigit)
    }
    if peek() == "e" || peek() == "E" {
      let sign = peek(1) == "-" || peek(1) == "+" ? 2 : 1
      if peek(sign).map(Self.isDigit) == true {
        position += sign
        skip(Self.isDigit)
      }
    }
    if let scalar = peek(), Self.continuesName(scalar) || scalar == "." {
      skip { Self.continuesName($0) || $0 == "." }
      throw ExpressionError(
        "\(NearestName.quoted(slice(start))) is not a number; write numbers without underscores, "
          + "as 1000 or 1e3, and products with `*`",
        at: start..<position)
    }
    guard let value = Double(slice(start)), value.isFinite else {
      throw ExpressionError(
        "the number \(NearestName.quoted(slice(start))) is too large", at: start..<position)
    }
    return ExpressionToken(kind: .number(value), range: start..<position)
  }

  /// A name; dots between its parts belong to it.
  private mutating func name() -> ExpressionToken {
    let start = position
    skip(Self.continuesName)
    while peek() == ".", peek(1).map(Self.startsName) == true {
      position += 1
      skip(Self.continuesName)
    }
    return ExpressionToken(kind: .name(slice(start)), range: start..<position)
  }

  private func peek(_ ahead: Int = 0) -> Unicode.Scalar? {
    position + ahead < text.count ? text[position + ahead] : nil
  }

  private mutating func skip(_ belongs: (Unicode.Scalar) -> Bool) {
    while let scalar = peek(), belongs(scalar) { position += 1 }
  }

  private func slice(_ start: Int) -> String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: text[start..<position])
    return String(view)
  }

  private static func isDigit(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) }

  private static func startsName(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "_" || scalar.properties.isAlphabetic
  }

  private static func continuesName(_ scalar: Unicode.Scalar) -> Bool {
    startsName(scalar) || isDigit(scalar) || scalar.properties.generalCategory == .nonspacingMark
  }

  /// Whether a text could stand in an expression as one name without dots.
  static func isName(_ text: String) -> Bool {
    guard let first = text.unicodeScalars.first else { return false }
    return startsName(first) && text.unicodeScalars.allSatisfy(continuesName)
  }
}
