public import Stability

/// What a sweep answers, as text for a terminal.
public struct SweepText: Sendable {
  private let report: StabilityReport
  private let sweep: SweepReport

  /// Takes what is to be shown; `nil` unless the study is a sweep.
  public init?(_ report: StabilityReport) {
    guard let sweep = report.sweep else { return nil }
    (self.report, self.sweep) = (report, sweep)
  }

  /// The answer and a table: of every alpha, or of the parts of the simplex.
  ///
  /// - Parameter width: The columns the terminal has.
  /// - Returns: Lines without a break at the end.
  public func text(width: Int = 80) -> String {
    let points = SweepPoints(sweep, report: report)
    let answer = SweepAnswer(points).text
    let table = sweep.space == .alpha ? points.table : points.parts
    let rows = table.groups.allSatisfy(\.rows.isEmpty) ? [] : TextTable(table).lines(width: width)
    return
      (PlainText.wrapped(PlainText.clean(answer), to: width) + (rows.isEmpty ? [] : [""]) + rows)
      .joined(separator: "\n")
  }
}
