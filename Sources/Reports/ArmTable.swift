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

  /// The table: ranked arms by falling stability, the others below with their numbers.
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
    return lines.joined(separator: "\n")
  }

  private var columns: [Table.Column] {
    [.text("Arm"), .number("Q"), .text("95% interval"), .number("Survived")]
      + [.number("Attained")] + report.study.objectives.map { .number(heading($0)) }
      + [.text("Status")] + (hasFlags ? [.text("Flags")] : [])
  }

  private var hasFlags: Bool { report.arms.contains { !$0.flags.isEmpty } }

  /// The order in which columns give way: flags, attainment and intervals before objectives and status.
  private var priorities: [Int] {
    [9, 8, 3, 5, 2] + report.study.objectives.map { _ in 4 } + [6] + (hasFlags ? [1] : [])
  }

  private func heading(_ objective: StudySummary.ObjectiveSummary) -> String {
    PlainText.fitted(PlainText.clean(objective.name), to: 14)
      + (objective.direction == .minimize ? " ↓" : " ↑")
  }

  private func row(_ arm: ArmReport) -> [Table.Cell] {
    let levels = report.study.objectives.indices.map { index in
      Table.Cell(
        Numeral.text(index < arm.objectives.count ? arm.objectives[index].median : nil))
    }
    let status = [arm.status.rawValue] + arm.neglects
    let flags = hasFlags ? [Table.Cell(arm.flags.joined(separator: " "))] : []
    return [
      Table.Cell(arm.name + (arm.baseline ? " (baseline)" : "")),
      Table.Cell(Numeral.fixed(arm.q, 3), isStrong: true),
      Table.Cell(Numeral.interval(arm.interval) ?? Numeral.missing),
      Table.Cell("\(arm.survival.survived)/\(arm.survival.runs)"),
      Table.Cell(Numeral.fixed(arm.attainment, 2)),
    ] + levels + [Table.Cell(status.joined(separator: " "))] + flags
  }

  private static func painted(_ cell: Table.Cell, _ padded: String) -> String {
    let troubled = ["INERT", "NEGLECTS", "FAILED", "INSUFFICIENT", "NO-UNIT"]
    if cell.isStrong { return "\u{1B}[1m\(padded)\u{1B}[0m" }
    let isTroubled = troubled.contains { cell.text.hasPrefix($0) }
    return isTroubled ? "\u{1B}[33m\(padded)\u{1B}[0m" : padded
  }
}
