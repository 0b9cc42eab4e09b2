import Records
import Stability

extension Material {
  /// The table of arms and the first figure.
  var armsSection: Section {
    let isFront = { (arm: ArmReport) in self.front(arm.name) != nil }
    let groups = [
      Table.Group(title: unranked.isEmpty ? nil : rankedTitle, rows: ranked.map(row)),
      Table.Group(title: "Not ranked", rows: unranked.filter { !isFront($0) }.map(row)),
      Table.Group(
        title: "Pareto arms, whose members are scored one by one",
        rows: unranked.filter(isFront).map(row)),
    ]
    return Section(
      id: "arms", title: "Arms",
      blocks: Block.rows(Table(armColumns, groups: groups).withoutEmptyColumns())
        + [.note(armNote)] + armFigures)
  }

  /// The baseline is the measure and has no rank.
  private var rankedTitle: String { ranked.allSatisfy(\.baseline) ? "Baseline" : "Ranked" }

  /// What cost the arms their stability, and the fronts if the page does not lead with them.
  private var armFigures: [Block] {
    let known = arms.filter { $0.halvings != nil }
    let shown = Array(known.prefix(Material.armsWithPictures))
    // Beside fronts one arm alone, as a baseline is, says nothing that the table does not.
    let hasComponents = shown.count > 1 || report.fronts.isEmpty && !shown.isEmpty
    let figures = (hasComponents ? [componentFigure(shown)] : []) + secondFigure
    let caption =
      secondCaption + (hasComponents ? halvingsCaption(shown) + limits(known.count) : "")
    return figures.isEmpty ? [] : [.figures(figures, caption: caption)]
  }

  private var armColumns: [Table.Column] {
    [.text("Arm"), .number("Rank", note: "= is tied")]
      + [.number("Stability Q", note: "0 to 1, 95% interval")]
      + [.number("Survival", note: "factor 1"), .number("Run score", note: "factor 2")]
      + [.number("Reproducibility", note: "factor 3"), .number("Attainment")]
      + objectives.map { .number($0.heading, note: "\($0.direction.word); median, quartiles") } + [
        .text("Status")
      ]
  }

  private func row(_ arm: ArmReport) -> [Table.Cell] {
    let values = objectives.indices.map { level(arm, $0) }
    return [
      Table.Cell(arm.name, detail: description(arm), isStrong: true),
      Table.Cell(rank(arm)),
      Table.Cell(Numeral.fixed(arm.q, 3), detail: Numeral.interval(arm.interval), isStrong: true),
      Table.Cell(
        "\(arm.survival.survived)/\(arm.survival.runs)",
        detail: failures(arm) ?? Numeral.interval(arm.survival.interval)),
      Table.Cell(Numeral.fixed(arm.meanScore, 3)),
      Table.Cell(arm.meanScore == nil ? Numeral.missing : Numeral.fixed(arm.reproducibility, 3)),
      Table.Cell(
        Numeral.fixed(arm.attainment, 2), detail: Numeral.interval(arm.attainmentInterval)),
    ] + values + [status(arm)]
  }

  /// The place of an arm among those that are ranked: `1=` where others are not distinguished from
  /// it. The baseline is the measure and has none.
  private func rank(_ arm: ArmReport) -> String {
    guard !arm.baseline, arm.status == .rated, let groups = report.comparison?.groups,
      let index = groups.firstIndex(where: { $0.contains(arm.name) })
    else { return Numeral.missing }
    let place = 1 + groups[..<index].map(\.count).reduce(0, +)
    return "\(place)" + (groups[index].count > 1 ? "=" : "")
  }

  private func description(_ arm: ArmReport) -> String {
    let settings = arm.settings.description
    let isShown = settings != "none" && !settings.isEmpty
    let parts = [arm.strategy] + (isShown ? [settings] : []) + (arm.baseline ? ["baseline"] : [])
    return PlainText.fitted(parts.joined(separator: " · "), to: 160)
  }

  private func level(_ arm: ArmReport, _ index: Int) -> Table.Cell {
    guard index < arm.objectives.count, let median = arm.objectives[index].median else {
      return Table.Cell(Numeral.missing)
    }
    let level = arm.objectives[index]
    let quartiles = [level.lowerQuartile, level.upperQuartile].map { Numeral.text($0) }
    return Table.Cell(Numeral.text(median), detail: quartiles.joined(separator: " to "))
  }

  /// The causes of failure, with the first step: `2 nonFinite, first at 412`.
  private func failures(_ arm: ArmReport) -> String? {
    let failed = arm.outcomes.filter { $0.outcome != "finished" && $0.count > 0 }
    guard !failed.isEmpty else { return nil }
    let causes = failed.map { outcome in
      let first = outcome.steps.min().map { ", first at \($0)" } ?? ""
      return "\(outcome.count)\u{A0}\(outcome.outcome)\(first)"
    }
    let interval = Numeral.interval(arm.survival.interval) ?? ""
    return ([interval] + causes).joined(separator: "; ")
  }

  private func status(_ arm: ArmReport) -> Table.Cell {
    let neglected = arm.neglects.isEmpty ? "" : " " + arm.neglects.joined(separator: ", ")
    let front = front(arm.name).map { ["front of \($0.members.count), see Fronts"] } ?? []
    let details = arm.flags + front
    return Table.Cell(
      arm.status.rawValue + neglected,
      detail: details.isEmpty ? nil : details.joined(separator: ", "))
  }

  private var armNote: String {
    let floor = Numeral.exact(report.study.profile.attainmentFloor)
    let ranks =
      report.comparison == nil
      ? ""
      : "Rank: arms that share one, marked =, are not distinguished (see Which differences are real). "
    let flags = Set(arms.flatMap(\.flags))
    let borderline =
      flags.contains("BORDERLINE")
      ? " BORDERLINE: the interval of attainment holds \(floor)." : ""
    let unsettled =
      flags.contains("UNSETTLED")
      ? " UNSETTLED: an objective still moves at the end of most runs." : ""
    let ends =
      report.study.bootstrap == nil
      ? "Brackets hold the 95% interval of survival by Clopper and Pearson."
      : """
      Brackets hold 95% intervals: of Q and attainment by \(bootstrap), of survival by Clopper and \
      Pearson. Run score and reproducibility have none of their own: what is uncertain of them is in \
      that of Q.
      """
    return """
      \(ranks)Q = survival × run score × reproducibility, averaged over all seeds; a failed run counts 0. \
      Attainment is the progress on the worst objective, 1 where the aspiration is reached; below \
      \(floor) an arm learns too little to be ranked, however calm it is. Final values are medians \
      over surviving seeds, with quartiles, in each objective's own direction. \
      \(ends)\(borderline)\(unsettled)
      """
  }

  private func halvingsCaption(_ shown: [ArmReport]) -> String {
    let hollow = shown.contains { $0.status != .rated } ? "; hollow marks are not ranked" : ""
    return """
      Halvings: what cost an arm its run score, each 1.0 halves it; the mark is the mean over \
      surviving seeds, the line its 95% interval by bootstrap over them\(hollow). The axes are \
      logarithmic beyond 0.1. See What cost stability.
      """
  }
}
