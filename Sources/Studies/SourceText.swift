/// A part of one line of a file: line and column from 1, the column and the length counted in
/// Unicode scalars.
struct SourceSpan: Hashable, Sendable {
  let line: Int
  let column: Int
  let length: Int
}

/// The text of a file, cut into lines as YAML counts them.
struct SourceText: Sendable {
  let file: String
  let text: String
  let lines: [[Unicode.Scalar]]

  /// Takes a text; a byte order mark at its start is left out.
  init(file: String, text: String) {
    let hasMark = text.unicodeScalars.first == "\u{FEFF}"
    let bare = hasMark ? String(text.unicodeScalars.dropFirst()) : text
    (self.file, self.text, lines) = (file, bare, Self.split(bare))
  }

  /// A fault at a place; the length is cut at the end of the line.
  func error(at span: SourceSpan, _ message: String) -> StudyFileError {
    guard lines.indices.contains(span.line - 1) else {
      return StudyFileError(
        file: file, line: span.line, column: span.column, message: message, sourceLine: "")
    }
    var view = String.UnicodeScalarView()
    view.append(contentsOf: lines[span.line - 1])
    let room = lines[span.line - 1].count - span.column + 1
    return StudyFileError(
      file: file, line: span.line, column: span.column, message: message,
      sourceLine: String(view), caretLength: max(1, min(span.length, room)))
  }

  /// The scalar at a line and column from 1, or `nil` at the end of a line and outside the text.
  func scalar(_ line: Int, _ column: Int) -> Unicode.Scalar? {
    guard lines.indices.contains(line - 1), lines[line - 1].indices.contains(column - 1) else {
      return nil
    }
    return lines[line - 1][column - 1]
  }

  /// Cuts at line feeds, carriage returns (or both) and the three breaks of Unicode, as libYAML.
  private static func split(_ text: String) -> [[Unicode.Scalar]] {
    var lines: [[Unicode.Scalar]] = [[]]
    var previous: Unicode.Scalar?
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\n" where previous == "\r": break
      case "\n", "\r", "\u{85}", "\u{2028}", "\u{2029}": lines.append([])
      default: lines[lines.count - 1].append(scalar)
      }
      previous = scalar
    }
    return lines
  }
}
