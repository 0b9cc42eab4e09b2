import Stability

extension Material {
  /// What to do about what was seen.
  var adviceSection: Section {
    Section(
      id: "advice", title: "What to do next",
      blocks: [
        report.advice.isEmpty
          ? .paragraph("Nothing that was seen calls for another run.") : .list(report.advice)
      ])
  }
}
