import Records
import Stability

extension Material {
  /// What the problem itself is like, and what to do.
  var diagnosisSection: Section {
    let order = Finding.Severity.allCases
    let findings = report.diagnosis.enumerated().sorted {
      (order.firstIndex(of: $0.element.severity) ?? 0, $0.offset)
        < (order.firstIndex(of: $1.element.severity) ?? 0, $1.offset)
    }
    let rows = findings.map { _, finding in
      [
        Table.Cell(
          finding.severity.title, detail: finding.kind, isStrong: true),
        Table.Cell(finding.objective ?? "all"), Table.Cell(finding.evidence),
        Table.Cell(finding.advice),
      ]
    }
    return Section(
      id: "diagnosis", title: "Diagnosis and advice",
      blocks: rows.isEmpty
        ? [.paragraph(nothingFound)]
        : [
          .table(
            Table([.text("Severity"), .text("Objective"), .text("Seen"), .text("To do")], rows))
        ])
  }

  private var nothingFound: String {
    isOfLogs
      ? "The problem itself was not at hand, only the logs of its training: it was not diagnosed."
      : "The diagnosis found nothing to object to."
  }
}

extension Finding.Severity {
  /// The severity as a table shows it.
  var title: String {
    switch self {
    case .error: "Error"
    case .warning: "Warning"
    case .note: "Note"
    }
  }
}
