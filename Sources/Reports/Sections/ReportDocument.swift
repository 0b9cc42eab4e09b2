import Records
import Stability

extension Material {
  /// The report, top to bottom.
  var document: Document {
    let sections = [
      sweepSection, armsSection, adviceSection, tracesSection, tradeOffSection, frontsSection,
      conflictSection, weightsSection, updatesSection, scoreSection, worstRunsSection,
      outcomesSection, comparisonSection, pairsSection, sensitivitySection, diagnosisSection,
      settingsSection, repeatSection, referencesSection,
    ]
    return Document(
      title: report.study.name, answer: report.answer, verdict: report.verdict, notices: notices,
      facts: facts, lead: leadingFigure, sections: sections.filter { !$0.blocks.isEmpty })
  }

  private var notices: [String] {
    let status = report.unsaidReason.map { ["\(report.study.status): \($0)"] } ?? []
    let grave = report.diagnosis.filter { $0.severity != .note }
    let finding = grave.first.map { first in
      let more = grave.count > 1 ? " (and \(grave.count - 1) more under Diagnosis)" : ""
      return ["\(first.severity.title): \(first.evidence) \(first.advice)\(more)"]
    }
    return status + (finding ?? [])
  }

  private var facts: [Document.Fact] {
    let study = report.study
    let trained =
      isOfLogs
      ? [] : [Document.Fact(name: "Parameters", value: "\(study.parameters), \(study.precision)")]
    let failed = report.runs.filter { $0.outcome != "finished" }.count
    return [
      Document.Fact(name: "Arms", value: "\(report.arms.count)"),
      Document.Fact(name: "Seeds", value: "\(study.seeds)"),
      Document.Fact(name: "Steps a run", value: "\(study.steps)"),
      Document.Fact(name: "Runs", value: "\(report.runs.count), \(failed) failed"),
      Document.Fact(name: "Objectives", value: "\(study.objectives.count)"),
    ]
      + trained + [Document.Fact(name: "Score profile", value: "v\(study.profile.version)")]
  }
}

extension StabilityReport {
  /// Why the study could not be scored, unless the verdict says so already.
  var unsaidReason: String? {
    guard study.status != "SCORED" else { return nil }
    let reason = study.reason ?? "This study could not be scored."
    return verdict.contains(reason) ? nil : reason
  }
}
