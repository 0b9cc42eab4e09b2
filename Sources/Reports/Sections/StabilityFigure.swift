import Stability

extension Material {
  /// Stability with its interval, one row an arm.
  var stabilityFigure: Figure {
    var panel = RowPanel(
      "Stability Q, higher is steadier", rows: arms.map(\.name),
      columns: [RowPanel.Column(title: "Q, 0 to 1, with 95% interval", scale: Scale(0, 1))],
      trailing: 84)
    if !ranked.isEmpty, !unranked.isEmpty { panel.rule(above: ranked.count) }
    for (row, arm) in arms.enumerated() { draw(arm, row, in: &panel) }
    return panel.figure("stability", summary: stabilitySummary)
  }

  private var stabilitySummary: String {
    let best = ranked.first.map { ", the steadiest \($0.name)" } ?? ""
    return "Stability Q with its interval for \(Numeral.count(arms.count, "arm"))\(best)"
  }

  private func draw(_ arm: ArmReport, _ row: Int, in panel: inout RowPanel) {
    let isRanked = arm.status == .rated
    let value = arm.q.map { Numeral.fixed($0, 2) }
    let status = isRanked ? nil : arm.status.rawValue
    panel.note(status ?? value ?? "front", row: row, isStrong: isRanked && value != nil)
    guard let q = arm.q else { return }
    let style = style(arm.name)
    if let interval = arm.interval {
      panel.interval(interval.lower, interval.upper, row: row, style)
    }
    let bounds = Numeral.interval(arm.interval).map { ", 95% interval \($0)" } ?? ""
    panel.mark(
      q, row: row, style, look: isRanked ? "center" : "hollow",
      title: "\(arm.name): Q \(Numeral.fixed(q, 3))\(bounds)")
  }
}
