import Records
import Stability

extension Material {
  /// How to make this report again.
  var repeatSection: Section {
    let study = report.study
    let source = study.source.map {
      [Block.details(summary: "The study file", [.code($0)])]
    }
    let problem: [Block] =
      isOfLogs ? [] : [.details(summary: "The problem in words", [.code(study.problem)])]
    return Section(
      id: "repeat", title: "How to repeat it",
      blocks: [.paragraph(instruction), .code(command ?? usualCommand)] + (source ?? [])
        + problem)
  }

  private var usualCommand: String {
    "poise compare study.yaml --seeds \(report.study.seeds) --steps \(report.study.steps)"
  }

  private var instruction: String {
    if isOfLogs { return "Another program trained the runs. This scores its logs again." }
    return report.study.source == nil
      ? "This study was made in Swift; the problem below and the settings above fix it."
      : """
      Save the study file below under the name that the command has (and the data files it names \
      beside it), and run this. The numbers repeat exactly, whatever the number of threads, shards or \
      interruptions.
      """
  }

  /// The sources of what was used.
  var referencesSection: Section {
    let references = report.references.map { ($0.citation, $0.url) }
    return Section(
      id: "references", title: "References",
      blocks: references.isEmpty ? [] : [.references(references)])
  }
}
