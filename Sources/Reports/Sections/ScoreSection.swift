import Records
import Stability

extension Material {
  /// What cost the arms their stability, component by component.
  var scoreSection: Section {
    let shown = arms.filter { $0.halvings != nil }
    let blocks: [Block] =
      shown.isEmpty
      ? []
      : [.paragraph(componentCaption)] + Block.rows(scoreTable(shown)) + [.note(scoreNote)]
    return Section(id: "score", title: "What cost stability", blocks: blocks + [runDetails])
  }

  private func scoreTable(_ shown: [ArmReport]) -> Table {
    Table(
      [
        .text("Arm"), .number("Noise"), .number("Spikes"), .number("Regress"), .number("Wander"),
        .number("Seed spread R", note: "units"), .number("Worst quarter", note: "run score"),
        .number("Drawdown F", note: "units, not scored"),
      ]
        + objectives.map { .number("z of \($0.name)", note: "units from aspiration") },
      shown.map { arm in
        [Table.Cell(arm.name, isStrong: true)]
          + components(arm).map {
            Table.Cell(Numeral.fixed($0.value, 2), detail: Numeral.interval($0.interval))
          }
          + [
            Table.Cell(Numeral.text(arm.spread), detail: outcomes(of: arm)),
            Table.Cell(Numeral.fixed(arm.worstQuarter, 3)),
            Table.Cell(Numeral.text(arm.seeds?.drawdown)),
          ]
          + objectives.indices.map { index in
            Table.Cell(
              Numeral.fixed(index < arm.objectives.count ? arm.objectives[index].z : nil, 2))
          }
      })
  }

  /// The two outcomes that seeds fall into: `two outcomes, 8 and 4 seeds`.
  private func outcomes(of arm: ArmReport) -> String? {
    arm.seeds?.clusters.map {
      "two outcomes, \($0.lower.count) and \(Numeral.count($0.upper.count, "seed"))"
    }
  }

  /// Every run's components, closed until opened.
  private var runDetails: Block {
    let columns: [Table.Column] =
      [.text("Run"), .number("Seed"), .number("N"), .number("P"), .number("U"), .number("W")]
      + [.number("E"), .number("S"), .text("Outcome")]
    let rows = report.runs.map { run -> [Table.Cell] in
      let numbers = [
        run.noise, run.spikes, run.regress, run.wander, run.attainment, run.score,
      ]
      return [Table.Cell(run.arm), "\(run.seed)"] + numbers.map { Table.Cell(Numeral.text($0)) }
        + [Table.Cell(run.outcome)]
    }
    return .details(
      summary: "All \(Numeral.count(report.runs.count, "run")): N, P, U, W in units, E, S",
      [.table(Table(columns, rows))])
  }

  private var scoreNote: String {
    """
    Noise to wander: halvings, means over surviving seeds, with 95% intervals by bootstrap over \
    seeds. The other columns describe these runs and have no interval. R: how far apart the seeds \
    end, in units. Worst quarter: the mean score of the worst quarter of runs. F: how far the worst objective \
    lies above its best, traded or not, median over seeds. z: the final level in units from the \
    aspiration, less is better, 0 where it is just reached.
    """
  }

  private var componentCaption: String {
    let limits = report.study.profile.tolerances
    return """
      A run's score is 2 to the power of minus its halvings; 1 halving halves it. Noise: jitter \
      around the level, 1 at \(Numeral.exact(limits.noise)) units. Spikes: bursts beyond that \
      noise, 1 at \(Numeral.exact(limits.spikes)). Regress: ground lost that bought nothing \
      elsewhere, 1 at \(Numeral.exact(limits.regress)). Wander: late swings around the trend, 1 at \
      \(Numeral.exact(limits.wander)). A unit is the change of an \
      objective that matters, see Settings.
      """
  }
}
