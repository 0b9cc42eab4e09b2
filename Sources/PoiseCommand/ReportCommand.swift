import ArgumentParser
import Foundation
import Poise

/// The reports again, from the store alone.
struct ReportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Write the reports of a study again, from its store alone.",
    discussion: "Example: poise report two-scales/study.sqlite --output again")

  @Argument(help: "The store, study.sqlite.", completion: .file(extensions: ["sqlite"]))
  var store: String

  @Option(help: "The folder of the reports; by default that of the store.")
  var output: String?

  @Flag(help: "Print report.json instead of the table.")
  var json = false

  func validate() throws { try StudyOptions.requireName(of: output) }

  func run() async throws {
    try await CommandFailure.reported {
      let store = try StudyStore.open(at: store, for: .read)
      defer { try? store.close() }
      let results = store.recorded()
      let report = try results.stability()
      let beside = URL(fileURLWithPath: self.store).deletingLastPathComponent().path
      let folder = output ?? beside
      let writer = ReportWriter(report: report, results: results)
      try writer.write(to: folder)
      Terminal.answer(
        json
          ? try writer.json()
          : ArmTable(report).text(width: Terminal.width, color: Terminal.usesColor))
    }
  }
}
