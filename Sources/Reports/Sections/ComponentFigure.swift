import Stability

extension Material {
  private static let names = ["Noise", "Spikes", "Regress", "Wander"]
  private static let rowHeight = 25.0
  /// Bars end here; an arrow says that the value goes on.
  private static let longest = 4.0

  /// The four components of an arm's halvings; none without a score.
  func components(_ arm: ArmReport) -> [Double] {
    arm.halvings.map { [$0.noise, $0.spikes, $0.regress, $0.wander] } ?? []
  }

  /// A table of bars: one row an arm, one column a component.
  func componentFigure(_ shown: [ArmReport]) -> Figure {
    let left = labelWidth(shown.map(\.name)) + 10
    let column = (Figure.width - left) / 4
    let top = min(Material.longest, shown.flatMap(components).max() ?? 1)
    var svg = SVG()
    svg.label(SVG.Point(x: 0, y: 15), "Halvings by component, shorter is steadier", .start, "h")
    for (index, name) in Material.names.enumerated() {
      svg.label(SVG.Point(x: left + Double(index) * column, y: 38), name, .start, "a")
    }
    for (row, arm) in shown.enumerated() {
      let y = 46 + (Double(row) + 0.5) * Material.rowHeight
      svg.label(SVG.Point(x: 0, y: y + 4), shortName(arm.name), title: arm.name)
      for (index, value) in components(arm).enumerated() {
        let corner = SVG.Point(x: left + Double(index) * column, y: y)
        bar(value, of: max(top, 1e-9), at: corner, width: column - 44, in: &svg)
      }
    }
    return Figure(
      name: "halvings", summary: "Halvings of the score by component for every arm",
      width: Figure.width, height: 52 + Double(shown.count) * Material.rowHeight, body: svg)
  }

  private func bar(
    _ value: Double, of top: Double, at corner: SVG.Point, width: Double, in svg: inout SVG
  ) {
    let length = min(value / top, 1) * width
    svg.rectangle(
      SVG.Point(x: corner.x, y: corner.y - 5), width: max(length, 0.8), height: 10, "bar",
      title: "\(Numeral.fixed(value, 3)) halvings")
    let text = Numeral.fixed(value, value < 10 ? 2 : 0)
    svg.label(
      SVG.Point(x: corner.x + length + 4, y: corner.y + 4), value > top ? "» \(text)" : text)
  }
}
