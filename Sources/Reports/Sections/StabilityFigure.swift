import Stability

extension Material {
  private static let rowHeight = 25.0

  /// Stability with its interval, one row an arm.
  var stabilityFigure: Figure {
    let left = labelWidth(arms.map(\.name)) + 10
    let width = Figure.width - left - 84
    let height = Double(arms.count) * Material.rowHeight
    var svg = SVG()
    svg.label(SVG.Point(x: 0, y: 15), "Stability Q, higher is steadier", .start, "h")
    svg.label(SVG.Point(x: left, y: 38), "95% interval", .start, "a")
    svg.insert(grid(width: width, height: height), at: SVG.Point(x: left, y: 46))
    for (row, arm) in arms.enumerated() {
      let y = 46 + (Double(row) + 0.5) * Material.rowHeight
      svg.label(
        SVG.Point(x: 0, y: y + 4), shortName(arm.name), title: arm.name)
      draw(arm, at: SVG.Point(x: left, y: y), width: width, in: &svg)
    }
    return Figure(
      name: "stability", summary: "Stability Q with its interval for every arm",
      width: Figure.width, height: height + 74, body: svg)
  }

  private func grid(width: Double, height: Double) -> SVG {
    var svg = SVG()
    for tick in Scale(0, 1).ticks(4) {
      let x = tick.value * width
      svg.line(SVG.Point(x: x, y: 0), SVG.Point(x: x, y: height), "grid")
      svg.label(SVG.Point(x: x, y: height + 17), tick.label, .middle)
    }
    if !ranked.isEmpty, !unranked.isEmpty {
      let y = Double(ranked.count) * Material.rowHeight
      svg.line(SVG.Point(x: 0, y: y), SVG.Point(x: width, y: y), "rule")
    }
    return svg
  }

  private func draw(_ arm: ArmReport, at origin: SVG.Point, width: Double, in svg: inout SVG) {
    let style = style(arm.name)
    let isRanked = arm.status == .rated
    let end = SVG.Point(x: Figure.width, y: origin.y + 4)
    let value = arm.q.map { Numeral.fixed($0, 2) }
    let status = isRanked ? nil : arm.status.rawValue
    svg.label(end, status ?? value ?? "front", .end, isRanked && value != nil ? "s" : "a")
    guard let q = arm.q else { return }
    func place(_ value: Double) -> SVG.Point { SVG.Point(x: origin.x + value * width, y: origin.y) }
    if let interval = arm.interval {
      svg.path([place(interval.lower), place(interval.upper)], "l \(style.color)")
    }
    let bounds = Numeral.interval(arm.interval).map { ", 95% interval \($0)" } ?? ""
    svg.mark(
      place(q), style.shape, radius: 4.6,
      "\(isRanked ? "center" : "hollow") \(style.color)",
      title: "\(arm.name): Q \(Numeral.fixed(q, 3))\(bounds)")
  }

  /// The width the longest of the names takes, within reason.
  func labelWidth(_ names: [String]) -> Double {
    names.map { SVG.width(shortName($0)) }.max() ?? 0
  }

  /// A name short enough for the side of a figure.
  func shortName(_ name: String) -> String { PlainText.fitted(PlainText.clean(name), to: 18) }
}
