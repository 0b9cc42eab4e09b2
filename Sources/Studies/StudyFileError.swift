/// A fault in a study file: what was found, where, what was wanted and what to do.
///
/// It prints as a compiler's message does:
///
/// ```
/// study.yaml:7:18: error: unknown name `outt`; did you mean `out`? known names: …
///       7 |     fit: { minimize: outt }
///         |                      ^~~~
/// ```
public struct StudyFileError: Error, Hashable, Sendable {
  /// The file's name or path, as it was given.
  public let file: String
  /// The line, from 1; `nil` for a fault of the file as a whole, such as its absence.
  public let line: Int?
  /// The column, from 1, counted in Unicode scalars (a tab is one); `nil` as for ``line``.
  public let column: Int?
  /// What was found, what was wanted and what to do, in one line.
  public let message: String
  /// The text of the line, without its end; `nil` where there is no line to show.
  public let sourceLine: String?
  /// The number of Unicode scalars at fault from ``column`` on; `nil` if only the start is known.
  public let caretLength: Int?

  /// Describes a fault of a file as a whole.
  public init(file: String, message: String) {
    (self.file, self.message) = (file, message)
    (line, column, sourceLine, caretLength) = (nil, nil, nil, nil)
  }

  /// Describes a fault at a place.
  ///
  /// - Precondition: `line` and `column` are positive.
  public init(
    file: String, line: Int, column: Int, message: String, sourceLine: String? = nil,
    caretLength: Int? = nil
  ) {
    precondition(line > 0 && column > 0, "lines and columns are counted from 1")
    (self.file, self.line, self.column, self.message) = (file, line, column, message)
    (self.sourceLine, self.caretLength) = (sourceLine, caretLength)
  }
}

extension StudyFileError: CustomStringConvertible {
  /// The message with its place and, below, the line with a caret under the fault.
  public var description: String {
    guard let line, let column else { return "\(file): error: \(message)" }
    let headline = "\(file):\(line):\(column): error: \(message)"
    guard let sourceLine else { return headline }
    let excerpt = SourceExcerpt(sourceLine, column: column, length: caretLength ?? 1)
    let number = String(line)
    let margin = String(repeating: " ", count: max(7, number.count))
    return """
      \(headline)
      \(margin.dropFirst(number.count))\(number) | \(excerpt.text)
      \(margin) | \(excerpt.carets)
      """
  }
}
