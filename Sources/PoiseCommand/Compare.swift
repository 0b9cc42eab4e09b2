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

  @Option(help: "The folder of store and reports; by default named after the study, beside it.")
  var output: String?

  @Option(help: "The number of seeds, instead of the file's.")
  var seeds: Int?

  @Option(help: "The number of steps, instead of the file's.")
  var steps: Int?

  @Flag(help: "Go on with the store in the output folder (this is the default too).")
  var resume = false

  @Flag(help: "Print report.json instead of the table.")
  var json = false

  @OptionGroup var settings: RunSettings

  func run() async throws {
    try await CommandFailure.reported {
      let study = try StudyFile.read(path: study).changed(seeds: seeds, steps: steps)
      let folder = OutputFolder(output, study: study.name, file: self.study)
      let session = Session(
        study: study, folder: folder, settings: settings, command: repetition(study))
      let (report, text, _) = try await session.run()
      if json {
        Terminal.answer(text)
      } else {
        let table = ArmTable(report).text(width: Terminal.width, color: Terminal.usesColor)
        Terminal.answer(table)
        Terminal.answer(
          "\nReport: \(folder.path)/report.html (also .md, .json), store: study.sqlite")
      }
    }
  }

  private func repetition(_ changed: Study) -> String {
    var words = ["poise compare", study]
    if let seeds { words.append("--seeds \(seeds)") }
    if let steps { words.append("--steps \(steps)") }
    return words.joined(separator: " ")
  }
}
