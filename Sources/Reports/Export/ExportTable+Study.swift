import Records
import Stability

extension ExportTable {
  /// One row for each run and recorded step: the objectives on the evaluation set under their own
  /// names, then what else was recorded.
  ///
  /// An objective named like another column is `value/NAME`.
  static func traces(_ results: some RecordedStudy) throws -> ExportTable {
    let study = results.study
    var (recorded, rowCount): (Set<String>, Int) = ([], 0)
    for arm in study.arms {
      let runs = try results.allRuns(of: arm.name)
      for run in runs { recorded.formUnion(run.trace.evidence.keys) }
      rowCount += runs.reduce(0) { $0 + $1.trace.steps.count }
    }
    let evidence = recorded.sorted()
    let taken = Set(keys + evidence)
    let objectives = study.objectives.map { taken.contains($0.name) ? "value/\($0.name)" : $0.name }
    return ExportTable(
      "traces.csv", columns: keys + objectives + evidence, rowCount: rowCount,
      batches: study.arms.count
    ) { index in
      let arm = study.arms[index]
      return try results.allRuns(of: arm.name).flatMap {
        rows(of: $0, evidence, isFront: arm.isFront)
      }
    }
  }

  private static let keys = ["arm", "member", "seed", "step"]

  private static func rows(_ run: Run, named name: String, _ columns: [[Double]]) -> [[CSVCell]] {
    run.trace.steps.indices.map { row in
      [
        .text(name), .integer(run.member), .integer(run.seed), .integer(run.trace.steps[row]),
      ] + columns.map { .number(row < $0.count ? $0[row] : nil) }
    }
  }

  private static func rows(of run: Run, _ evidence: [String], isFront: Bool) -> [[CSVCell]] {
    let name = isFront ? "\(run.arm)[\(run.member)]" : run.arm
    return rows(
      run, named: name, run.trace.values + evidence.map { run.trace.evidence[$0] ?? [] })
  }

  /// One row for each run.
  static func runs(_ report: StabilityReport, _ study: StudyRecord) -> ExportTable {
    let objectives = report.study.objectives.map(\.name)
    let members = Dictionary(
      study.arms.flatMap { arm in arm.members.indices.map { ("\(arm.name)[\($0)]", $0) } },
      uniquingKeysWith: { first, _ in first })
    let names = Set(study.arms.filter { !$0.isFront }.map(\.name))
    return ExportTable(
      "runs.csv",
      columns: ["arm", "member", "seed", "outcome", "step", "detail", "N", "P", "U", "W", "E", "S"]
        + ["halvings/noise", "halvings/spikes", "halvings/regress", "halvings/wander"]
        + objectives.map { "preference/\($0)" } + objectives.map { "final/\($0)" },
      rows: report.runs.map { run in
        let member = names.contains(run.arm) ? 0 : members[run.arm] ?? 0
        return [
          .text(run.arm), .integer(member), .integer(run.seed), .text(run.outcome),
          .integer(run.step), .text(run.detail ?? ""), .number(run.noise), .number(run.spikes),
          .number(run.regress), .number(run.wander), .number(run.attainment), .number(run.score),
        ] + halvings(run.halvings) + numbers(run.preference, objectives.count)
          + numbers(run.final, objectives.count)
      })
  }

  private static func halvings(_ halvings: ArmReport.Halvings?) -> [CSVCell] {
    [halvings?.noise, halvings?.spikes, halvings?.regress, halvings?.wander].map { .number($0) }
  }

  private static func numbers(_ values: [Double]?, _ count: Int) -> [CSVCell] {
    (0..<count).map { index in
      .number(values.flatMap { index < $0.count ? $0[index] : nil })
    }
  }
}
