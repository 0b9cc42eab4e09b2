import ArgumentParser
import Foundation
import Poise

/// The main job.
struct Compare: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Train all arms and seeds of a study, score their stability, write the reports.",
    discussion: """
      A store of the same study in the output folder is continued; one of another study is \
      refused, with the difference shown.

      Example: poise compare Examples/TwoScales/study.yaml --output two-scales
      """)

  @Argument(help: "The study file, YAML.", completion: .file(extensions: ["yaml", "yml"]))
  var study: String

  @Flag(help: "Go on with the store in the output folder (this is the default too).")
  var resume = false

  @OptionGroup var options: StudyOptions

  @OptionGroup var settings: RunSettings

  func run() async throws {
    try await CommandFailure.reported {
      let study = try options.sized(StudyFile.read(path: study))
      let folder = OutputFolder(options.output, study: study.name, file: self.study)
      let session = Session(
        study: study, folder: folder, settings: settings,
        command: options.repeated("poise compare \(self.study)"))
      let (report, text, _) = try await session.run()
      if options.json {
        Terminal.answer(text)
      } else {
        let table = ArmTable(report).text(width: Terminal.width, color: Terminal.usesColor)
        let warnings = ArmTable(report).warnings(width: Terminal.width)
        Terminal.answer(warnings.isEmpty ? table : table + "\n\n" + warnings)
        Terminal.answer(
          "\nReport: \(folder.path)/report.html (also .md, .json), store: study.sqlite")
      }
    }
  }
}
