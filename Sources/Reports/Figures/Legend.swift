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
    var svg = SVG()
    var (x, row) = (0.0, 0)
    let longest = entries.count > 9 ? 15 : 22
    for entry in entries {
      let name = PlainText.fitted(PlainText.clean(entry.name), to: longest)
      let advance = Legend.swatch + SVG.width(name) + 12
      if x > 0, x + advance > width + 12 { (x, row) = (0, row + 1) }
      let y = Double(row) * Legend.rowHeight + 10
      draw(entry, name, at: SVG.Point(x: x, y: y), in: &svg)
      x += advance
    }
    return (svg, entries.isEmpty ? 0 : Double(row + 1) * Legend.rowHeight + 4)
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
