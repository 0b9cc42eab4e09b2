import Records
import Stability

extension EvidenceQuantity {
  /// The length of the updates and the residual of the solvers.
  static var updates: [EvidenceQuantity] {
    [
      EvidenceQuantity(
        name: "step-length", title: "Length of an update", label: "Euclidean norm, in parameters",
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
        : [.figures(figures, caption: updatesCaption)]
          + (table.map { Block.rows($0) + [.note(updatesNote)] } ?? []))
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

  private var updatesCaption: String {
    """
    The length of an update says how much of a decision reaches the parameters, the residual how \
    well a strategy's inner problem was solved. \(evidenceLimits)
    """
  }

  private var updatesNote: String {
    """
    Medians over seeds; solver counts over all recorded steps of all runs. Volatility: how much the \
    normalized weights change from one recorded step to the next. Entropy: 1 for equal weights, 0 \
    for one objective alone. A fallback is a decision made in another way because the solver failed.
    """
  }
}
