import Stability

extension Material {
  /// The four components of an arm's halvings, by name; none without a score.
  func components(_ arm: ArmReport) -> [(name: String, value: Double, interval: Interval?)] {
    guard let halvings = arm.halvings else { return [] }
    let intervals = arm.halvingIntervals
    return [
      ("Noise", halvings.noise, intervals?.noise),
      ("Spikes", halvings.spikes, intervals?.spikes),
      ("Regress", halvings.regress, intervals?.regress),
      ("Wander", halvings.wander, intervals?.wander),
    ]
  }

  /// What cost each arm its run score: one row an arm, one axis a component.
  func componentFigure(_ shown: [ArmReport]) -> Figure {
    let parts = shown.map(components)
    let highest = parts.joined().map { max($0.value, $0.interval?.upper ?? 0) }.max() ?? 1
    let scale = Scale(.symmetricLog(threshold: 0.1), 0, max(1.2, highest * 1.1))
    let names = ["Noise", "Spikes", "Regress", "Wander"]
    var panel = RowPanel(
      "Halvings of the run score, less is steadier", rows: shown.map(\.name),
      columns: names.map { RowPanel.Column(title: $0, scale: scale, ticks: 3) })
    for (row, arm) in shown.enumerated() {
      for (column, part) in parts[row].enumerated() {
        let style = style(arm.name)
        let bounds = Numeral.interval(part.interval).map { ", 95% interval \($0)" } ?? ""
        if let interval = part.interval {
          panel.interval(interval.lower, interval.upper, row: row, column: column, style)
        }
        panel.mark(
          part.value, row: row, column: column, style,
          look: arm.status == .rated ? "center" : "hollow",
          title: "\(arm.name), \(part.name): \(Numeral.fixed(part.value, 2)) halvings\(bounds)")
      }
    }
    return panel.figure(
      "halvings", summary: "Halvings of the run score by component for every arm, with intervals")
  }
}
