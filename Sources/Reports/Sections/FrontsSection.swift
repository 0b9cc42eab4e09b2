import Fronts
import Records
import Stability

extension Material {
  /// Hypervolume and members of every Pareto arm.
  var frontsSection: Section {
    let blocks: [Block] =
      report.fronts.isEmpty
      ? []
      : [.table(frontTable), .note(frontNote)] + linearNote + equalCostBlocks + attainmentBlocks
        + report.fronts.map(memberDetails)
    return Section(id: "fronts", title: "Fronts", blocks: blocks)
  }

  private var frontTable: Table {
    var columns: [Table.Column] = [
      .text("Arm"), .number("Hypervolume", note: "median, 95% interval"),
      .number("Spread", note: "Qn over seeds"), .text("Reference point", note: "in units"),
      .number("Members"), .number("Alive", note: "mean a seed"),
      .number("Gradients", note: "a seed"),
    ]
    var rows = report.fronts.map(frontRow)
    if objectives.count == 2 {
      columns.insert(.number("Attained", note: "by every, half, any seed"), at: 3)
      for (index, front) in report.fronts.enumerated() {
        rows[index].insert(Table.Cell(attained(front)), at: 3)
      }
    }
    return Table(columns, rows)
  }

  private func frontRow(_ front: FrontReport) -> [Table.Cell] {
    [
      Table.Cell(front.arm, isStrong: true),
      Table.Cell(
        Numeral.telling(front.hypervolume, front.interval), detail: Numeral.telling(front.interval)),
      Table.Cell(Numeral.text(front.spread)),
      Table.Cell(front.reference.map(referencePoint) ?? Numeral.missing),
      "\(front.members.count)", Table.Cell(Numeral.fixed(alive(front), 1)),
      Table.Cell(gradients(front).map { "\($0)" } ?? Numeral.missing),
    ]
  }

  /// The volumes of the attainment surfaces, the least first.
  private func attained(_ front: FrontReport) -> String {
    let levels: [FrontReport.Surface.Level] = [.worst, .median, .best]
    let volumes = levels.compactMap { level in
      front.surfaces?.first { $0.level == level }?.hypervolume
    }
    return volumes.count == levels.count
      ? volumes.map { Numeral.text($0) }.joined(separator: ", ") : Numeral.missing
  }

  private func referencePoint(_ reference: [Double]) -> String {
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
      $0.pullbacksPerStep * front.members.count * study.steps
    }
  }

  /// Why a weighted sum leaves out part of a front, where what was found shows that it does.
  private var linearNote: [Block] {
    let linear = report.fronts.map(\.arm).filter { name in
      guard case .object(let settings)? = arms.first(where: { $0.name == name })?.settings else {
        return false
      }
      return settings["scalarization"] == .text("linear")
    }
    let found = nondominatedMedians
    // Medians are noisy: a few in a dent do not make a front bend away.
    guard !linear.isEmpty, let beyond = WeightedSums(found).outOfReach, 3 * beyond > found.count
    else { return [] }
    return [
      .note(
        """
        \(linear.joined(separator: ", ")): linear scalarization. The least weighted sum lies on the \
        convex hull of what can be had, and this front bends away from it: \(beyond) of the \
        \(found.count) nondominated medians of all members lie inside the hull, where no weights \
        lead a weighted sum.
        """)
    ]
  }

  /// The costs of the members' medians that no other member of any arm beats.
  private var nondominatedMedians: [[Double]] {
    let signs = objectives.map(\.direction.sign)
    let costs = report.fronts.flatMap(\.members).compactMap(\.median).filter {
      $0.count == signs.count && $0.allSatisfy(\.isFinite)
    }.map { zip(signs, $0).map { $0 * $1 } }
    let front = try? Front(minimizing: costs)
    return front?.nondominated().map { costs[$0] } ?? []
  }

  /// Every arm, single strategies beside fronts, after equally many gradient evaluations.
  private var equalCostBlocks: [Block] {
    guard let equal = report.equalCost else { return [] }
    let table = Table(
      [
        .text("Arm"), .number("Members"), .number("Hypervolume", note: "median, 95% interval"),
        .number("Steps", note: "by then"), .number("In the end", note: "median, 95% interval"),
        .number("Gradients", note: "a seed, in the end"),
      ],
      equal.arms.map { arm in
        [
          Table.Cell(arm.arm, isStrong: true), "\(arm.members)",
          Table.Cell(
            Numeral.telling(arm.hypervolume, arm.interval), detail: Numeral.telling(arm.interval)),
          "\(arm.step)",
          Table.Cell(
            Numeral.telling(arm.final, arm.finalInterval),
            detail: Numeral.telling(arm.finalInterval)),
          "\(arm.gradients)",
        ]
      })
    return [
      .heading("At equal gradient evaluations"), .table(table),
      .note(
        """
        Every arm after at most \(equal.gradients) gradient evaluations a seed, all that the cheapest \
        makes, at the last evaluation before; a single strategy counts as a front of one point. \
        Hypervolumes up to \(referencePoint(equal.reference)) in units from the aspiration, of the \
        values at that step, not smoothed; a run that failed by then leaves no point. The medians over \
        seeds have 95% intervals by \(bootstrap), arm by arm with the same resamples.
        """),
    ]
  }

  /// What the seeds attained, on the same axes for all arms.
  private var attainmentBlocks: [Block] {
    guard 2...3 ~= objectives.count else { return [] }
    let pairs = objectives.indices.flatMap { i in
      objectives.indices.filter { $0 > i }.map { (i, $0) }
    }
    let blocks = pairs.compactMap { pair in
      let names = "\(objectives[pair.0].name) and \(objectives[pair.1].name)"
      return attainment(
        pair.0, pair.1,
        caption: pairs.count == 1 ? attainmentNote : "In \(names), whatever the third.")
    }
    guard !blocks.isEmpty else { return [] }
    let note = pairs.count == 1 ? [] : [Block.note(attainmentNote)]
    return [.heading("What the seeds attained")] + blocks + note
  }

  private func attainment(_ first: Int, _ second: Int, caption: String) -> Block? {
    let drawings = report.fronts.enumerated().compactMap { index, front in
      AttainmentFigure(front, first, second, in: self).map { (index, $0) }
    }
    guard !drawings.isEmpty else { return nil }
    let x = Scale.ofFront(drawings.flatMap { $0.1.extent.x })
    let y = Scale.ofFront(drawings.flatMap { $0.1.extent.y })
    let figures = drawings.map { index, drawing in
      drawing.figure("attainment-\(first + 1)-\(second + 1)-\(index + 1)", x: x, y: y)
    }
    return .figures(figures, caption: caption)
  }

  private var attainmentNote: String {
    """
    Small marks: final values of every member and surviving seed. Lines: the borders of what any, half \
    and every seed attained, each seed with all its members (the empirical attainment function of \
    Grunert da Fonseca et al.); the closer the lines, the steadier the front.
    """
  }

  private func memberDetails(_ front: FrontReport) -> Block {
    let columns: [Table.Column] =
      [.text("Member"), .text("Preference"), .number("Stability Q"), .number("Survived")]
      + [.number("Nondominated", note: "seeds")]
      + objectives.map { .number($0.title, note: "median") }
    let rows = front.members.map { member in
      [
        Table.Cell(member.name), preferenceCell(member),
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

  /// The preference of a member; where every seed chose its own, the least and the greatest of each
  /// objective.
  private func preferenceCell(_ member: FrontReport.Member) -> Table.Cell {
    guard member.preference.isEmpty else {
      return Table.Cell(member.preference.map { Numeral.text($0) }.joined(separator: ", "))
    }
    let chosen = report.runs.filter { $0.arm == member.name }.compactMap(\.preference)
    let ranges = objectives.indices.compactMap { index -> String? in
      let shares = chosen.compactMap { index < $0.count ? $0[index] : nil }
      guard let least = shares.min(), let greatest = shares.max() else { return nil }
      return least == greatest
        ? Numeral.text(least) : "\(Numeral.text(least)) to \(Numeral.text(greatest))"
    }
    guard !ranges.isEmpty else { return Table.Cell(Numeral.missing) }
    return Table.Cell(ranges.joined(separator: ", "), detail: "chosen by each seed")
  }

  private var frontNote: String {
    """
    The hypervolume is what a front dominates up to the reference point, in units from the \
    aspiration, every objective turned so that less is better; more volume is a better front. Each \
    member is scored as an arm of its own; the tables of members give estimates without intervals. \
    \(frontIntervals)
    """
  }

  /// How the hypervolumes' uncertainty was found.
  private var frontIntervals: String {
    let spread = "Spread: Qn, a standard deviation that outliers do not move, over the seeds."
    let attained =
      objectives.count == 2
      ? " Attained: the volume that every seed, half of them and any of them dominates." : ""
    guard report.fronts.contains(where: { $0.interval != nil }) else { return spread + attained }
    return """
      The median over seeds has a 95% interval by \(bootstrap), arm by arm with the same resamples: \
      intervals that overlap do not say that two fronts are alike. \(spread)\(attained)
      """
  }
}
