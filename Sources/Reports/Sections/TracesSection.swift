import Records
import Stability

extension Material {
  /// How many arms share one picture before it is a thicket.
  static let armsInOnePicture = 7

  /// The objectives over the steps.
  var tracesSection: Section {
    let shown = overlaid
    guard !shown.isEmpty else { return Section(id: "traces", title: "Traces", blocks: []) }
    let scales = objectives.indices.map { objective in
      Scale.fitting(extent(shown.map { runs($0.name) }, objective))
    }
    let overlays = objectives.indices.map { overlay(objective: $0, arms: shown, on: scales[$0]) }
    return Section(
      id: "traces", title: "How the objectives moved",
      blocks: [
        .figures(overlays, caption: overlayCaption(shown, scales)), .heading("Arm by arm"),
        .figures(armPanels, caption: panelCaption),
      ])
  }

  /// The arms of the common picture: the baseline and the steadiest.
  private var overlaid: [ArmReport] {
    let single = arms.filter { front($0.name) == nil && !runs($0.name).isEmpty }
    let order = single.filter(\.baseline) + single.filter { !$0.baseline }
    return Array(order.prefix(Material.armsInOnePicture))
  }

  private func overlay(objective: Int, arms: [ArmReport], on scale: Scale) -> Figure {
    let curves = arms.map { ($0, quantiles(runs($0.name), objective)) }
    let summary = objectives[objective]
    var panel = Panel(
      summary.name, x: stepAxis(),
      y: Panel.Axis(label: summary.axisTitle, scale: scale))
    for (arm, curve) in curves { panel.band(curve.band, style(arm.name)) }
    for (index, (arm, curve)) in curves.enumerated() {
      panel.line(curve.line, style(arm.name), marksFrom: index, title: "\(arm.name), median")
      markFailures(of: runs(arm.name), objective, style(arm.name), on: .left, in: &panel)
    }
    panel.legend = Legend(entries: arms.map { Legend.Entry(name: $0.name, style: style($0.name)) })
    return panel.figure(
      "objective-\(objective + 1)", summary: "\(summary.name) over the steps, for each arm")
  }

  /// The values of an objective over runs.
  func quantiles(_ runs: [Run], _ objective: Int) -> Quantiles {
    Quantiles(runs) { $0.values.indices.contains(objective) ? $0.values[objective] : nil }
  }

  /// Every value that a figure of an objective must have room for: what failed runs did afterwards
  /// is not among them, unless there is nothing else.
  func extent(_ runs: [Run], _ objective: Int) -> [Double] {
    let extent = quantiles(runs.map(untilFailure), objective).extent
    return extent.isEmpty ? quantiles(runs, objective).extent : extent
  }

  /// The same for groups of runs that share an axis. What survived is to be read on it: of failed
  /// runs there is room for a hundred times the largest of that, and the rest runs along the edge.
  func extent(_ groups: [[Run]], _ objective: Int) -> [Double] {
    let survived = groups.map { group in group.filter { failures[$0.key] == nil } }
    let core = survived.flatMap { quantiles($0, objective).extent }
    let all = groups.flatMap { extent($0, objective) }
    guard let most = core.map(\.magnitude).max() else { return all }
    return core + all.filter { $0.magnitude <= 100 * most }
  }

  private func untilFailure(_ run: Run) -> Run {
    guard let failure = failures[run.key], let last = run.trace.steps.last, last > failure.step
    else { return run }
    var trace = run.trace
    for objective in trace.values.indices {
      for (place, step) in trace.steps.enumerated() where step > failure.step {
        trace.values[objective][place] = .nan
      }
    }
    return Run(
      arm: run.arm, member: run.member, seed: run.seed, outcome: run.outcome, trace: trace)
  }

  /// The steps of the study, or up to one of them.
  func stepAxis(until last: Int? = nil) -> Panel.Axis {
    Panel.Axis(
      label: "steps (updates)", scale: Scale(0, Double(max(last ?? report.study.steps, 1))))
  }

  /// A cross where each failed run failed: at its value then, or where it was last seen.
  func markFailures(
    of runs: [Run], _ objective: Int, _ style: SeriesStyle, on side: Panel.Side,
    in panel: inout Panel
  ) {
    let look = SeriesStyle(color: style.color, dash: style.dash, shape: .cross)
    let crosses = runs.compactMap { run -> (run: Run, step: Int, value: Double)? in
      guard let failure = failures[run.key], run.trace.values.indices.contains(objective),
        let value = run.trace.value(of: objective, at: failure.step)
      else { return nil }
      return (run, failure.step, value)
    }
    // Crosses that would hide one another are one.
    let groups = Dictionary(grouping: crosses) {
      panel.place(Double($0.step), $0.value, side).rounded
    }
    for group in groups.values.sorted(by: { $0[0].run.key < $1[0].run.key }) {
      let first = group[0]
      panel.mark(
        (Double(first.step), first.value), look, on: side, radius: 4, look: "failed",
        title: failureTitle(group.map(\.run)))
    }
  }

  /// Which run failed, how and when, and how many more: `equal, seed 3: nonFinite at step 4, and 2
  /// more about here`.
  private func failureTitle(_ runs: [Run]) -> String {
    guard let first = runs.first, let failure = failures[first.key] else { return "" }
    let how = "\(first.arm), seed \(first.seed): \(failure.outcome) at step \(failure.step)"
    return runs.count > 1 ? "\(how), and \(runs.count - 1) more about here" : how
  }

  private func overlayCaption(_ shown: [ArmReport], _ scales: [Scale]) -> String {
    let isCut = hasFailures(of: shown)
    let cross = isCut ? "; cross: where a run failed, at its last finite value" : ""
    let cut = isCut ? cutCaption : ""
    let logarithm =
      scales.contains { $0.kind != .linear }
      ? " An axis whose values span decades is logarithmic, over eight of them at most." : ""
    let left = arms.count - shown.count
    let rest =
      left > 0
      ? """
       Drawn: \(shown.map(\.name).joined(separator: ", ")); of the \
      \(Numeral.count(arms.count, "arm")) \(isWhole ? "all" : "\(picturedArms.count)") have a picture \
      of their own below.
      """ : ""
    return """
      Line: median over seeds; band: 10 to 90% of the seeds still running\(cross).\(cut)\(logarithm)\(rest)
      """
  }

  private var cutCaption: String {
    """
     The upright axes are for the runs that survived: they reach at most to a hundred times the \
    largest value of those, and a failed run that goes farther is drawn along the edge.
    """
  }

  private func hasFailures(of shown: [ArmReport]) -> Bool {
    shown.contains { arm in runs(arm.name).contains { failures[$0.key] != nil } }
  }

  /// On which side which objectives are read.
  var sidesCaption: String {
    switch Set(objectives.map(\.direction)) {
    case [.minimize]: "Objectives are in blue: all are minimized."
    case [.maximize]: "Objectives are in red: all are maximized."
    default:
      "Minimized objectives are in blue on the left axis, maximized ones in red on the right."
    }
  }

  /// Whether every arm has a picture of its own.
  private var isWhole: Bool { arms.count <= Material.armsWithPictures }

  private var panelCaption: String {
    let rest =
      isWhole
      ? "" : " The traces of all \(arms.count) arms: poise export."
    let isCut = hasFailures(of: picturedArms)
    let cross = isCut ? "; cross: a failed run" : ""
    // It is said once.
    let cut = isCut && !hasFailures(of: overlaid) ? cutCaption : ""
    let sets =
      report.fronts.isEmpty
      ? "" : " A Pareto arm shows the median of each member, without a band."
    let isCurves = picturedArms.count > report.fronts.count
    let curves = isCurves ? "Line: median over seeds; band: 10 to 90%\(cross).\(cut)" : ""
    return """
      One picture an arm, all on the same axes. \(sidesCaption) \(curves)\(sets)\(rest)
      """
  }
}

extension Trace {
  /// The last finite value of an objective recorded up to a step.
  fileprivate func value(of objective: Int, at step: Int) -> Double? {
    Array(zip(steps, values[objective])).last { $0.0 <= step && $0.1.isFinite }?.1
  }
}
