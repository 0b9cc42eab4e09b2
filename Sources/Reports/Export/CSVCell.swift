/// A cell of a CSV file.
enum CSVCell {
  /// Text of any origin.
  case text(String)
  /// A number, empty for none and for not a number.
  case number(Double?)
  /// A whole number, empty for none.
  case integer(Int?)
  /// `true` or `false`.
  case flag(Bool)

  /// The cell as it is written: quoted where it must be, text neutral to spreadsheets.
  var written: String {
    switch self {
    case .text(let text): CSVCell.quoted(CSVCell.neutral(PlainText.clean(text, keepingLines: true)))
    case .number(let value): CSVCell.digits(value)
    case .integer(let value): value.map { "\($0)" } ?? ""
    case .flag(let value): value ? "true" : "false"
    }
  }

  /// A row of RFC 4180, with its line end.
  static func row(_ cells: [CSVCell]) -> String {
    cells.map(\.written).joined(separator: ",") + "\r\n"
  }

  /// Text that no spreadsheet takes for a formula: an apostrophe goes before text whose first
  /// character that is no blank begins one, and before text that begins with an apostrophe, so that
  /// taking one leading apostrophe away gives the text back.
  ///
  /// - SeeAlso: OWASP, "CSV Injection", https://owasp.org/www-community/attacks/CSV_Injection.
  static func neutral(_ text: String) -> String {
    let first = text.unicodeScalars.first { !$0.properties.isWhitespace }
    let isRisky =
      text.hasPrefix("\t") || text.hasPrefix("\r") || text.hasPrefix("'")
      || first.map { triggers.contains($0) } == true
    return isRisky ? "'" + text : text
  }

  /// What begins a formula, in its usual and its full width.
  private static let triggers: Set<Unicode.Scalar> = ["=", "+", "-", "@", "＝", "＋", "－", "＠"]

  private static func quoted(_ text: String) -> String {
    let mustBe = text.unicodeScalars.contains { [",", "\"", "\n", "\r"].contains($0) }
    let isPadded = text.first == " " || text.last == " "
    return mustBe || isPadded
      ? "\""
        + text.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"")
        + "\"" : text
  }

  /// The shortest digits that read back as the same number; infinities as pandas and R read them.
  private static func digits(_ value: Double?) -> String {
    guard let value, !value.isNaN else { return "" }
    guard value.isFinite else { return value < 0 ? "-inf" : "inf" }
    return value == value.rounded() && value.magnitude < 1e15 ? "\(Int(value))" : "\(value)"
  }
}
