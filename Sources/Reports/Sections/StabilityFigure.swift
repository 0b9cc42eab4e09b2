import Stability

extension Material {
  /// The figure that answers at a glance: the stability of all arms, or where only fronts can be
  /// compared, their hypervolumes.
  var leadingFigure: Block {
    if leadsWithFronts, let fronts = hypervolumeFigure {
      return .figures([fronts], caption: hypervolumeCaption)
    }
    return .figures([stabilityFigure], caption: stabilityCaption)
  }

  /// The other one of the two, if there is anything to show in it.
  var secondFigure: [Figure] {
    if leadsWithFronts { return single.count > 1 ? [stabilityFigure] : [] }
    return report.fronts.count > 1 ? hypervolumeFigure.map { [$0] } ?? [] : []
  }

  /// What the other one shows, if there is one.
  var secondCaption: String {
    if secondFigure.isEmpty { return "" }
    return (leadsWithFronts ? stabilityCaption : hypervolumeCaption) + " "
  }

  private var leadsWithFronts: Bool {
    hypervolumeFigure != nil && !ranked.contains { !$0.baseline }
  }

  private var single: [ArmReport] { arms.filter { front($0.name) == nil } }

  /// Stability with its interval, one row an arm that is no front, the steadiest first.
  private var stabilityFigure: Figure {
    let shown = single.prefix(Material.armsWithPictures)
    var panel = RowPanel(
      "Stability Q, higher is steadier", rows: shown.map(\.name),
      columns: [RowPanel.Column(title: "Q, 0 to 1, with 95% interval", scale: Scale(0, 1))],
      trailing: 84)
    if !ranked.isEmpty, shown.count > ranked.count { panel.rule(above: ranked.count) }
    for (row, arm) in shown.enumerated() { draw(arm, row, in: &panel) }
    return panel.figure("stability", summary: stabilitySummary)
  }

  private var stabilitySummary: String {
    let count = min(single.count, Material.armsWithPictures)
    let best = ranked.first.map { ", the steadiest \($0.name)" } ?? ""
    return "Stability Q with its interval for \(Numeral.count(count, "arm"))\(best)"
  }

  private func draw(_ arm: ArmReport, _ row: Int, in panel: inout RowPanel) {
    let isRanked = arm.status == .rated
    let value = isRanked ? Numeral.fixed(arm.q, 2) : arm.status.rawValue
    panel.note(value, row: row, isStrong: isRanked)
    guard let q = arm.q else { return }
    draw(
      q, arm.interval, "\(arm.name): Q \(Numeral.fixed(q, 3))", row, style(arm.name),
      look: isRanked ? "center" : "hollow", in: &panel)
  }

  private func draw(
    _ value: Double, _ interval: Interval?, _ title: String, _ row: Int, _ style: SeriesStyle,
    look: String = "center", in panel: inout RowPanel
  ) {
    if let interval { panel.interval(interval.lower, interval.upper, row: row, style) }
    let bounds = Numeral.telling(interval).map { ", 95% interval \($0)" } ?? ""
    panel.mark(value, row: row, style, look: look, title: title + bounds)
  }

  /// Hypervolumes with their intervals, the largest first; `nil` where no front has one.
  private var hypervolumeFigure: Figure? {
    let known = report.fronts.filter { $0.hypervolume != nil }.sorted {
      ($0.hypervolume ?? 0) > ($1.hypervolume ?? 0)
    }
    guard !known.isEmpty else { return nil }
    let most = known.map { max($0.hypervolume ?? 0, $0.interval?.upper ?? 0) }.max() ?? 1
    var panel = RowPanel(
      "Hypervolume of fronts, more is better", rows: known.map(\.arm),
      columns: [
        RowPanel.Column(
          title: "median over seeds, in units, with 95% interval",
          scale: Scale(0, most > 0 ? most * 1.05 : 1))
      ], trailing: 56)
    for (row, front) in known.enumerated() {
      guard let volume = front.hypervolume else { continue }
      panel.note(Numeral.text(volume), row: row, isStrong: true)
      draw(
        volume, front.interval,
        "\(front.arm): hypervolume \(Numeral.telling(volume, front.interval))", row,
        style(front.arm), in: &panel)
    }
    return panel.figure(
      "hypervolume",
      summary: "Hypervolume with its interval for \(Numeral.count(known.count, "front"))")
  }

  private var stabilityCaption: String {
    let hollow = unranked.contains { $0.q != nil } ? "; hollow marks are not ranked" : ""
    let rest = limits(single.count)
    let pairs = report.pairs.isEmpty ? "" : "; the table of pairs does"
    return """
      Q: the mark is the estimate, the line its 95% interval by \(bootstrap), within which another \
      set of seeds would plausibly put it\(hollow). Overlapping lines do not settle a \
      comparison\(pairs).\(rest)
      """
  }

  /// What a figure of one row an arm leaves out.
  func limits(_ count: Int) -> String {
    count > Material.armsWithPictures
      ? " The first \(Material.armsWithPictures) of \(count); the table has all." : ""
  }

  private var hypervolumeCaption: String {
    """
    Hypervolume: what a front dominates up to the reference point, all fronts the same; mark and \
    line are the median over seeds and its 95% interval by \(bootstrap).
    """
  }
}
