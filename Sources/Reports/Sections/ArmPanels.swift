import Records
import Stability

extension Material {
  /// One picture an arm: minimized objectives in blue, maximized ones in red.
  var armPanels: [Figure] {
    let shown = arms.filter { !runs($0.name).isEmpty }
    let curves = shown.map { arm in members(arm.name).map(memberCurves) }
    let scales = (
      scale(curves.flatMap { $0 }, .minimize), scale(curves.flatMap { $0 }, .maximize)
    )
    return zip(shown, curves).enumerated().map { index, pair in
      let summary = "Objectives of \(pair.0.name) over the steps"
      return panel(pair.0, pair.1, scales).figure("arm-\(index + 1)", summary: summary)
    }
  }

  private func memberCurves(_ runs: [Run]) -> [Quantiles] {
    objectives.indices.map { quantiles(runs, $0) }
  }

  private func indices(_ direction: Direction) -> [Int] {
    objectives.indices.filter { objectives[$0].direction == direction }
  }

  private func scale(_ curves: [[Quantiles]], _ direction: Direction) -> Scale? {
    let values = indices(direction).flatMap { index in curves.flatMap { $0[index].extent } }
    return values.isEmpty ? nil : .fitting(values)
  }

  private func panel(
    _ arm: ArmReport, _ members: [[Quantiles]], _ scales: (minimize: Scale?, maximize: Scale?)
  ) -> Panel {
    let both = scales.minimize != nil && scales.maximize != nil
    let first: Direction = scales.minimize == nil ? .maximize : .minimize
    var panel = Panel(
      title(arm), x: stepAxis,
      y: Panel.Axis(label: label(first), scale: scales.minimize ?? scales.maximize ?? Scale(0, 1)),
      right: both
        ? scales.maximize.map { Panel.Axis(label: label(.maximize), scale: $0) } : nil,
      width: Figure.smallWidth, plotHeight: 170)
    for direction in [Direction.minimize, .maximize] {
      let side: Panel.Side = both && direction == .maximize ? .right : .left
      for (order, index) in indices(direction).enumerated() {
        let look = SeriesStyle.objective(
          isMinimized: direction == .minimize,
          index: both && objectives.count == 2 && side == .right ? 1 : order)
        draw(arm, members, index, look, on: side, in: &panel)
      }
    }
    panel.legend = legend
    return panel
  }

  private func draw(
    _ arm: ArmReport, _ members: [[Quantiles]], _ index: Int, _ look: SeriesStyle,
    on side: Panel.Side, in panel: inout Panel
  ) {
    let isSet = members.count > 1
    for curves in members {
      if !isSet { panel.band(curves[index].band, look, on: side) }
      panel.line(
        curves[index].line, look, on: side, isThin: isSet,
        title: "\(objectives[index].name), median")
    }
    markFailures(of: runs(arm.name), index, look, on: side, in: &panel)
  }

  private var legend: Legend {
    guard objectives.count > 2 else { return Legend(entries: []) }
    let entries = [Direction.minimize, .maximize].flatMap { direction in
      indices(direction).enumerated().map { order, index in
        Legend.Entry(
          name: objectives[index].name,
          style: .objective(isMinimized: direction == .minimize, index: order), hasMark: false)
      }
    }
    return Legend(entries: entries)
  }

  private func label(_ direction: Direction) -> String {
    let own = indices(direction)
    let word = direction == .minimize ? "minimized" : "maximized"
    return own.count == 1 ? "\(objectives[own[0]].name), \(word)" : word
  }

  private func title(_ arm: ArmReport) -> String {
    let q = arm.q.map { "Q \(Numeral.fixed($0, 2))" }
    return arm.name + " · " + (arm.status == .rated ? q ?? "front" : arm.status.rawValue)
  }
}
