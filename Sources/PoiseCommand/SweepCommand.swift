import ArgumentParser
import Foundation
import Poise

/// Which alpha, and why is it unstable.
struct SweepCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sweep",
    abstract: "Train fixed weights [1, alpha] over a logarithmic grid; show where they are stable.",
    discussion: """
      The study's own arms are replaced by one arm for each alpha. An alpha is called stable when \
      its arm is RATED (it learns every objective and most runs survive), all its runs survive, \
      and its stability q is at least half of the best in the sweep.

      Example: poise sweep Examples/TwoScales/study.yaml --from 1e-4 --to 1e4 --points 17
      """)

  @Argument(help: "The study file, YAML.", completion: .file(extensions: ["yaml", "yml"]))
  var study: String

  @Option(help: "The smallest alpha.")
  var from = 1e-4

  @Option(help: "The largest alpha.")
  var to = 1e4

  @Option(help: "The number of values, equally spaced in the logarithm; alpha 0 is added.")
  var points = 17

  @OptionGroup var options: StudyOptions

  @OptionGroup var settings: RunSettings

  func validate() throws {
    guard from > 0, from.isFinite, to > from, to.isFinite else {
      throw ValidationError("found --from \(from) --to \(to), wanted 0 < from < to")
    }
    guard 2...1000 ~= points else {
      throw ValidationError("found --points \(points), wanted a whole number from 2 to 1000")
    }
  }

  func run() async throws {
    try await CommandFailure.reported {
      let original = try options.sized(StudyFile.read(path: study))
      let alphas = AlphaSweep.grid(from: from, to: to, points: points)
      let study = try AlphaSweep.study(original, alphas: alphas)
      let folder = OutputFolder(options.output, study: study.name, file: self.study)
      let session = Session(
        study: study, folder: folder, settings: settings,
        command: options.repeated(
          "poise sweep \(self.study) --from \(from) --to \(to) --points \(points)"))
      let (report, writer, sweep) = try await session.run {
        AlphaSweep.sweep(of: $0, alphas: alphas)
      }
      if options.json {
        Terminal.answer(try writer.json())
      } else {
        if let sweep { Terminal.answer(sweep.text(report, width: Terminal.width)) }
        Terminal.answer(
          "\nReport: \(folder.path)/report.html (also .md, .json), store: study.sqlite")
      }
    }
  }
}
