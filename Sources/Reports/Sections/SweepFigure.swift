import Stability

/// The pictures of a sweep of alpha.
struct SweepFigure {
  private let points: SweepPoints
  private let style = SeriesStyle.series(0)

  init(_ points: SweepPoints) { self.points = points }

  /// Stability first, then every objective.
  var panels: [Figure] {
    [stability] + points.report.study.objectives.indices.map(objective)
  }

  private var axis: Panel.Axis {
    let positive = points.all.map(\.alpha).filter { $0 > 0 }
    let (low, high) = (positive.min() ?? 0.1, positive.max() ?? 1)
    let hasZero = points.all.contains { $0.alpha <= 0 }
    return Panel.Axis(
      label: "alpha (log)", scale: Scale(hasZero ? .logWithZero : .log, low / 1.4, high * 1.4))
  }

  private var stability: Figure {
    var panel = Panel(
      "Stability Q", x: axis, y: Panel.Axis(label: "Q, higher is steadier", scale: Scale(0, 1)),
      width: Figure.smallWidth, plotHeight: 180)
    shade(&panel)
    let rows = points.all.compactMap { point in point.arm.q.map { (point, $0) } }
    panel.line(
      rows.filter { $0.0.alpha > 0 }.map { ($0.0.alpha, $0.1) }, style, title: "stability")
    for (point, q) in rows {
      if let interval = point.arm.interval {
        panel.errorBar(at: point.alpha, interval.lower, interval.upper, style.color)
      }
      mark(point, q, in: &panel)
    }
    return panel.figure("sweep-stability", summary: "Stability against alpha")
  }

  private func objective(_ index: Int) -> Figure {
    let objective = points.report.study.objectives[index]
    let levels = points.all.compactMap { point in
      points.level(point.arm, index).flatMap { level in level.median.map { (point, level, $0) } }
    }
    let extent = levels.flatMap { [$0.1.lowerQuartile, $0.1.median, $0.1.upperQuartile] }
    var panel = Panel(
      objective.name, x: axis,
      y: Panel.Axis(label: objective.axisTitle, scale: .fitting(extent.compactMap { $0 })),
      width: Figure.smallWidth, plotHeight: 180)
    shade(&panel)
    let line = levels.filter { $0.0.alpha > 0 }.map { ($0.0.alpha, $0.2) }
    panel.line(line, style, title: "median of \(objective.name)")
    for (point, level, median) in levels {
      if let lower = level.lowerQuartile, let upper = level.upperQuartile {
        panel.errorBar(at: point.alpha, lower, upper, style.color)
      }
      mark(point, median, in: &panel)
    }
    return panel.figure(
      "sweep-objective-\(index + 1)", summary: "\(objective.name) against alpha")
  }

  private func mark(_ point: SweepPoints.Point, _ y: Double, in panel: inout Panel) {
    let words = SweepAnswer.words(point.outcome, neglects: point.arm.neglects)
    panel.mark(
      (point.alpha, y), style, radius: 3.2,
      look: point.outcome == .stable ? "center" : "hollow",
      title: "\(point.arm.name): \(Numeral.text(y)), \(words)")
  }

  /// The stable range, and where its ends lie over the seeds.
  private func shade(_ panel: inout Panel) {
    guard let range = points.sweep.range else { return }
    let (lower, upper) = (range.lower.stable, range.upper.stable)
    panel.shade(
      from: lower, to: upper,
      title: "stable from \(Numeral.exact(lower)) to \(Numeral.exact(upper))")
    for (end, name) in [(range.lower, "lower"), (range.upper, "upper")] {
      guard let interval = end.interval else { continue }
      panel.shade(
        from: interval.lower ?? 0, to: interval.upper ?? axis.scale.upper, look: "doubt",
        title: "95% interval of the \(name) end")
    }
  }
}
