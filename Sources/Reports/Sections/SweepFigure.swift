import Stability

/// The pictures and the table of a sweep.
struct SweepFigure {
  private let sweep: Sweep
  private let report: StabilityReport
  private let points: [(value: Double, arm: ArmReport)]

  /// Looks the arms of a sweep up; a point whose arm is not in the report is left out.
  init(_ sweep: Sweep, report: StabilityReport) {
    (self.sweep, self.report) = (sweep, report)
    let arms = Dictionary(
      report.arms.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    points = sweep.points.sorted { $0.value < $1.value }.compactMap { point in
      arms[point.arm].map { (point.value, $0) }
    }
  }

  /// Stability first, then every objective.
  var panels: [Figure] {
    [stability] + report.study.objectives.indices.map(objective)
  }

  /// The numbers of the pictures.
  var table: Table {
    let objectives = report.study.objectives
    return Table(
      [.text(sweep.name), .text("Arm"), .number("Stability Q", note: "95% interval")]
        + [.number("Survival")] + objectives.map { .number($0.title, note: "median") }
        + [.text("Status")],
      points.map { value, arm in
        [
          Table.Cell(Numeral.exact(value), isStrong: true), Table.Cell(arm.name),
          Table.Cell(Numeral.fixed(arm.q, 3), detail: Numeral.interval(arm.interval)),
          Table.Cell("\(arm.survival.survived)/\(arm.survival.runs)"),
        ] + objectives.indices.map { Table.Cell(Numeral.text(level(arm, $0)?.median)) }
          + [Table.Cell(arm.status.rawValue)]
      })
  }

  private var axis: Panel.Axis {
    let positive = points.map(\.value).filter { $0 > 0 }
    let (low, high) = (positive.min() ?? 0.1, positive.max() ?? 1)
    let hasZero = points.contains { $0.value <= 0 }
    return Panel.Axis(
      label: "\(sweep.name) (log)",
      scale: Scale(hasZero ? .logWithZero : .log, low / 1.4, high * 1.4))
  }

  private var stability: Figure {
    var panel = Panel(
      "Stability Q", x: axis, y: Panel.Axis(label: "Q, higher is steadier", scale: Scale(0, 1)),
      width: Figure.smallWidth, plotHeight: 180)
    shade(&panel)
    let rows = points.compactMap { point in
      point.arm.q.map { (point.value, $0, point.arm.interval, point.arm) }
    }
    panel.line(rows.filter { $0.0 > 0 }.map { ($0.0, $0.1) }, style, title: "stability")
    for (value, q, interval, arm) in rows {
      if let interval { panel.errorBar(at: value, interval.lower, interval.upper, style.color) }
      mark(value, q, arm, in: &panel)
    }
    return panel.figure("sweep-stability", summary: "Stability against \(sweep.name)")
  }

  private func objective(_ index: Int) -> Figure {
    let objective = report.study.objectives[index]
    let levels = points.compactMap { point in
      level(point.arm, index).flatMap { $0.median == nil ? nil : (point.value, $0, point.arm) }
    }
    let extent = levels.flatMap { [$0.1.lowerQuartile, $0.1.median, $0.1.upperQuartile] }
    var panel = Panel(
      objective.name, x: axis,
      y: Panel.Axis(label: objective.title, scale: .fitting(extent.compactMap { $0 })),
      width: Figure.smallWidth, plotHeight: 180)
    shade(&panel)
    let line = levels.filter { $0.0 > 0 }.map { ($0.0, $0.1.median ?? 0) }
    panel.line(line, style, title: "median of \(objective.name)")
    for (value, level, arm) in levels {
      if let lower = level.lowerQuartile, let upper = level.upperQuartile {
        panel.errorBar(at: value, lower, upper, style.color)
      }
      mark(value, level.median ?? 0, arm, in: &panel)
    }
    return panel.figure(
      "sweep-objective-\(index + 1)", summary: "\(objective.name) against \(sweep.name)")
  }

  private let style = SeriesStyle.series(0)

  private func mark(_ x: Double, _ y: Double, _ arm: ArmReport, in panel: inout Panel) {
    panel.mark(
      (x, y), style, radius: 4.2, look: arm.status == .rated ? "center" : "hollow",
      title: "\(arm.name): \(Numeral.text(y)), \(arm.status.rawValue)")
  }

  private func shade(_ panel: inout Panel) {
    guard let range = sweep.stableRange else { return }
    panel.shade(
      from: range.lowerBound, to: range.upperBound,
      title: "stable from \(Numeral.exact(range.lowerBound)) to \(Numeral.exact(range.upperBound))")
  }

  private func level(_ arm: ArmReport, _ index: Int) -> ArmReport.ObjectiveLevel? {
    index < arm.objectives.count ? arm.objectives[index] : nil
  }
}
