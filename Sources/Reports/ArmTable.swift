import Records
public import Stability

/// The table of arms and the verdict as text for a terminal.
public struct ArmTable: Sendable {
  private let report: StabilityReport

  /// Takes what is to be shown.
  public init(_ report: StabilityReport) { self.report = report }

  /// The verdict, a blank line and the table.
  ///
  /// - Parameters:
  ///   - width: The columns the terminal has; no line is longer, save for a word that is.
  ///   - color: Whether to emphasize with escape sequences.
  /// - Returns: Lines without a break at the end.
  public func text(width: Int = 80, color: Bool = false) -> String {
    verdict(width: width, color: color) + "\n\n" + table(width: width, color: color)
  }

  /// The verdict, broken into lines.
  public func verdict(width: Int = 80, color: Bool = false) -> String {
    let reason = report.unsaidReason.map { ["\(report.study.status): \($0)"] } ?? []
    let paragraphs = [report.verdict] + reason
    let lines = paragraphs.flatMap { PlainText.wrapped(PlainText.clean($0), to: width) }
    return lines.map { color ? "\u{1B}[1m\($0)\u{1B}[0m" : $0 }.joined(separator: "\n")
  }

  /// What the diagnosis warns of, in one line, broken to the width; empty where it does not.
  public func warnings(width: Int = 80) -> String {
    let grave = report.diagnosis.filter { $0.severity != .note }.map { finding in
      PlainText.clean([finding.objective, finding.kind].compactMap(\.self).joined(separator: ": "))
    }
    guard !grave.isEmpty else { return "" }
    let line = "Diagnosis: " + grave.joined(separator: ", ") + " (explained in the report)."
    return PlainText.wrapped(line, to: width).joined(separator: "\n")
  }

  /// The table: ranked arms by falling stability, the others below with their numbers, and the
  /// fronts.
  ///
  /// Under `Q` stands its 95% interval, under the survivors why the others failed, under the median
  /// final value of an objective its quartiles.
  ///
  /// Columns that do not fit are dropped, the least telling first, and named below the table.
  public func table(width: Int = 80, color: Bool = false) -> String {
    let (ranked, unranked) = report.arms.ranking
    let table = Table(
      columns,
      groups: [
        Table.Group(rows: ranked.map(row)),
        Table.Group(title: "Not ranked", rows: unranked.map(row)),
      ])
    let lines = TextTable(table, priorities: priorities).lines(width: width) { _, cell, padded in
      color ? ArmTable.painted(cell, padded) : padded
    }
    let key =
      "Second lines: 95% interval of Q; why runs failed; quartiles over seeds; what is neglected, "
      + "and flags."
    return (lines + PlainText.wrapped(key, to: width) + fronts(width: width))
      .joined(separator: "\n")
  }

  /// The hypervolume of each Pareto arm, with its reference point.
  private func fronts(width: Int) -> [String] {
    let said = report.fronts.map { front -> String in
      let name = PlainText.clean(front.arm)
      guard let volume = front.hypervolume else { return "Front of \(name): no unit, no volume." }
      let digits = front.interval?.tellingDecimals ?? 2
      let interval = front.interval.map {
        ", 95% interval \(Numeral.fixed($0.lower, digits)) to \(Numeral.fixed($0.upper, digits))"
      }
      let reference = zip(report.study.objectives, front.reference ?? []).map {
        "\(PlainText.clean($0.name)) (\($0.direction.word)) \(Numeral.fixed($1, 2))"
      }
      let alive = front.seeds.map { Double($0.alive) }.reduce(0, +) / Double(front.seeds.count)
      return "Front of \(name): hypervolume \(Numeral.fixed(volume, digits))\(interval ?? ""), "
        + "in units up to \(reference.joined(separator: ", ")) worse than the aspiration; "
        + "\(Numeral.fixed(alive, 1)) of \(front.members.count) members alive a seed."
    }
    return said.isEmpty ? [] : [""] + said.flatMap { PlainText.wrapped($0, to: width) }
  }

  private var columns: [Table.Column] {
    [.text("Arm"), .number("Q"), .number("Survived"), .number("Attained")]
      + report.study.objectives.map { .number(heading($0)) } + [.text("Status")]
  }

  /// The order in which columns give way: attainment before objectives, survival and status.
  private var priorities: [Int] {
    [9, 8, 5, 2] + report.study.objectives.map { _ in 4 } + [6]
  }

  private func heading(_ objective: StudySummary.ObjectiveSummary) -> String {
    PlainText.fitted(PlainText.clean(objective.name), to: 14)
      + (objective.direction == .minimize ? " ↓" : " ↑")
  }

  /// An arm in two lines: numbers, and below them intervals, causes of failure, quartiles, flags.
  private func row(_ arm: ArmReport) -> [Table.Cell] {
    let causes = arm.outcomes.filter { $0.outcome != "finished" }.map {
      "\($0.count) \($0.outcome)"
    }
    let remarks = arm.neglects + arm.flags
    return [
      Table.Cell(arm.name, detail: arm.baseline ? "  (baseline)" : nil),
      Table.Cell(
        Numeral.fixed(arm.q, 3), detail: Numeral.interval(arm.interval), isStrong: true),
      Table.Cell(
        "\(arm.survival.survived)/\(arm.survival.runs)",
        detail: causes.isEmpty ? nil : causes.joined(separator: ", ")),
      Table.Cell(Numeral.fixed(arm.attainment, 2)),
    ] + report.study.objectives.indices.map { level(arm, $0) } + [
      Table.Cell(
        arm.status.rawValue, detail: remarks.isEmpty ? nil : remarks.joined(separator: " "))
    ]
  }

  private func level(_ arm: ArmReport, _ index: Int) -> Table.Cell {
    guard index < arm.objectives.count, let median = arm.objectives[index].median else {
      return Table.Cell(Numeral.missing)
    }
    let level = arm.objectives[index]
    let quartiles = [level.lowerQuartile, level.upperQuartile].map { Numeral.text($0, digits: 2) }
    return Table.Cell(Numeral.text(median), detail: quartiles.joined(separator: "\u{A0}to "))
  }

  private static func painted(_ cell: Table.Cell, _ padded: String) -> String {
    let troubled = ["INERT", "NEGLECTS", "FAILED", "INSUFFICIENT", "NO-UNIT"]
    if cell.isStrong { return "\u{1B}[1m\(padded)\u{1B}[0m" }
    let isTroubled = troubled.contains { cell.text.hasPrefix($0) }
    return isTroubled ? "\u{1B}[33m\(padded)\u{1B}[0m" : padded
  }
}
