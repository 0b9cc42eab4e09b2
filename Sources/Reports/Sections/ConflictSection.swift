import Records
import Stability

extension Material {
  private static let bins = 32

  /// The cosine between the gradients of objectives: over the steps, as a distribution, in numbers.
  var conflictSection: Section {
    let figures = gradientPairs.enumerated().flatMap { index, pair in
      [courseFigure(index + 1, pair), distributionFigure(index + 1, pair)].compactMap(\.self)
    }
    let table = conflictTable
    let numbers: [Block] = table.map { Block.rows($0) + [.note(conflictNote)] } ?? []
    return Section(
      id: "conflict", title: "When the objectives conflicted",
      blocks: figures.isEmpty
        ? [] : [.figures(figures, caption: conflictCaption)] + numbers)
  }

  private func courseFigure(_ number: Int, _ pair: (a: String, b: String)) -> Figure? {
    evidenceFigure(
      "conflict-\(number)", title: "\(pair.a) and \(pair.b)",
      label: "cosine of the gradients, −1 to 1", axis: .fixed(Scale(-1, 1)), zero: 0
    ) { $0.cosine(pair.a, pair.b) }
  }

  /// All recorded cosines of each arm as a hill over the axis.
  private func distributionFigure(_ number: Int, _ pair: (a: String, b: String)) -> Figure? {
    let hills = arms.lazy.compactMap { arm in hill(arm, pair).map { (arm, $0) } }
      .prefix(Material.armsWithPictures)
    guard !hills.isEmpty else { return nil }
    var panel = RowPanel(
      "\(pair.a) and \(pair.b), all steps", rows: hills.map(\.0.name),
      columns: [
        RowPanel.Column(title: "cosine of the gradients, −1 to 1", scale: Scale(-1, 1))
      ], trailing: 84)
    panel.rule(at: 0)
    for (row, (arm, shares)) in hills.enumerated() {
      let conflicting = shares.prefix(Material.bins / 2).reduce(0, +)
      panel.distribution(
        shares, row: row, style(arm.name),
        title: "\(arm.name): \(Numeral.percent(conflicting)) of the cosines below 0")
      panel.note("\(Numeral.percent(conflicting)) < 0", row: row)
    }
    return panel.figure(
      "conflict-distribution-\(number)",
      summary: "Distribution of the cosine between \(pair.a) and \(pair.b) for every arm")
  }

  /// The share of an arm's recorded cosines in each bin; `nil` if it has none.
  private func hill(_ arm: ArmReport, _ pair: (a: String, b: String)) -> [Double]? {
    var counts = Array(repeating: 0.0, count: Material.bins)
    for run in runs(arm.name) {
      for cosine in run.trace.cosine(pair.a, pair.b) ?? [] where cosine.isFinite {
        let place = (cosine + 1) / 2 * Double(Material.bins)
        counts[min(max(Int(place), 0), Material.bins - 1)] += 1
      }
    }
    let all = counts.reduce(0, +)
    return all > 0 ? counts.map { $0 / all } : nil
  }

  private var conflictTable: Table? {
    let rows = arms.flatMap { arm in
      (arm.gradients?.pairs ?? []).map { pair in
        [
          Table.Cell(arm.name, isStrong: true), Table.Cell(inOrder(pair.a, pair.b)),
          Table.Cell(Numeral.fixed(pair.cosine, 2)),
          Table.Cell(pair.conflictShare.map(Numeral.percent) ?? Numeral.missing),
          Table.Cell(Numeral.text(pair.magnitudeSimilarity)),
          Table.Cell(Numeral.text(pair.curvatureBounding)),
        ]
      }
    }
    guard !rows.isEmpty else { return nil }
    return Table(
      [
        .text("Arm"), .text("Objectives"), .number("Cosine", note: "mean over the run"),
        .number("Conflicting", note: "share of steps"),
        .number("Magnitude similarity", note: "0 to 1"), .number("Curvature bounding"),
      ], rows)
  }

  /// Two objectives by name, in the study's order.
  private func inOrder(_ a: String, _ b: String) -> String {
    objectives.map(\.name).filter { $0 == a || $0 == b }.joined(separator: ", ")
  }

  private var conflictCaption: String {
    """
    The cosine between two objectives' gradients, each turned so that less is better: below 0 they \
    conflict, at −1 a step that helps one hurts the other as much. It is watched for every arm, \
    whatever its strategy sees. \(evidenceLimits) Hills: the distribution over all recorded steps \
    of all seeds together, each as high as its row, with the share below 0.\(limits(arms.count))
    """
  }

  private var conflictNote: String {
    """
    Of each seed its mean over the steps, of these the median. Magnitude similarity is 1 for \
    gradients of equal length and near 0 where one dwarfs the other. Curvature bounding, \
    (1 − cos²)·‖g₁ − g₂‖²/‖g₁ + g₂‖²: how strongly the loss must curve before removing the conflict \
    beats the plain sum (Yu et al., 2020).
    """
  }
}
