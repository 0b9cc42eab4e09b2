import Records
import Stability

extension Material {
  /// The report, top to bottom.
  var document: Document {
    let sections = [
      armsSection, tracesSection, tradeOffSection, frontsSection, sweepSection, conflictSection,
      weightsSection, scoreSection, outcomesSection, pairsSection, diagnosisSection,
      settingsSection, repeatSection, referencesSection,
    ]
    return Document(
      title: report.study.name, verdict: report.verdict, notices: notices, facts: facts,
      sections: sections.filter { !$0.blocks.isEmpty })
  }

  private var notices: [String] {
    let status =
      report.study.status == "SCORED"
      ? [] : ["\(report.study.status): \(report.study.reason ?? "this study could not be scored.")"]
    let grave = report.diagnosis.filter { $0.severity != .note }
    let finding = grave.first.map { first in
      let more = grave.count > 1 ? " (and \(grave.count - 1) more under Diagnosis)" : ""
      return ["\(first.severity.title): \(first.evidence) \(first.advice)\(more)"]
    }
    return status + (finding ?? [])
  }

  private var facts: [Document.Fact] {
    let study = report.study
    let failed = report.runs.filter { $0.outcome != "finished" }.count
    return [
      Document.Fact(name: "Arms", value: "\(report.arms.count)"),
      Document.Fact(name: "Seeds", value: "\(study.seeds)"),
      Document.Fact(name: "Steps a run", value: "\(study.steps)"),
      Document.Fact(name: "Runs", value: "\(report.runs.count), \(failed) failed"),
      Document.Fact(name: "Objectives", value: "\(study.objectives.count)"),
      Document.Fact(name: "Parameters", value: "\(study.parameters), \(study.precision)"),
      Document.Fact(name: "Score profile", value: "v\(study.profile.version)"),
    ]
  }
}
