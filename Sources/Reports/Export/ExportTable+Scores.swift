import Records
import Stability

extension ExportTable {
  /// One row for each arm.
  static func arms(_ report: StabilityReport) -> ExportTable {
    let levels = ["start", "median", "lowerQuartile", "upperQuartile", "z"]
    let objectives = report.study.objectives.map(\.name)
    return ExportTable(
      "arms.csv",
      columns: [
        "arm", "strategy", "settings", "optimizer", "baseline", "pullbacksPerStep", "Q", "Q/lower",
        "Q/upper", "status", "flags", "neglects", "survived", "runs", "survival/lower",
        "survival/upper", "meanScore", "reproducibility", "attainment", "spread", "worstQuarter",
        "halvings/noise", "halvings/spikes", "halvings/regress", "halvings/wander",
      ] + objectives.flatMap { name in levels.map { "\($0)/\(name)" } },
      rows: report.arms.map { arm in
        head(arm) + score(arm)
          + objectives.indices.flatMap { index in
            level(index < arm.objectives.count ? arm.objectives[index] : nil)
          }
      })
  }

  private static func head(_ arm: ArmReport) -> [CSVCell] {
    [
      .text(arm.name), .text(arm.strategy), .text(arm.settings.description), .text(arm.optimizer),
      .flag(arm.baseline), .integer(arm.pullbacksPerStep), .number(arm.q),
      .number(arm.interval?.lower), .number(arm.interval?.upper), .text(arm.status.rawValue),
      .text(arm.flags.joined(separator: "; ")), .text(arm.neglects.joined(separator: "; ")),
      .integer(arm.survival.survived), .integer(arm.survival.runs),
      .number(arm.survival.interval.lower), .number(arm.survival.interval.upper),
    ]
  }

  private static func score(_ arm: ArmReport) -> [CSVCell] {
    [
      arm.meanScore, arm.reproducibility, arm.attainment, arm.spread, arm.worstQuarter,
      arm.halvings?.noise, arm.halvings?.spikes, arm.halvings?.regress, arm.halvings?.wander,
    ].map { .number($0) }
  }

  private static func level(_ level: ArmReport.ObjectiveLevel?) -> [CSVCell] {
    [level?.start, level?.median, level?.lowerQuartile, level?.upperQuartile, level?.z].map {
      .number($0)
    }
  }

  /// One row for each comparison.
  static func pairs(_ report: StabilityReport) -> ExportTable {
    ExportTable(
      "pairs.csv",
      columns: [
        "a", "b", "difference", "lower", "upper", "p", "pHolm", "agreement", "reading",
        "improvement", "superiority", "shift",
      ],
      rows: report.pairs.map { pair in
        [
          .text(pair.a), .text(pair.b), .number(pair.difference), .number(pair.interval.lower),
          .number(pair.interval.upper), .number(pair.p), .number(pair.pHolm),
          .number(pair.agreement), .text(pair.reading.rawValue),
          .number(pair.effects?.improvement.value), .number(pair.effects?.superiority.value),
          .number(pair.effects?.shift.value),
        ]
      })
  }

  /// One row for each Pareto arm and seed. Volumes are in units from the aspiration, up to the
  /// reference point, which is so many units worse than it, whatever the direction.
  static func fronts(_ report: StabilityReport) -> ExportTable {
    let objectives = report.study.objectives
    return ExportTable(
      "fronts.csv",
      columns: ["arm", "seed", "hypervolume", "alive", "nondominated"]
        + objectives.flatMap { ["reference/\($0.name)", "direction/\($0.name)"] },
      rows: report.fronts.flatMap { front in
        front.seeds.map { seed in
          [
            .text(front.arm), .integer(seed.seed), .number(seed.hypervolume),
            .integer(seed.alive), .integer(seed.nondominated.count),
          ]
            + objectives.indices.flatMap { i in
              [.number(front.reference?[i]), .text(objectives[i].direction.rawValue)]
            }
        }
      })
  }
}
