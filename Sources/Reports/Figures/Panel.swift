/// A figure with two axes, built by drawing data on it.
struct Panel {
  /// An axis and what stands on it.
  struct Axis {
    let label: String
    let scale: Scale
  }

  /// The side whose axis a series is read on.
  enum Side {
    case left, right
  }

  /// The heading.
  let title: String
  /// The horizontal axis.
  let x: Axis
  /// The vertical axis at the left.
  let y: Axis
  /// The vertical axis at the right, if there is one.
  let right: Axis?
  /// What stands below the heading, if anything.
  var subtitle = ""
  /// The names of the series.
  var legend = Legend(entries: [])

  private let width: Double
  private let plotHeight: Double
  private let margins: (left: Double, right: Double)
  private var content = SVG()

  /// An empty panel.
  init(
    _ title: String, x: Axis, y: Axis, right: Axis? = nil, width: Double = Figure.width,
    plotHeight: Double = 210
  ) {
    (self.title, self.x, self.y, self.right) = (title, x, y, right)
    (self.width, self.plotHeight) = (width, plotHeight)
    margins = (
      Panel.margin(y.scale), right.map { Panel.margin($0.scale) } ?? 20
    )
  }

  private static func margin(_ scale: Scale) -> Double {
    (scale.ticks().map { SVG.width($0.label) }.max() ?? 0) + 12
  }

  private var plotWidth: Double { width - margins.left - margins.right }

  // MARK: Drawing data

  /// Where a pair of values stands.
  func place(_ horizontal: Double, _ vertical: Double, _ side: Side = .left) -> SVG.Point {
    let scale = side == .left ? y.scale : (right ?? y).scale
    return SVG.Point(
      x: x.scale.fraction(horizontal) * plotWidth,
      y: (1 - scale.fraction(vertical)) * plotHeight)
  }

  /// A line through pairs of values, with a few marks, the more to the right the higher `offset`.
  mutating func line(
    _ points: [(x: Double, y: Double)], _ style: SeriesStyle, on side: Side = .left,
    isThin: Bool = false, marksFrom offset: Int? = nil, title: String
  ) {
    let places = points.map { place($0.x, $0.y, side) }
    let thickness = isThin ? "l thin" : "l"
    content.path(places, "\(thickness) \(style.color) \(style.dash)", title: title)
    guard let offset, !places.isEmpty else { return }
    let gap = max(1, places.count / 4)
    for index in stride(from: gap * (offset % 5) / 5, to: places.count, by: gap) {
      content.mark(places[index], style.shape, "m \(style.color)", title: title)
    }
  }

  /// The area between two lines.
  mutating func band(
    _ points: [(x: Double, lower: Double, upper: Double)], _ style: SeriesStyle,
    on side: Side = .left
  ) {
    let top = points.map { place($0.x, $0.upper, side) }
    let bottom = points.reversed().map { place($0.x, $0.lower, side) }
    content.area(top + bottom, "b \(style.color)")
  }

  /// A mark.
  mutating func mark(
    _ point: (x: Double, y: Double), _ style: SeriesStyle, on side: Side = .left,
    radius: Double = 3.4, look: String = "m", title: String
  ) {
    content.mark(
      place(point.x, point.y, side), style.shape, radius: radius, "\(look) \(style.color)",
      title: title)
  }

  /// A vertical interval with caps.
  mutating func errorBar(at horizontal: Double, _ lower: Double, _ upper: Double, _ color: String) {
    let (low, high) = (place(horizontal, lower), place(horizontal, upper))
    content.line(low, high, "l thin \(color)")
    for end in [low, high] {
      content.line(
        SVG.Point(x: end.x - 4, y: end.y), SVG.Point(x: end.x + 4, y: end.y), "l thin \(color)")
    }
  }

  /// A shaded range of the horizontal axis.
  mutating func shade(
    from lower: Double, to upper: Double, look: String = "shade", title: String
  ) {
    let (left, end) = (place(lower, y.scale.upper), place(upper, y.scale.upper))
    content.rectangle(
      SVG.Point(x: left.x, y: 0), width: end.x - left.x, height: plotHeight, look, title: title)
  }

  /// What a staircase of nondominated points dominates: everything between them and the corner in
  /// which both axes are worst.
  ///
  /// - Parameters:
  ///   - points: From the best to the worst on the horizontal axis.
  ///   - worst: The ends of the axes where values are worst.
  mutating func dominated(
    by points: [(x: Double, y: Double)], worst: (x: Double, y: Double), title: String
  ) {
    guard let last = points.last else { return }
    let stairs = stairs(points, worst: worst)
    content.area(
      stairs + [place(worst.x, last.y), place(worst.x, worst.y)], "region", title: title)
  }

  /// The border of what a staircase of points dominates, drawn to the ends of the axes.
  ///
  /// - Parameters:
  ///   - points: From the best to the worst on the horizontal axis.
  ///   - worst: The ends of the axes where values are worst.
  mutating func staircase(
    _ points: [(x: Double, y: Double)], worst: (x: Double, y: Double), _ style: SeriesStyle,
    isThin: Bool = false, title: String
  ) {
    guard let last = points.last else { return }
    content.path(
      stairs(points, worst: worst) + [place(worst.x, last.y)],
      "\(isThin ? "l thin" : "l") \(style.color) \(style.dash)", title: title)
  }

  /// The corners of a staircase, from the worst of the vertical axis on.
  private func stairs(
    _ points: [(x: Double, y: Double)], worst: (x: Double, y: Double)
  ) -> [SVG.Point] {
    guard let first = points.first, let last = points.last else { return [] }
    var corners = [place(first.x, worst.y)]
    for (point, next) in zip(points, points.dropFirst()) {
      corners += [place(point.x, point.y), place(next.x, point.y)]
    }
    return corners + [place(last.x, last.y)]
  }

  /// A text beside a point, on the side asked for unless the panel ends there.
  mutating func callout(
    _ text: String, at point: (x: Double, y: Double), toRight: Bool, above: Bool
  ) {
    let (mark, room) = (place(point.x, point.y), 14 + SVG.width(text))
    let isRight = toRight ? mark.x + room <= plotWidth : mark.x < room
    let isAbove = above ? mark.y >= 24 : mark.y > plotHeight - 24
    content.label(
      SVG.Point(x: mark.x + (isRight ? 10 : -10), y: mark.y + (isAbove ? -10 : 20)), text,
      isRight ? .start : .end, "o")
  }

  /// A horizontal line of reference.
  mutating func rule(at vertical: Double) {
    let (from, to) = (place(x.scale.lower, vertical), place(x.scale.upper, vertical))
    content.line(SVG.Point(x: 0, y: from.y), SVG.Point(x: plotWidth, y: to.y), "rule")
  }
}

// MARK: Finishing

extension Panel {
  /// The finished figure.
  func figure(_ name: String, summary: String) -> Figure {
    var svg = SVG()
    svg.label(
      SVG.Point(x: 0, y: 15), fitted(title, Int(width / 8.6)), .start, "h",
      title: title)
    let (names, height) = legend.drawn(width: width)
    let below = subtitle.isEmpty ? 26.0 : 43
    if !subtitle.isEmpty {
      svg.label(SVG.Point(x: 0, y: 32), fitted(subtitle, Int(width / 7.1)), .start, "a")
    }
    svg.insert(names, at: SVG.Point(x: 0, y: below))
    let top = below + height + 27
    axisTitles(at: top - 13, in: &svg)
    svg.insert(frame(), at: SVG.Point(x: margins.left, y: top))
    svg.insert(content, at: SVG.Point(x: margins.left, y: top))
    svg.label(
      SVG.Point(x: margins.left + plotWidth, y: top + plotHeight + 34),
      fitted(x.label, Int(width / 8)), .end,
      "a", title: x.label)
    return Figure(
      name: name, summary: summary, width: width, height: top + plotHeight + 42, body: svg)
  }

  private func fitted(_ label: String, _ limit: Int) -> String {
    PlainText.fitted(PlainText.clean(label), to: limit)
  }

  private func axisTitles(at height: Double, in svg: inout SVG) {
    let room = Int(width / 7.1)
    guard let right else {
      svg.label(SVG.Point(x: 0, y: height), fitted(y.label, room), .start, "a", title: y.label)
      return
    }
    // What one title leaves of its half the other may have.
    let half = (room - 2) / 2
    let widths = [y.label, right.label].map { min(PlainText.width($0), room) }
    let limits = [max(half, room - 2 - widths[1]), max(half, room - 2 - widths[0])]
    svg.label(
      SVG.Point(x: 0, y: height), fitted(y.label, limits[0]), .start, "a minimized",
      title: y.label)
    svg.label(
      SVG.Point(x: width, y: height), fitted(right.label, limits[1]), .end, "a maximized",
      title: right.label)
  }

  private func frame() -> SVG {
    var svg = SVG()
    for tick in y.scale.ticks(upright: plotHeight) {
      let height = place(x.scale.lower, tick.value).y
      svg.line(SVG.Point(x: 0, y: height), SVG.Point(x: plotWidth, y: height), "grid")
      svg.label(SVG.Point(x: -6, y: height + 4), tick.label, .end)
    }
    for tick in right?.scale.ticks(upright: plotHeight) ?? [] {
      let height = place(x.scale.lower, tick.value, .right).y
      svg.line(
        SVG.Point(x: plotWidth - 4, y: height), SVG.Point(x: plotWidth, y: height), "axis")
      svg.label(SVG.Point(x: plotWidth + 6, y: height + 4), tick.label)
    }
    horizontalAxis(in: &svg)
    return svg
  }

  private func horizontalAxis(in svg: inout SVG) {
    svg.line(SVG.Point(x: 0, y: plotHeight), SVG.Point(x: plotWidth, y: plotHeight), "axis")
    for tick in x.scale.ticks(4, across: plotWidth) {
      let across = x.scale.fraction(tick.value) * plotWidth
      svg.line(
        SVG.Point(x: across, y: plotHeight), SVG.Point(x: across, y: plotHeight + 4), "axis")
      let half = SVG.width(tick.label) / 2
      let shown = min(across, plotWidth + margins.right - half)
      svg.label(SVG.Point(x: shown, y: plotHeight + 17), tick.label, .middle)
    }
  }
}
