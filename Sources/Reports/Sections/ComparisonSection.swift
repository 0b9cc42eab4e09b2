import Stability

extension Material {
  /// All rated arms at once: ranks, who beats whom, and how many runs are within how many halvings.
  var comparisonSection: Section {
    let parts = [
      (rankFigure, rankCaption), (improvementFigure, improvementCaption),
      (performanceFigure, performanceCaption),
    ].filter { $0.0 != nil }
    let caption = parts.map(\.1).joined(separator: " ")
    let blocks: [Block] =
      parts.isEmpty ? [] : [.figures(parts.compactMap(\.0), caption: caption)]
    return Section(
      id: "comparison", title: "Who beats whom", blocks: comparisonParagraphs + blocks)
  }

  /// Who stands together, and whether there is any difference at all.
  private var comparisonParagraphs: [Block] {
    guard let comparison = report.comparison else { return [] }
    let groups = comparison.groups.map { group in
      group.count > 1 ? "\(group.joined(separator: ", ")) (not distinguished)" : group.joined()
    }.joined(separator: "; then ")
    let order = "In order of stability: \(groups)."
    let test = comparison.omnibusP.map {
      " The permutation test that all are alike has \(Numeral.probabilityInWords($0))."
    }
    return [
      .paragraph(order),
      .paragraph(
        "Friedman's test of the run scores over \(Numeral.count(report.study.seeds, "seed")): χ² = "
          + "\(Numeral.text(comparison.friedman)), "
          + "\(Numeral.probabilityInWords(comparison.friedmanP)); Iman and Davenport's F = "
          + "\(Numeral.text(comparison.imanDavenport)), "
          + "\(Numeral.probabilityInWords(comparison.imanDavenportP)); mean ranks further apart than "
          + "\(Numeral.fixed(comparison.criticalDifference, 2)) (Nemenyi, 5%) differ."
          + (test ?? "")),
    ]
  }

  private var rankCaption: String {
    """
    Critical difference: ranks of the run scores within each seed, averaged; a bar at the right \
    joins arms whose mean ranks lie within the critical difference, so that they are not told apart \
    by ranks alone. They compare seed by seed and leave out how far apart an arm's seeds end, which \
    Q counts, so that the order can be another.
    """
  }

  private var improvementCaption: String {
    """
    Probability of improvement: the share of seeds in which the arm of the row scores better than \
    that of the column, ties half; its interval is in the table of pairs.
    """
  }

  private var performanceCaption: String {
    """
    Performance profile: the share of all runs with at most so many halvings, failed runs never; \
    higher is steadier.\(profileLimits)
    """
  }

  /// How much of the ranking hangs on the score's constants.
  var sensitivitySection: Section {
    guard let sensitivity = report.sensitivity, let figure = acceptabilityFigure else {
      return Section(id: "sensitivity", title: "Sensitivity", blocks: [])
    }
    return Section(
      id: "sensitivity", title: "If the score weighed its parts otherwise",
      blocks: [
        .figures([figure], caption: acceptabilityCaption(sensitivity)),
        .details(summary: "The same in numbers", [.table(acceptabilityTable(sensitivity))]),
      ])
  }

  private func acceptabilityTable(_ sensitivity: SensitivityReport) -> Table {
    let ranks = min(sensitivity.acceptability.map(\.shares.count).max() ?? 0, 6)
    return Table(
      [.text("Arm")] + (0..<ranks).map { .number("Rank \($0 + 1)") },
      byRank(sensitivity).map { arm in
        [Table.Cell(arm.arm, isStrong: true)]
          + (0..<ranks).map { rank in
            Table.Cell(
              rank < arm.shares.count ? Numeral.fixed(arm.shares[rank], 2) : Numeral.missing)
          }
      })
  }

  private func acceptabilityCaption(_ sensitivity: SensitivityReport) -> String {
    """
    The share of \(sensitivity.draws) draws in which an arm takes each rank, every tolerance varied \
    within a factor of 2, every unit within √2, the exchange rate over 5, 10, 20 and unlimited. \
    Kendall's τ with the ranking above: \(Numeral.fixed(sensitivity.kendall, 2)) on average, at \
    least \(Numeral.fixed(sensitivity.kendallLower, 2)) in 95% of the draws.
    """
  }
}
