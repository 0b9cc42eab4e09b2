import Records
import Stability

extension Material {
  /// How many of the worst runs are drawn.
  private static let worstShown = 6

  /// Pictures of the runs that scored worst, with what cost them most.
  var worstRunsSection: Section {
    let worst = worstRuns
    let figures = worst.enumerated().map { index, pair in
      let (report, run) = pair
      let picture = ObjectivePicture(
        self, title: PlainText.clean(report.arm),
        subtitle: "seed \(report.seed) · \(cost(report))", members: [[run]])
      return picture.panel(ObjectivePicture.scales([picture]), until: run.trace.steps.last).figure(
        "worst-\(index + 1)",
        summary: "Objectives of \(report.arm), seed \(report.seed), over the steps")
    }
    return Section(
      id: "worst", title: "The worst runs",
      blocks: figures.isEmpty
        ? [] : [.figures(figures, caption: worstCaption(worst.map(\.0)))])
  }

  /// The worst run of each arm, the worst first; then the second worst of each, and so on.
  private var worstRuns: [(RunReport, Run)] {
    let places = runPlaces
    let byArm = Dictionary(grouping: report.runs) { places[$0.arm]?.arm ?? $0.arm }
    let queues = byArm.mapValues { $0.filter { $0.score != nil }.sorted(by: isWorse) }
    let depth = queues.values.map(\.count).max() ?? 0
    let order = (0..<depth).flatMap { place in
      queues.values.compactMap { place < $0.count ? $0[place] : nil }.sorted(by: isWorse)
    }
    return Array(order.lazy.compactMap(recorded).prefix(Material.worstShown))
  }

  private func isWorse(_ a: RunReport, _ b: RunReport) -> Bool {
    (a.score ?? 1, a.step ?? .max, a.arm, a.seed) < (b.score ?? 1, b.step ?? .max, b.arm, b.seed)
  }

  private func recorded(_ report: RunReport) -> (RunReport, Run)? {
    let place = runPlaces[report.arm]
    let key = RunKey(
      arm: place?.arm ?? report.arm, member: place?.member ?? 0, seed: report.seed)
    return runs(key.arm).first { $0.key == key && $0.trace.steps.count > 1 }.map { (report, $0) }
  }

  /// Why a run scored so: its failure, or the component that cost most halvings.
  private func cost(_ run: RunReport) -> String {
    guard run.outcome == "finished", let halvings = run.halvings else {
      return run.outcome + (run.step.map { " at step \($0)" } ?? "")
    }
    let parts = [
      ("noise", halvings.noise), ("spikes", halvings.spikes), ("regress", halvings.regress),
      ("wander", halvings.wander),
    ]
    let score = "run score \(Numeral.fixed(run.score, 2))"
    guard let worst = parts.max(by: { $0.1 < $1.1 }), worst.1 > 0.05 else { return score }
    return "\(score), most by \(worst.0)"
  }

  private func worstCaption(_ shown: [RunReport]) -> String {
    let scored =
      shown.contains { $0.outcome == "finished" }
      ? " Behind the run score stands the component that cost most." : ""
    let cross =
      shown.contains { $0.outcome != "finished" } ? " Cross: where a run failed." : ""
    return """
      Single runs, each on axes of its own that end where its record does: of every arm its worst run, \
      the worst first, save those that ended at their first step.\(scored)\(cross) \(sidesCaption)
      """
  }
}
