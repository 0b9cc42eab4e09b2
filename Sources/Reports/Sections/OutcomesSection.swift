import Stability

extension Material {
  /// Every run that did not finish.
  var outcomesSection: Section {
    let failed = report.runs.filter { $0.outcome != "finished" }
    let blocks: [Block]
    switch failed.count {
    case 0:
      blocks = [
        .paragraph("All \(Numeral.count(report.runs.count, "run")) finished; none failed.")
      ]
    case 1...12: blocks = [.table(failureTable(failed)), .note(outcomeNote(failed))]
    default:
      blocks = [
        .table(causeTable(failed)), .note(outcomeNote(failed)),
        .details(summary: "All \(failed.count) failed runs", [.table(failureTable(failed))]),
      ]
    }
    return Section(id: "outcomes", title: "Outcomes", blocks: blocks)
  }

  private func failureTable(_ failed: [RunReport]) -> Table {
    Table(
      [.text("Arm"), .number("Seed"), .text("Cause"), .number("Step"), .text("Detail")],
      failed.map { run in
        [
          Table.Cell(run.arm, isStrong: true), "\(run.seed)", Table.Cell(run.outcome),
          Table.Cell(run.step.map { "\($0)" } ?? Numeral.missing),
          Table.Cell(run.detail ?? Numeral.missing),
        ]
      })
  }

  private func causeTable(_ failed: [RunReport]) -> Table {
    let groups = Dictionary(grouping: failed) { [$0.arm, $0.outcome] }
    let order = failed.map { [$0.arm, $0.outcome] }.reduce(into: [[String]]()) { keys, key in
      if keys.last != key, !keys.contains(key) { keys.append(key) }
    }
    let rows = order.map { key in
      let runs = groups[key] ?? []
      let steps = Set(runs.compactMap(\.step)).sorted()
      let first = steps.prefix(5).map { "\($0)" } + (steps.count > 5 ? ["…"] : [])
      return [
        Table.Cell(key[0], isStrong: true), Table.Cell(key[1]), Table.Cell("\(runs.count)"),
        Table.Cell(first.joined(separator: ", ")),
      ]
    }
    return Table(
      [
        .text("Arm"), .text("Cause"), .number("Runs"),
        .text("Failed at step", note: "the first five, each once"),
      ], rows)
  }

  /// What the causes mean that occurred.
  private func outcomeNote(_ failed: [RunReport]) -> String {
    let units = Numeral.exact(report.study.profile.runawayUnits)
    let causes = [
      ("nonFinite", "a loss, gradient, weight or parameter was infinite or not a number."),
      ("strategyFailed", "the strategy could not decide."),
      ("stopped", "the run broke off, or was too short to be measured."),
      ("runaway", "an objective came to lie more than \(units) units worse than its start."),
    ].filter { cause in failed.contains { $0.outcome == cause.0 } }
    return causes.map { "\($0.0): \($0.1)" }.joined(separator: " ")
      + " A failed run counts 0 in Q."
  }
}
