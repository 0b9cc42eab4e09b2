/// A table of characters, its columns aligned, that gives way where the terminal is narrow: first
/// its details are broken into more lines, then columns are dropped.
struct TextTable {
  private let columns: [Table.Column]
  private let groups: [Table.Group]
  /// How late a column is dropped for want of room; the first column never is.
  private let priorities: [Int]

  /// Lays a table out.
  ///
  /// - Parameter priorities: One for each column; the lowest goes first, from the right.
  init(_ table: Table, priorities: [Int]? = nil) {
    (columns, groups) = (table.columns, table.groups)
    self.priorities = priorities ?? table.columns.indices.map { -$0 }
  }

  /// The lines, each at most `width` columns wide, without breaks.
  ///
  /// A row with details takes a second line for them, and more where its columns are narrow. Columns
  /// that do not fit even so are dropped and named in a last line; a first column that still does not
  /// fit is cut.
  func lines(width: Int, decorate: (Int, Table.Cell, String) -> String = { $2 }) -> [String] {
    let kept = keptColumns(width: width)
    let widths = fittedWidths(kept, width: width)
    var lines = [line(kept.map { columns[$0].title }, kept, widths)]
    lines.append(widths.map { String(repeating: "─", count: $0) }.joined(separator: "  "))
    for group in groups {
      if let title = group.title { lines.append(PlainText.fitted(title + ":", to: width)) }
      for row in group.rows {
        let cells = zip(kept, widths).map { column, columnWidth in
          decorate(column, row[column], padded(row[column].text, column, columnWidth))
        }
        lines.append(trimmed(cells.joined(separator: "  ")))
        let details = zip(kept, widths).map { column, columnWidth in
          row[column].detail.map { pieces($0, columnWidth) } ?? []
        }
        for place in 0..<(details.map(\.count).max() ?? 0) {
          let cells = zip(zip(kept, widths), details).map { column, pieces in
            let detail = Table.Cell(place < pieces.count ? pieces[place] : "")
            return decorate(column.0, detail, padded(detail.text, column.0, column.1))
          }
          lines.append(trimmed(cells.joined(separator: "  ")))
        }
      }
    }
    let dropped = columns.indices.filter { !kept.contains($0) }.map { columns[$0].title }
    guard !dropped.isEmpty else { return lines }
    let note = "Not shown for want of width: " + dropped.joined(separator: ", ")
    return lines + PlainText.wrapped(clean(note), to: width)
  }

  private func keptColumns(width: Int) -> [Int] {
    var kept = Array(columns.indices)
    while kept.count > 2, total(kept.map(leastWidth)) > width {
      let candidates = kept.dropFirst()
      guard let weakest = candidates.min(by: { (priorities[$0], -$0) < (priorities[$1], -$1) })
      else { break }
      kept.removeAll { $0 == weakest }
    }
    return kept
  }

  private func fittedWidths(_ kept: [Int], width: Int) -> [Int] {
    var widths = kept.map(leastWidth)
    let excess = total(widths) - width
    if excess > 0, let first = widths.first { widths[0] = max(6, first - excess) }
    // What room is left goes to the details, to those first that lack least to stand in one line.
    let wants = kept.enumerated().map { ($0, max(0, naturalWidth($1) - widths[$0])) }
    for (place, want) in wants.sorted(by: { ($0.1, $0.0) < ($1.1, $1.0) }) {
      widths[place] += min(max(0, width - total(widths)), want)
    }
    return widths
  }

  private func total(_ widths: [Int]) -> Int { widths.reduce(0, +) + 2 * (widths.count - 1) }

  /// The widest cell, but no more than 32 columns for a first column and 24 for others.
  private func naturalWidth(_ column: Int) -> Int { width(column) { [$0] } }

  /// The width in which the text still fits, its details broken at spaces.
  private func leastWidth(_ column: Int) -> Int {
    width(column) { $0.split(separator: " ").map(String.init) }
  }

  private func width(_ column: Int, _ parts: (String) -> [String]) -> Int {
    let cells = groups.flatMap(\.rows).flatMap { row in
      [clean(row[column].text)] + parts(clean(row[column].detail ?? "", keepingNoBreak: true))
    }
    let widest = (cells + [clean(columns[column].title)]).map(PlainText.width).max() ?? 0
    return min(widest, column == 0 ? 32 : 24)
  }

  private func pieces(_ detail: String, _ width: Int) -> [String] {
    let indent = detail.prefix { $0 == " " }
    let lines = PlainText.wrapped(clean(detail, keepingNoBreak: true), to: width - indent.count)
    return lines.map { clean(indent + $0) }
  }

  private func line(_ texts: [String], _ kept: [Int], _ widths: [Int]) -> String {
    let cells = texts.indices.map { padded(texts[$0], kept[$0], widths[$0]) }
    return trimmed(cells.joined(separator: "  "))
  }

  private func padded(_ text: String, _ column: Int, _ width: Int) -> String {
    let shown = PlainText.fitted(clean(text), to: width)
    let space = String(repeating: " ", count: max(0, width - PlainText.width(shown)))
    return columns[column].isNumber ? space + shown : shown + space
  }

  /// Text for a terminal, its minus signs and spaces those of ASCII so that other programs read
  /// them.
  private func clean(_ text: String, keepingNoBreak: Bool = false) -> String {
    let space: Character = keepingNoBreak ? "\u{A0}" : " "
    let ascii: [Character: Character] = ["\u{2212}": "-", "\u{A0}": space]
    return String(PlainText.clean(text).map { ascii[$0] ?? $0 })
  }

  private func trimmed(_ line: String) -> String {
    var line = line
    while line.hasSuffix(" ") { line.removeLast() }
    return line
  }
}
