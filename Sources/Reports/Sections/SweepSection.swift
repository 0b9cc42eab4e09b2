import Stability

extension Material {
  /// Where fixed weights are stable.
  var sweepSection: Section {
    guard let sweep = report.sweep else { return Section(id: "sweep", title: "Sweep", blocks: []) }
    let points = SweepPoints(sweep, report: report)
    let isAlpha = sweep.space == .alpha
    return Section(
      id: "sweep", title: isAlpha ? "Sweep of alpha" : "Sweep of weights",
      blocks: [.paragraph(SweepAnswer(points).text)]
        + (isAlpha ? alphaBlocks(points) : simplexBlocks(points)))
  }

  private func alphaBlocks(_ points: SweepPoints) -> [Block] {
    [
      .figures(SweepFigure(points).panels, caption: alphaCaption), .note(rule),
      points.all.count > 20
        ? .details(summary: "All \(points.all.count) alphas", [.table(points.table)])
        : .table(points.table),
    ]
  }

  private func simplexBlocks(_ points: SweepPoints) -> [Block] {
    let figure = SimplexFigure(points)
    return (figure.map { [.figures([$0.figure], caption: simplexCaption)] } ?? [])
      + [
        .table(points.parts), .note(rule + " " + shares(points.sweep)),
        .details(summary: "All \(points.all.count) weightings", [.table(points.table)]),
      ]
  }

  private var alphaCaption: String {
    """
    Each mark is one arm; alpha is on a logarithmic axis, 0 at its left in a place of its own. First: \
    stability Q with its 95% interval. Others: median final value with quartiles over surviving \
    seeds. Green: the stable range; amber: where its ends lie over the seeds (95%). Hollow marks are \
    not stable.
    """
  }

  private var simplexCaption: String {
    """
    Each mark is one arm: the nearer to a corner, the more weight its objective has. The darker the \
    shade, the more of the resampled seeds hold the nearest mark stable. The ring marks the steadiest.
    """
  }

  private var rule: String {
    """
    A weighting is stable when its arm is RATED, loses no run and scores at least half of the best Q \
    of those. Neighbors whose outcomes differ were looked between until they were close. Seeds are \
    resampled for all arms at once, and every end, share and outcome is found again; an interval \
    reaches from the neighbor that is not stable to the one that is.
    """
  }

  private func shares(_ sweep: SweepReport) -> String {
    guard case .simplex(let units) = sweep.space else { return "" }
    let area = "Shares of the simplex are counted on 4,096 even points, each by the nearest mark."
    return units.allSatisfy { $0 == 1 }
      ? "The shares are the weights themselves: an objective of a large scale needs a small one, "
        + "unless every objective declares its unit. \(area)"
      : "A weight is a share over the objective's unit. \(area)"
  }
}
