/// A figure with one row a name: marks and intervals on one or more horizontal axes beside it.
struct RowPanel {
  /// A horizontal axis with its heading.
  struct Column {
    let title: String
    let scale: Scale
    var ticks = 4
  }

  private let title: String
  private let rows: [String]
  private let columns: [Column]
  private let labelWidth: Double
  private let trailing: Double
  private let header: Double
  private var content = SVG()

  private let rowHeight: Double
  private static let gap = 22.0

  /// An empty figure.
  ///
  /// - Parameters:
  ///   - trailing: The room at the right for ``note(_:_:isStrong:)``.
  ///   - header: Room above the rows for ``ruler(_:length:label:)``.
  init(
    _ title: String, rows: [String], columns: [Column], trailing: Double = 12, header: Double = 0
  ) {
    (self.title, self.rows, self.columns) = (title, rows, columns)
    (self.trailing, self.header) = (trailing, header)
    labelWidth = RowName.width(rows)
    rowHeight = RowName.areLong(rows) ? 32 : 25
  }

  private var columnWidth: Double {
    let gaps = RowPanel.gap * Double(columns.count - 1)
    return (Figure.width - labelWidth - trailing - gaps) / Double(columns.count)
  }

  private var top: Double { 46 + header }

  private func left(_ column: Int) -> Double {
    labelWidth + Double(column) * (columnWidth + RowPanel.gap)
  }

  private func middle(_ row: Int) -> Double { top + (Double(row) + 0.5) * rowHeight }

  private func place(_ row: Int, _ column: Int, _ value: Double) -> SVG.Point {
    SVG.Point(
      x: left(column) + columns[column].scale.fraction(value) * columnWidth, y: middle(row))
  }
}

// MARK: Drawing data

extension RowPanel {
  /// A mark.
  mutating func mark(
    _ value: Double, row: Int, column: Int = 0, _ style: SeriesStyle, look: String = "center",
    title: String
  ) {
    content.mark(
      place(row, column, value), style.shape, radius: 4.4, "\(look) \(style.color)", title: title)
  }

  /// A line from the lower to the upper end of an interval.
  mutating func interval(
    _ lower: Double, _ upper: Double, row: Int, column: Int = 0, _ style: SeriesStyle,
    title: String? = nil
  ) {
    content.path(
      [place(row, column, lower), place(row, column, upper)], "l \(style.color)", title: title)
  }

  /// A distribution: the share of values in each of equal stretches of the axis, the highest
  /// stretch as high as the row.
  mutating func distribution(
    _ shares: [Double], row: Int, column: Int = 0, _ style: SeriesStyle, title: String
  ) {
    guard let highest = shares.max(), highest > 0 else { return }
    let (base, width) = (middle(row) + 9, columnWidth / Double(shares.count))
    var points = [SVG.Point(x: left(column), y: base)]
    for (index, share) in shares.enumerated() {
      let height = base - share / highest * (rowHeight - 6)
      for side in [0.0, 1] {
        points.append(SVG.Point(x: left(column) + (Double(index) + side) * width, y: height))
      }
    }
    points.append(SVG.Point(x: left(column) + columnWidth, y: base))
    content.area(points, "hill \(style.color)", title: title)
  }

  /// A text at the right end of a row.
  mutating func note(_ text: String, row: Int, isStrong: Bool = false) {
    content.label(
      SVG.Point(x: Figure.width, y: middle(row) + 4), text, .end, isStrong ? "s" : "a")
  }

  /// A dotted line above a row.
  mutating func rule(above row: Int) {
    let y = top + Double(row) * rowHeight
    content.line(
      SVG.Point(x: labelWidth, y: y), SVG.Point(x: Figure.width - trailing, y: y), "rule")
  }

  /// A dotted line down the rows at a value.
  mutating func rule(at value: Double, column: Int = 0) {
    let x = place(0, column, value).x
    content.line(
      SVG.Point(x: x, y: top),
      SVG.Point(x: x, y: top + Double(rows.count) * rowHeight), "rule")
  }

  /// A length to measure with, above the rows from the left end of the first axis.
  mutating func ruler(length: Double, label: String) {
    let scale = columns[0].scale
    let (from, to) = (place(0, 0, scale.lower).x, place(0, 0, scale.lower + length).x)
    let y = top - 12
    content.line(SVG.Point(x: from, y: y), SVG.Point(x: to, y: y), "l c0")
    for end in [from, to] {
      content.line(SVG.Point(x: end, y: y - 4), SVG.Point(x: end, y: y + 4), "l c0")
    }
    content.label(SVG.Point(x: from, y: y - 9), label, .start, "a")
  }

  /// A bar at the right that joins neighboring rows, the more to the right the higher `lane`.
  mutating func clasp(_ joined: ClosedRange<Int>, lane: Int, title: String) {
    let x = Figure.width - trailing + 12 + Double(lane) * 8
    content.path(
      [
        SVG.Point(x: x, y: middle(joined.lowerBound) - 7),
        SVG.Point(x: x, y: middle(joined.upperBound) + 7),
      ], "clasp", title: title)
  }

  /// The finished figure.
  func figure(_ name: String, summary: String) -> Figure {
    var svg = SVG()
    svg.label(SVG.Point(x: 0, y: 15), title, .start, "h")
    for column in columns.indices {
      svg.label(SVG.Point(x: left(column), y: 36), columns[column].title, .start, "a")
      axis(column, in: &svg)
    }
    for (row, name) in rows.enumerated() {
      RowName(name).draw(at: middle(row), in: &svg)
    }
    svg.insert(content, at: SVG.Point(x: 0, y: 0))
    let height = top + Double(rows.count) * rowHeight + 28
    return Figure(name: name, summary: summary, width: Figure.width, height: height, body: svg)
  }

  private func axis(_ column: Int, in svg: inout SVG) {
    let bottom = top + Double(rows.count) * rowHeight
    let scale = columns[column].scale
    for tick in scale.ticks(columns[column].ticks, across: columnWidth) {
      let x = left(column) + scale.fraction(tick.value) * columnWidth
      svg.line(SVG.Point(x: x, y: top), SVG.Point(x: x, y: bottom), "grid")
      svg.label(SVG.Point(x: x, y: bottom + 17), tick.label, .middle)
    }
  }
}
