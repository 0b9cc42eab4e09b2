/// Where each character of a YAML scalar's value stands in the file.
///
/// The value is laid along the source: breaks and indentation that YAML folds away are skipped,
/// quotes and escapes are followed. Where the two do not meet, all places are the scalar's start.
struct ScalarPlaces: Sendable {
  /// How a scalar is written.
  enum Style: Sendable {
    case plain, singleQuoted, doubleQuoted, block
  }

  private let start: SourceSpan
  /// Line and column of each character and of the end; empty where they are not known.
  private var places: [(line: Int, column: Int)] = []

  /// Lays a value along the source from the mark of its node on.
  init(_ value: String, style: Style, line: Int, column: Int, in source: SourceText) {
    var walk = Walk(source: source, line: line, column: column)
    walk.skipProperties()
    start = SourceSpan(line: walk.line, column: walk.column, length: 1)
    let opened: Bool =
      switch style {
      case .plain: true
      case .singleQuoted: walk.take("'")
      case .doubleQuoted: walk.take("\"")
      case .block: walk.openBlock()
      }
    var found: [(line: Int, column: Int)] = []
    for scalar in value.unicodeScalars {
      guard opened, let place = walk.match(scalar, style) else { return }
      found.append(place)
    }
    found.append((walk.line, walk.column))
    places = found
  }

  /// The place of a part of the value, cut at the end of its first line.
  func span(of range: Range<Int>) -> SourceSpan {
    guard let first = place(range.lowerBound), let last = place(range.upperBound) else {
      return start
    }
    let length = first.line == last.line ? last.column - first.column : Int.max / 2
    return SourceSpan(line: first.line, column: first.column, length: max(1, length))
  }

  /// The place of the whole value.
  var whole: SourceSpan { span(of: 0..<max(places.count - 1, 0)) }

  private func place(_ offset: Int) -> (line: Int, column: Int)? {
    places.isEmpty ? nil : places[min(offset, places.count - 1)]
  }
}

/// A walk through the characters of a file.
private struct Walk {
  let source: SourceText
  var line: Int
  var column: Int
  /// The indentation of a block, `nil` where all blanks at the start of a line are folded away.
  private var indentation: Int?

  private var scalar: Unicode.Scalar? { source.scalar(line, column) }

  init(source: SourceText, line: Int, column: Int) {
    (self.source, self.line, self.column) = (source, line, column)
  }

  /// Skips anchors and tags before a value.
  mutating func skipProperties() {
    while scalar == "&" || scalar == "!" {
      while let next = scalar, next != " ", next != "\t" { _ = take(next) }
      skipBlanks()
    }
  }

  mutating func take(_ wanted: Unicode.Scalar) -> Bool {
    guard scalar == wanted else { return false }
    column += 1
    return true
  }

  /// Goes to the first line of a block; the first that is not blank tells the indentation.
  mutating func openBlock() -> Bool {
    let first = line + 1
    repeat {
      guard nextLine() else { return false }
    } while scalar == nil
    indentation = column - 1
    if line > first { (line, column) = (first, 1) }
    return true
  }

  /// Goes behind the indentation of the next line.
  private mutating func nextLine() -> Bool {
    guard line < source.lines.count else { return false }
    (line, column) = (line + 1, 1)
    while column - 1 < indentation ?? .max, scalar == " " || scalar == "\t" { column += 1 }
    return true
  }

  /// Finds one character of the value.
  ///
  /// - Returns: Its place, or `nil` if the source goes on differently.
  mutating func match(_ wanted: Unicode.Scalar, _ style: ScalarPlaces.Style) -> (Int, Int)? {
    while scalar == nil, wanted != " ", wanted != "\n" { guard nextLine() else { return nil } }
    let place = (line, column)
    switch scalar {
    case "\\" where style == .doubleQuoted: skipEscape()
    case "'" where style == .singleQuoted:
      guard wanted == "'" else { return nil }
      column += 2
    case wanted? where style == .block || !isLineOver: column += 1
    default:
      guard wanted == " " || wanted == "\n", isLineOver else { return nil }
      _ = nextLine()
    }
    return place
  }

  /// Whether only blanks follow on the line.
  private var isLineOver: Bool {
    var rest = self
    rest.skipBlanks()
    return rest.scalar == nil
  }

  private mutating func skipEscape() {
    switch source.scalar(line, column + 1) {
    case "x": column += 4
    case "u": column += 6
    case "U": column += 10
    default: column += 2
    }
  }

  private mutating func skipBlanks() {
    while scalar == " " || scalar == "\t" { column += 1 }
  }
}
