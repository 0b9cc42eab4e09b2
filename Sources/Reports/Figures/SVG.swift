/// A piece of SVG under construction: the only place that writes its syntax.
struct SVG {
  /// A place in the coordinates of the figure, y downward.
  struct Point: Hashable {
    let x: Double
    let y: Double

    /// The nearest point of whole coordinates.
    var rounded: Point { Point(x: x.rounded(), y: y.rounded()) }
  }

  /// The alignment of a text on its place.
  enum Anchor: String {
    case start, middle, end
  }

  /// What was written.
  private(set) var text = ""

  /// A straight line.
  mutating func line(_ from: Point, _ to: Point, _ style: String) {
    text += "<path class=\"\(style)\" d=\"M\(SVG.pair(from))L\(SVG.pair(to))\"/>"
  }

  /// A line through the points, with a tooltip.
  mutating func path(_ points: [Point], _ style: String, title: String? = nil) {
    guard points.count > 1 else { return }
    shape("M" + points.map(SVG.pair).joined(separator: "L"), style, title: title)
  }

  /// A closed shape through the points, with a tooltip.
  mutating func area(_ points: [Point], _ style: String, title: String? = nil) {
    guard points.count > 2 else { return }
    shape("M" + points.map(SVG.pair).joined(separator: "L") + "Z", style, title: title)
  }

  /// A rectangle, with a tooltip.
  ///
  /// - Parameter opacity: That of its fill, to two decimals; `nil` leaves it to the style.
  mutating func rectangle(
    _ corner: Point, width: Double, height: Double, _ style: String, opacity: Double? = nil,
    title: String? = nil
  ) {
    let size = "h\(SVG.number(width))v\(SVG.number(height))h\(SVG.number(-width))"
    shape("M\(SVG.pair(corner))\(size)Z", style, opacity: opacity, title: title)
  }

  /// A mark of a shape and radius, with a tooltip.
  mutating func mark(
    _ center: Point, _ kind: SeriesStyle.Shape, radius: Double = 3.4, _ style: String,
    title: String? = nil
  ) {
    shape("M\(SVG.pair(center))" + SVG.outline(kind, radius), style, title: title)
  }

  /// A text; a full text longer than what is shown becomes its tooltip.
  mutating func label(
    _ place: Point, _ content: String, _ anchor: Anchor = .start, _ style: String = "t",
    title: String? = nil
  ) {
    let anchored = anchor == .start ? "" : " text-anchor=\"\(anchor.rawValue)\""
    let tip = title.map { "<title>\(Markup.escaped($0))</title>" } ?? ""
    text +=
      "<text class=\"\(style)\" x=\"\(SVG.number(place.x))\" y=\"\(SVG.number(place.y))\""
      + "\(anchored)>\(Markup.escaped(content))\(tip)</text>"
  }

  /// What another piece holds, moved.
  mutating func insert(_ other: SVG, at origin: Point) {
    text +=
      "<g transform=\"translate(\(SVG.number(origin.x)) \(SVG.number(origin.y)))\">\(other.text)</g>"
  }

  /// The width a text of 12 units takes, generously.
  static func width(_ text: String) -> Double { Double(PlainText.width(text)) * 7.1 }

  private mutating func shape(
    _ data: String, _ style: String, opacity: Double? = nil, title: String?
  ) {
    let depth = opacity.map { " fill-opacity=\"0.\(SVG.twoDigits($0))\"" } ?? ""
    let open = "<path class=\"\(style)\"\(depth) d=\"\(data)\""
    text += title.map { "\(open)><title>\(Markup.escaped($0))</title></path>" } ?? "\(open)/>"
  }

  /// The hundredths of a share below 1: `07`.
  private static func twoDigits(_ share: Double) -> String {
    let hundredths = Int((min(max(share, 0), 0.99) * 100).rounded())
    return (hundredths < 10 ? "0" : "") + "\(min(hundredths, 99))"
  }

  private static func pair(_ point: Point) -> String { pair(point.x, point.y) }

  /// Two coordinates; a minus sign parts them as well as a space.
  private static func pair(_ x: Double, _ y: Double) -> String {
    let (first, second) = (number(x), number(y))
    return second.hasPrefix("-") ? first + second : "\(first) \(second)"
  }

  /// A coordinate to a tenth.
  static func number(_ value: Double) -> String {
    let tenths = Int((value * 10).rounded())
    let sign = tenths < 0 ? "-" : ""
    let (whole, rest) = tenths.magnitude.quotientAndRemainder(dividingBy: 10)
    return rest == 0 ? "\(sign)\(whole)" : "\(sign)\(whole).\(rest)"
  }

  private static func outline(_ shape: SeriesStyle.Shape, _ r: Double) -> String {
    let (n, m) = (number(r), number(2 * r))
    switch shape {
    case .circle: return "m-\(n) 0a\(n) \(n) 0 1 0 \(m) 0a\(n) \(n) 0 1 0 -\(m) 0Z"
    case .square: return "m-\(n) -\(n)h\(m)v\(m)h-\(m)Z"
    case .triangle: return "m0 -\(number(r * 1.2))l\(number(r * 1.1)) \(m)h-\(number(r * 2.2))Z"
    case .wedge: return "m0 \(number(r * 1.2))l\(number(r * 1.1)) -\(m)h-\(number(r * 2.2))Z"
    case .diamond:
      let d = number(r * 1.3)
      return "m0 -\(d)l\(d) \(d)l-\(d) \(d)l-\(d) -\(d)Z"
    case .plus:
      let (arm, thickness) = (number(r * 0.8), number(r * 0.9))
      return "m-\(number(r * 1.25)) -\(number(r * 0.45))h\(arm)v-\(arm)h\(thickness)v\(arm)h\(arm)"
        + "v\(thickness)h-\(arm)v\(arm)h-\(thickness)v-\(arm)h-\(arm)Z"
    case .cross: return "m-\(n) -\(n)l\(m) \(m)m0 -\(m)l-\(m) \(m)"
    }
  }
}
