import Records
import Stability

extension EvidenceQuantity {
  /// The length of the updates and the residual of the solvers.
  static var updates: [EvidenceQuantity] {
    [
      EvidenceQuantity(
        name: "step-length", title: "Length of an update",
        label: "Euclidean norm, in the parameters' units",
        axis: .positive
      ) { $0.evidence["stepLength"] },
      EvidenceQuantity(
        name: "residual", title: "Residual of the solver", label: "relative to the problem solved",
        axis: .positive
      ) { $0.evidence["solver/residual"] },
    ]
  }
}

extension Material {
  /// How far each update went, and how the strategies' solvers fared.
  var updatesSection: Section {
    let figures = EvidenceQuantity.updates.compactMap(figure)
    let table = updatesTable
    return Section(
      id: "updates", title: "How far the steps went",
      blocks: figures.isEmpty
        ? []
        : [.figures(figures, caption: updatesCaption(figures.map(\.name)))]
          + (table.map { Block.rows($0) + [.note(updatesNote($0))] } ?? []))
  }

  private var updatesTable: Table? {
    let rows = arms.compactMap { arm in
      arm.gradients.map { gradients in
        [
          Table.Cell(arm.name, isStrong: true),
          Table.Cell(Numeral.text(gradients.stepLength)),
          Table.Cell(Numeral.text(gradients.weightVolatility)),
          Table.Cell(Numeral.text(gradients.weightEntropy)),
          Table.Cell(Numeral.text(gradients.conditionNumber)),
          Table.Cell(gradients.solver.map { "\($0.decisions)" } ?? Numeral.missing),
          Table.Cell(Numeral.text(gradients.solver?.largestResidual)),
          Table.Cell(gradients.solver.map { "\($0.fallbacks)" } ?? Numeral.missing),
        ]
      }
    }
    guard !rows.isEmpty else { return nil }
    return Table(
      [
        .text("Arm"), .number("Step length", note: "median"),
        .number("Weight volatility", note: "0 to 2"), .number("Weight entropy", note: "0 to 1"),
        .number("Condition number", note: "of the gradients"),
        .number("Solved", note: "recorded decisions"), .number("Largest residual"),
        .number("Fallbacks"),
      ], rows
    ).withoutEmptyColumns()
  }

  private func updatesCaption(_ figures: [String]) -> String {
    let parts = [
      ("step-length", "how much of a decision reaches the parameters", "The length of an update"),
      ("residual", "how well a strategy's inner problem was solved", "The residual of the solver"),
    ].filter { figures.contains($0.0) }
    let said = parts.map { "\($0.2) says \($0.1)." }.joined(separator: " ")
    return "\(said) \(evidenceLimits(figures))"
  }

  /// What the columns mean that are shown.
  private func updatesNote(_ table: Table) -> String {
    let columns = Set(table.columns.map(\.title))
    let parts = [
      (
        "Weight volatility",
        "Volatility: how much the normalized weights change from one recorded step to the next."
      ),
      ("Weight entropy", "Entropy: 1 for equal weights, 0 for one objective alone."),
      (
        "Condition number",
        "Condition number: the largest over the least singular value of the gradients side by side."
      ),
      ("Solved", "Solver counts are over all recorded steps of all runs."),
      (
        "Fallbacks",
        "A fallback is a decision made in another way because the solver failed."
      ),
    ]
    let said = parts.filter { columns.contains($0.0) }.map(\.1)
    let measure = """
      Of each run its median or mean over the recorded steps, of these the median over the seeds; they \
      describe these runs and have no interval.
      """
    return ([measure] + said).joined(separator: " ")
  }
}
