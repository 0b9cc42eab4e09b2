import Stability

extension Material {
  /// Mean ranks with Nemenyi's critical difference; `nil` for fewer than two rated arms.
  var rankFigure: Figure? {
    guard let comparison = report.comparison, comparison.meanRanks.count > 1 else { return nil }
    let ranks = comparison.meanRanks.enumerated().sorted {
      ($0.element.rank, $0.offset) < ($1.element.rank, $1.offset)
    }.map(\.element)
    let (count, distance) = (Double(ranks.count), comparison.criticalDifference)
    let cliques = Material.cliques(ranks.map(\.rank), within: distance)
    var panel = RowPanel(
      "Critical difference of mean ranks", rows: ranks.map(\.arm),
      columns: [
        RowPanel.Column(title: "mean rank over seeds, 1 is best", scale: Scale(1, count), ticks: 5)
      ],
      trailing: 56 + 8 * Double(cliques.count), header: 34)
    panel.ruler(
      length: min(distance, count - 1),
      label: "critical difference \(Numeral.fixed(distance, 2))"
        + (distance > count - 1 ? ", beyond the axis" : ""))
    for (row, mean) in ranks.enumerated() {
      let value = Numeral.fixed(mean.rank, 2)
      panel.mark(mean.rank, row: row, style(mean.arm), title: "\(mean.arm): mean rank \(value)")
      panel.note(value, row: row, isStrong: true)
    }
    for (lane, joined) in cliques.enumerated() {
      let names = ranks[joined].map(\.arm).joined(separator: ", ")
      panel.clasp(joined, lane: lane, title: "not told apart: \(names)")
    }
    return panel.figure(
      "critical-difference", summary: "Mean ranks of \(ranks.count) arms with critical difference")
  }

  /// The longest stretches of ascending ranks that lie within a distance, of two arms or more.
  static func cliques(_ ranks: [Double], within distance: Double) -> [ClosedRange<Int>] {
    var cliques: [ClosedRange<Int>] = []
    for first in ranks.indices {
      let last = ranks.lastIndex { $0 - ranks[first] <= distance } ?? first
      if last > first, last > (cliques.last?.upperBound ?? -1) { cliques.append(first...last) }
    }
    return cliques
  }

  /// In how many seeds the arm of a row beats that of a column; `nil` without pairs.
  var improvementFigure: Figure? {
    let names = arms.map(\.name).filter { name in
      report.pairs.contains { ($0.a == name || $0.b == name) && $0.effects != nil }
    }
    guard names.count > 1 else { return nil }
    let places = Dictionary(
      names.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    var panel = MatrixPanel(
      "Probability of improvement", rows: names.enumerated().map { "\($0 + 1) \($1)" },
      columns: names.indices.map { "\($0 + 1)" }, across: "over the arm numbered", shading: .balance
    )
    for pair in report.pairs {
      guard let effect = pair.effects?.improvement, let a = places[pair.a], let b = places[pair.b]
      else { continue }
      let interval = Interval(
        level: effect.interval.level, lower: 1 - effect.interval.upper,
        upper: 1 - effect.interval.lower)
      improvement(effect.value, effect.interval, names, a, b, in: &panel)
      improvement(1 - effect.value, interval, names, b, a, in: &panel)
    }
    return panel.figure(
      "improvement", summary: "Share of seeds in which the arm of a row beats that of a column")
  }

  private func improvement(
    _ value: Double, _ interval: Interval, _ names: [String], _ row: Int, _ column: Int,
    in panel: inout MatrixPanel
  ) {
    let bounds = Numeral.interval(interval) ?? ""
    panel.cell(
      value, row: row, column: column,
      title: "\(names[row]) beats \(names[column]) in a share of \(Numeral.fixed(value, 2)) of the "
        + "seeds, 95% interval \(bounds)")
  }

  private var profiled: [ArmReport] { arms.filter { ($0.seeds?.halvings.count ?? 0) > 1 } }

  /// What the performance profile leaves out.
  var profileLimits: String {
    profiled.count > Material.armsInOnePicture
      ? " The first \(Material.armsInOnePicture) of \(profiled.count) arms are drawn." : ""
  }

  /// The share of runs within so many halvings; `nil` for fewer than two arms with
  /// scores.
  var performanceFigure: Figure? {
    let shown = profiled.prefix(Material.armsInOnePicture)
    guard shown.count > 1, let most = shown.compactMap({ $0.seeds?.halvings.max() }).max() else {
      return nil
    }
    var panel = Panel(
      "Performance profile",
      x: Panel.Axis(label: "halvings of the run score, at most", scale: Scale(0, most)),
      y: Panel.Axis(label: "share of all runs, 0 to 1", scale: Scale(0, 1)))
    for (index, arm) in shown.enumerated() {
      guard let seeds = arm.seeds else { continue }
      let points = zip(seeds.halvings, seeds.performance).map { (x: $0, y: $1) }
      panel.line(points, style(arm.name), marksFrom: index, title: arm.name)
    }
    panel.legend = Legend(
      entries: shown.map { Legend.Entry(name: $0.name, style: style($0.name)) })
    return panel.figure("performance", summary: "Share of runs within so many halvings")
  }

  /// The arms of the draws, those of better mean rank first.
  func byRank(_ sensitivity: SensitivityReport) -> [SensitivityReport.Acceptability] {
    func mean(_ arm: SensitivityReport.Acceptability) -> Double {
      zip(1..., arm.shares).reduce(0) { $0 + Double($1.0) * $1.1 }
    }
    return sensitivity.acceptability.enumerated().sorted {
      (mean($0.element), $0.offset) < (mean($1.element), $1.offset)
    }.map(\.element)
  }

  /// How often an arm takes a rank when the score's constants are varied; `nil` without draws.
  var acceptabilityFigure: Figure? {
    guard let sensitivity = report.sensitivity, sensitivity.acceptability.count > 1 else {
      return nil
    }
    let arms = byRank(sensitivity)
    let ranks = min(arms.map(\.shares.count).max() ?? 0, 10)
    var panel = MatrixPanel(
      "Rank under other constants", rows: arms.map(\.arm),
      columns: (0..<ranks).map { "\($0 + 1)" }, across: "share of the draws in which it has rank",
      shading: .amount)
    for (row, arm) in arms.enumerated() {
      for (rank, share) in arm.shares.prefix(ranks).enumerated() {
        panel.cell(
          share, row: row, column: rank,
          title: "\(arm.arm) has rank \(rank + 1) in \(Numeral.percent(share)) of the draws")
      }
    }
    return panel.figure(
      "acceptability", summary: "How often each arm takes each rank under other constants")
  }
}
