/// A triangle for three shares that sum to 1, built by drawing data on it.
///
/// The first share is all at the top, the second at the left, the third at the right.
struct TernaryPanel {
  /// The heading.
  let title: String
  /// The names at the corners.
  let corners: [String]
  /// The names of the series.
  var legend = Legend(entries: [])

  private let side = 330.0
  private var height: Double { side * 0.866025 }
  private var content = SVG()

  init(_ title: String, corners: [String]) {
    precondition(corners.count == 3, "a triangle has three corners")
    (self.title, self.corners) = (title, corners)
  }

  private var left: Double { (Figure.width - side) / 2 }

  /// Where shares stand.
  func place(_ shares: [Double]) -> SVG.Point {
    SVG.Point(x: left + side * (shares[2] + shares[0] / 2), y: height * (1 - shares[0]))
  }

  /// Shades the triangle in strips, each as dark as it is told, from 0 to 1, at its middle.
  mutating func shade(rows: Int = 60, depth: (_ shares: [Double]) -> Double) {
    for row in 0..<rows {
      let top = (Double(row) + 0.5) / Double(rows)
      let columns = max(1, Int((Double(2 * rows) * (1 - top)).rounded()))
      let depths = (0..<columns).map { column -> Int in
        let along = (Double(column) + 0.5) / Double(columns) * (1 - top)
        return Int((depth([top, 1 - top - along, along]) * 10).rounded())
      }
      strips(depths, top: top, thickness: height / Double(rows))
    }
  }

  /// Neighbors of one depth are one rectangle.
  private mutating func strips(_ depths: [Int], top: Double, thickness: Double) {
    var start = 0
    let across = { (column: Int) in Double(column) / Double(depths.count) * (1 - top) }
    for column in 1...depths.count where column == depths.count || depths[column] != depths[start] {
      if depths[start] > 0 {
        let (from, to) = (across(start), across(column))
        let corner = place([top, 1 - top - from, from])
        content.rectangle(
          SVG.Point(x: corner.x, y: corner.y - thickness / 2), width: (to - from) * side,
          height: thickness, "tile", opacity: 0.05 * Double(depths[start]))
      }
      start = column
    }
  }

  /// A mark.
  mutating func mark(
    _ shares: [Double], _ style: SeriesStyle, radius: Double = 3.4, look: String = "m",
    title: String
  ) {
    content.mark(
      place(shares), style.shape, radius: radius, "\(look) \(style.color)", title: title)
  }

  /// The finished figure.
  func figure(_ name: String, summary: String) -> Figure {
    var svg = SVG()
    svg.label(SVG.Point(x: 0, y: 15), title, .start, "h")
    let (names, legendHeight) = legend.drawn(width: Figure.width)
    svg.insert(names, at: SVG.Point(x: 0, y: 26))
    var body = frame()
    body.insert(content, at: SVG.Point(x: 0, y: 0))
    cornerNames(in: &body)
    let top = 26 + legendHeight + 30
    svg.insert(body, at: SVG.Point(x: 0, y: top))
    return Figure(
      name: name, summary: summary, width: Figure.width, height: top + height + 30, body: svg)
  }

  /// The triangle with lines at every quarter of a share.
  private func frame() -> SVG {
    var svg = SVG()
    for quarter in [0.25, 0.5, 0.75] {
      for first in 0..<3 {
        let (second, third) = ((first + 1) % 3, (first + 2) % 3)
        var (from, to) = ([0.0, 0, 0], [0.0, 0, 0])
        (from[first], from[second]) = (quarter, 1 - quarter)
        (to[first], to[third]) = (quarter, 1 - quarter)
        svg.line(place(from), place(to), "grid")
      }
    }
    let corners = [[1.0, 0, 0], [0, 1, 0], [0, 0, 1], [1, 0, 0]].map(place)
    for (from, to) in zip(corners, corners.dropFirst()) { svg.line(from, to, "axis") }
    return svg
  }

  private func cornerNames(in svg: inout SVG) {
    let names = corners.map { PlainText.fitted(PlainText.clean($0), to: 22) }
    svg.label(SVG.Point(x: Figure.width / 2, y: -10), names[0], .middle, "a", title: corners[0])
    svg.label(SVG.Point(x: 0, y: height + 22), names[1], .start, "a", title: corners[1])
    svg.label(
      SVG.Point(x: Figure.width, y: height + 22), names[2], .end, "a", title: corners[2])
  }
}
