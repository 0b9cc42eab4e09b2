/// A square of shares, 0 to 1, one row a name: the deeper the color, the farther from the middle.
struct MatrixPanel {
  /// What color says.
  enum Shading {
    /// More is deeper.
    case amount
    /// Above a half in one color, below it in another.
    case balance
  }

  private let title: String
  private let rows: [String]
  private let columns: [String]
  private let across: String
  private let shading: Shading
  private var content = SVG()

  private var rowHeight: Double { RowName.areLong(rows) ? 32 : 27 }
  private static let top = 58.0

  /// An empty square.
  ///
  /// - Parameter across: What the columns are, written above them.
  init(
    _ title: String, rows: [String], columns: [String], across: String, shading: Shading
  ) {
    (self.title, self.rows, self.columns) = (title, rows, columns)
    (self.across, self.shading) = (across, shading)
  }

  private var left: Double { RowName.width(rows) }

  private var cellWidth: Double {
    min(56, (Figure.width - left) / Double(max(columns.count, 1)))
  }

  /// Fills a cell; its number is written where there is room.
  mutating func cell(_ value: Double, row: Int, column: Int, title: String) {
    let corner = SVG.Point(
      x: left + Double(column) * cellWidth + 1,
      y: MatrixPanel.top + Double(row) * rowHeight + 1)
    let (look, depth) = shade(value)
    content.rectangle(
      corner, width: cellWidth - 2, height: rowHeight - 2, look, opacity: depth,
      title: title)
    guard cellWidth >= 30 else { return }
    content.label(
      SVG.Point(x: corner.x + cellWidth / 2 - 1, y: corner.y + rowHeight / 2 + 3),
      Numeral.fixed(value, 2), .middle, "v")
  }

  private func shade(_ value: Double) -> (look: String, depth: Double) {
    switch shading {
    case .amount: ("more", 0.06 + 0.5 * value)
    case .balance: (value < 0.5 ? "less" : "more", 0.06 + (value - 0.5).magnitude)
    }
  }

  /// The finished figure.
  func figure(_ name: String, summary: String) -> Figure {
    var svg = SVG()
    svg.label(SVG.Point(x: 0, y: 15), title, .start, "h")
    svg.label(SVG.Point(x: left, y: 35), across, .start, "a")
    for (index, label) in columns.enumerated() {
      let x = left + (Double(index) + 0.5) * cellWidth
      svg.label(SVG.Point(x: x, y: MatrixPanel.top - 7), label, .middle)
    }
    for (row, name) in rows.enumerated() {
      RowName(name).draw(
        at: MatrixPanel.top + (Double(row) + 0.5) * rowHeight, in: &svg)
    }
    svg.insert(content, at: SVG.Point(x: 0, y: 0))
    let height = MatrixPanel.top + Double(rows.count) * rowHeight + 6
    return Figure(name: name, summary: summary, width: Figure.width, height: height, body: svg)
  }
}
