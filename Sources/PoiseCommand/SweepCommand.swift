import ArgumentParser
import Foundation
import Poise

/// Which weights, and why are others unstable.
struct SweepCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sweep",
    abstract: "Train fixed weights, closer where the outcome changes; show where they are stable.",
    discussion: """
      The study's own arms are replaced by one arm for each weighting. With two objectives these are \
      [1, alpha], alpha on a logarithmic grid and 0; where the outcome of neighbors differs, the \
      interval is halved until they are closer than --resolution or --budget is spent. With more \
      objectives they are a lattice on the simplex of weights, refined along the border of the \
      stable region; where every objective declares a unit, a weight is a share over its unit.

      A weighting is stable when its arm is RATED (it learns every objective and most runs survive), \
      all its runs survive, and its stability q is at least half of the best in the sweep. The ends \
      of the stable range, or the share of the region, come with their intervals over the seeds.

      A folder that holds a sweep of the study is gone on with: what is there stays, a sweep that \
      was stopped ends with the same numbers, and other choices add to it.

      Example: poise sweep Examples/TwoScales/study.yaml --from 1e-4 --to 1e4 --points 17
      """)

  @Argument(help: "The study file, YAML.", completion: .file(extensions: ["yaml", "yml"]))
  var study: String

  @Option(help: "The smallest alpha but 0. (default: 1e-4)")
  var from: Double?

  @Option(help: "The largest alpha. (default: 1e4)")
  var to: Double?

  @Option(
    help: """
      The values to begin with: of alpha, equally spaced in the logarithm, 0 being added (17), or at \
      most so many of the simplex (45).
      """)
  var points: Int?

  @Option(
    help: """
      When neighbors are close enough: the ratio of two alphas (1.1), or the difference of two \
      shares (0.1).
      """)
  var resolution: Double?

  @Option(help: "The most values in all. (48 of alpha, 120 of the simplex)")
  var budget: Int?

  @OptionGroup var options: StudyOptions

  @OptionGroup var settings: RunSettings

  func run() async throws {
    try await CommandFailure.reported {
      let original = try options.sized(StudyFile.read(path: study))
      let plan = try SweepPlan(
        of: original,
        SweepPlan.Choices(
          from: from, to: to, points: points, resolution: resolution, budget: budget))
      let folder = OutputFolder(
        options.output, study: SweepPlan.name(of: original), file: self.study)
      let known = plan.places(in: try? folder.record, of: original)
      let session = Session(
        study: try plan.study(original, at: plan.start + known), folder: folder,
        settings: settings, command: options.repeated(command))
      let (report, writer) = try await session.run { results in
        guard let sweep = try results.sweep() else { return nil }
        let next = plan.refinement.places(after: sweep)
        return next.isEmpty
          ? nil : try plan.study(original, at: sweep.points.map(\.place) + next)
      }
      if options.json {
        Terminal.answer(try writer.json())
      } else {
        if let sweep = SweepText(report) { Terminal.answer(sweep.text(width: Terminal.width)) }
        Terminal.answer(
          "\nReport: \(folder.path)/report.html (also .md, .json), store: study.sqlite")
      }
    }
  }

  /// What repeats the sweep.
  private var command: String {
    let choices = [
      from.map { "--from \($0)" }, to.map { "--to \($0)" }, points.map { "--points \($0)" },
      resolution.map { "--resolution \($0)" }, budget.map { "--budget \($0)" },
    ]
    let file = URL(fileURLWithPath: study).lastPathComponent
    return (["poise sweep \(file)"] + choices.compactMap(\.self)).joined(separator: " ")
  }
}
