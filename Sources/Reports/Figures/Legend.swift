/// The names of the series of a figure, in as many rows as they need.
struct Legend {
  /// One series.
  struct Entry {
    let name: String
    let style: SeriesStyle
    var hasLine = true
    var hasMark = true
  }

  /// The series, in order.
  var entries: [Entry]

  private static let rowHeight = 18.0
  private static let swatch = 30.0

  /// Draws the legend from the top of a piece of that width.
  ///
  /// - Returns: The drawing and its height.
  func drawn(width: Double) -> (SVG, height: Double) {
    let clean = entries.map { PlainText.clean($0.name) }
    // Long names share a row with nothing, unless they are many.
    let isWide = entries.count < 8 && clean.contains { PlainText.width($0) > 24 }
    let names = clean.map { PlainText.fitted($0, to: isWide ? Int((width - 38) / 7.1) : 24) }
    let widest = (names.map { SVG.width($0) }.max() ?? 0) + Legend.swatch + 8
    let columns = max(1, Int((width + 8) / widest))
    var svg = SVG()
    for (index, entry) in entries.enumerated() {
      let place = SVG.Point(
        x: Double(index % columns) * widest,
        y: Double(index / columns) * Legend.rowHeight + 10)
      draw(entry, names[index], at: place, in: &svg)
    }
    let rows = (entries.count + columns - 1) / columns
    return (svg, rows == 0 ? 0 : Double(rows) * Legend.rowHeight + 4)
  }

  private func draw(_ entry: Entry, _ name: String, at place: SVG.Point, in svg: inout SVG) {
    let style = entry.style
    let middle = SVG.Point(x: place.x + 12, y: place.y - 4)
    if entry.hasLine {
      let ends = [-12.0, 12].map { SVG.Point(x: middle.x + $0, y: middle.y) }
      svg.path(ends, "l \(style.color) \(style.dash)")
    }
    if entry.hasMark { svg.mark(middle, style.shape, "m \(style.color)") }
    svg.label(SVG.Point(x: place.x + Legend.swatch, y: place.y), name, title: entry.name)
  }
}
