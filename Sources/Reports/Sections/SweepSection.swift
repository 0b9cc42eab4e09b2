import Stability

extension Material {
  /// Stability and objectives against the swept weight.
  var sweepSection: Section {
    guard let sweep, !sweep.points.isEmpty else {
      return Section(id: "sweep", title: "Sweep", blocks: [])
    }
    let figure = SweepFigure(sweep, report: report)
    return Section(
      id: "sweep", title: "Sweep of \(sweep.name)",
      blocks: [
        .paragraph(SweepAnswer(sweep, report: report).text),
        .figures(figure.panels, caption: caption(sweep)),
        .table(figure.table),
      ])
  }

  private func caption(_ sweep: Sweep) -> String {
    """
    Each mark is one arm; \(sweep.name) is on a logarithmic axis, 0 at its left in a place of its \
    own. First: stability Q with its 95% interval. Others: median final value with quartiles over \
    surviving seeds. Shaded: the stable range. Hollow marks are not ranked.
    """
  }
}
