import Records
import Stability

extension EvidenceQuantity {
  /// The cosines between the gradients of each pair of objectives.
  static func conflicts(_ objectives: [String]) -> [EvidenceQuantity] {
    pairs(objectives).enumerated().map { index, pair in
      EvidenceQuantity(
        name: "conflict-\(index + 1)", title: "\(pair.a) and \(pair.b)",
        label: "cosine of the gradients, −1 to 1", axis: .fixed(Scale(-1, 1)), zero: 0
      ) { $0.cosine(pair.a, pair.b) }
    }
  }
}

extension Material {
  /// The cosine between the gradients of objectives: over the steps, as a distribution, in numbers.
  var conflictSection: Section {
    let names = objectives.map(\.name)
    let courses = EvidenceQuantity.conflicts(names).map(figure)
    let hills = EvidenceQuantity.pairs(names).enumerated().map { distributionFigure($0, $1) }
    let figures = zip(courses, hills).flatMap { [$0, $1].compactMap(\.self) }
    let table = conflictTable
    let numbers: [Block] = table.map { Block.rows($0) + [.note(conflictNote)] } ?? []
    return Section(
      id: "conflict", title: "When the objectives conflicted",
      blocks: figures.isEmpty
        ? [] : [.figures(figures, caption: conflictCaption(courses.compactMap(\.?.name)))] + numbers
    )
  }

  /// All recorded cosines of each arm as a hill over the axis.
  private func distributionFigure(_ index: Int, _ pair: (a: String, b: String)) -> Figure? {
    let hills = evidence.hills[index].prefix(Material.armsWithPictures)
    guard !hills.isEmpty else { return nil }
    var panel = RowPanel(
      "\(pair.a) and \(pair.b), all steps", rows: hills.map(\.arm),
      columns: [
        RowPanel.Column(title: "cosine of the gradients, −1 to 1", scale: Scale(-1, 1))
      ], trailing: 84)
    panel.rule(at: 0)
    for (row, (arm, shares)) in hills.enumerated() {
      let conflicting = shares.prefix(shares.count / 2).reduce(0, +)
      panel.distribution(
        shares, row: row, style(arm),
        title: "\(arm): \(Numeral.percent(conflicting)) of the cosines below 0")
      panel.note("\(Numeral.percent(conflicting)) < 0", row: row)
    }
    return panel.figure(
      "conflict-distribution-\(index + 1)",
      summary: "Distribution of the cosine between \(pair.a) and \(pair.b) for every arm")
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

  private func conflictCaption(_ courses: [String]) -> String {
    """
    The cosine between two objectives' gradients, each turned so that less is better: below 0 they \
    conflict, at −1 a step that helps one hurts the other as much. It is watched for every arm, \
    whatever its strategy sees. \(evidenceLimits(courses)) Hills: the distribution over all recorded \
    steps of all seeds together, each as high as its row, with the share below 0.\(limits(arms.count))
    """
  }

  private var conflictNote: String {
    """
    Of each seed its mean over the steps, of these the median; they describe these runs and have no \
    interval. Magnitude similarity is 1 for \
    gradients of equal length and near 0 where one dwarfs the other. Curvature bounding, \
    (1 − cos²)·‖g₁ − g₂‖²/‖g₁ + g₂‖²: how strongly the loss must curve before removing the conflict \
    beats the plain sum (Yu et al., 2020).
    """
  }
}
