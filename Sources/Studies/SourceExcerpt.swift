/// A line of a file with carets that stand under a part of it on a terminal.
struct SourceExcerpt {
  /// The line; a long one is cut around the fault.
  let text: String
  /// Blanks, then `^~~~` under the fault.
  let carets: String

  /// The number of scalars shown before and after a fault in a long line.
  private static let reach = 90

  /// Marks `length` Unicode scalars from `column` (from 1) on.
  init(_ line: String, column: Int, length: Int) {
    let scalars = Array(line.unicodeScalars)
    let start = min(column - 1, scalars.count)
    let end = max(start, min(start + max(length, 1), scalars.count))
    let first = start > Self.reach ? start - Self.reach / 2 : 0
    let last = min(scalars.count, max(start, first) + 2 * Self.reach)
    let shownEnd = min(end, last)
    text =
      (first > 0 ? "…" : "") + Self.string(scalars[first..<last])
      + (last < scalars.count ? "…" : "")
    let under = Self.string(scalars[start..<shownEnd]).reduce(0) { $0 + Self.width($1) }
    carets =
      (first > 0 ? " " : "") + Self.blanks(for: Self.string(scalars[first..<start])) + "^"
      + String(repeating: "~", count: max(under - 1, 0))
  }

  /// The scalars as text, control characters shown by their pictures.
  private static func string(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
    var view = String.UnicodeScalarView()
    for scalar in scalars {
      let isControl = scalar.value < 32 && scalar != "\t"
      view.append(isControl ? Unicode.Scalar(0x2400 + scalar.value) ?? scalar : scalar)
    }
    return String(view)
  }

  /// As many columns of blanks as a text takes; tabs stay tabs.
  private static func blanks(for text: String) -> String {
    text.map { $0 == "\t" ? "\t" : String(repeating: " ", count: width($0)) }.joined()
  }

  /// The columns that a character takes on a terminal.
  private static func width(_ character: Character) -> Int {
    guard let scalar = character.unicodeScalars.first else { return 0 }
    let wide: [ClosedRange<UInt32>] = [
      0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
      0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1FAFF, 0x20000...0x3FFFD,
    ]
    return wide.contains { $0.contains(scalar.value) } ? 2 : 1
  }
}
