import Records
import Stability

extension Material {
  /// Hypervolume and members of every Pareto arm.
  var frontsSection: Section {
    let blocks: [Block] =
      report.fronts.isEmpty
      ? []
      : [.table(frontTable), .note(frontNote)] + linearNote + report.fronts.map(memberDetails)
    return Section(id: "fronts", title: "Fronts", blocks: blocks)
  }

  private var frontTable: Table {
    Table(
      [
        .text("Arm"), .number("Hypervolume", note: "median, 95% interval"),
        .number("Spread", note: "Qn over seeds"), .text("Reference point", note: "in units"),
        .number("Members"), .number("Alive", note: "mean a seed"),
        .number("Gradients", note: "a seed"),
      ],
      report.fronts.map { front in
        [
          Table.Cell(front.arm, isStrong: true),
          Table.Cell(Numeral.text(front.hypervolume), detail: Numeral.range(front.interval)),
          Table.Cell(Numeral.text(front.spread)), Table.Cell(referencePoint(front)),
          "\(front.members.count)", Table.Cell(Numeral.fixed(alive(front), 1)),
          Table.Cell(gradients(front).map { "\($0)" } ?? Numeral.missing),
        ]
      })
  }

  private func referencePoint(_ front: FrontReport) -> String {
    guard let reference = front.reference else { return Numeral.missing }
    let parts = zip(objectives, reference).map { objective, value in
      "\(objective.name) (\(objective.direction.word)) \(Numeral.text(value))"
    }
    return parts.joined(separator: ", ")
  }

  private func alive(_ front: FrontReport) -> Double? {
    guard !front.seeds.isEmpty else { return nil }
    return Double(front.seeds.reduce(0) { $0 + $1.alive }) / Double(front.seeds.count)
  }

  /// The pullbacks that all members of a seed cost, so that arms of unequal cost are seen as such.
  private func gradients(_ front: FrontReport) -> Int? {
    arms.first { $0.name == front.arm }.map {
      $0.pullbacksPerStep * front.members.count * results.study.steps
    }
  }

  /// Why a weighted sum may leave out most of a front.
  private var linearNote: [Block] {
    let linear = report.fronts.map(\.arm).filter { name in
      guard case .object(let settings)? = arms.first(where: { $0.name == name })?.settings else {
        return false
      }
      return settings["scalarization"] == .text("linear")
    }
    guard !linear.isEmpty else { return [] }
    return [
      .note(
        """
        \(linear.joined(separator: ", ")): linear scalarization. The least weighted sum lies on the \
        convex hull of what can be had, so of a front that bends away from the ideal it finds the \
        ends alone, whatever the weights; other scalarizations reach the rest.
        """)
    ]
  }

  private func memberDetails(_ front: FrontReport) -> Block {
    let columns: [Table.Column] =
      [.text("Member"), .text("Preference"), .number("Stability Q"), .number("Survived")]
      + [.number("Nondominated", note: "seeds")]
      + objectives.map { .number($0.title, note: "median") }
    let rows = front.members.map { member in
      [
        Table.Cell(member.name), Table.Cell(preference(member.preference)),
        Table.Cell(Numeral.fixed(member.q, 3)), Table.Cell("\(member.survived)"),
        Table.Cell("\(member.nondominated)"),
      ] + objectives.indices.map { medianCell(member, $0) }
    }
    return .details(summary: "Members of \(front.arm)", [.table(Table(columns, rows))])
  }

  private func medianCell(_ member: FrontReport.Member, _ index: Int) -> Table.Cell {
    guard let median = member.median, index < median.count else { return Table.Cell("–") }
    return Table.Cell(Numeral.text(median[index]))
  }

  private func preference(_ values: [Double]) -> String {
    values.map { Numeral.text($0) }.joined(separator: ", ")
  }

  private var frontNote: String {
    """
    The hypervolume is what a front dominates up to the reference point, in units from the \
    aspiration, every objective turned so that less is better; more volume is a better front. Each \
    member is scored as a run of its own.
    """
  }
}
