import ArgumentParser
import Foundation
import Poise

/// Traces and scores for other programs.
struct ExportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write traces and scores of a study as CSV for pandas, R and spreadsheets.",
    discussion: """
      traces.csv has a row for each run and recorded step, runs.csv for each run, arms.csv for each \
      arm, pairs.csv for each comparison, fronts.csv for each Pareto arm and seed, \
      its volume beside reference point and directions. They follow RFC \
      4180: one header line, commas, CR LF, cells quoted where needed; a missing number is an empty \
      cell, an infinite one inf or -inf. Text (a name, a header) that a spreadsheet would take for a \
      formula, because it begins with =, +, - or @, and text that begins with an apostrophe, has one \
      apostrophe before it; take one away to have the text back.

      Example: poise export two-scales/study.sqlite --output csv
      """)

  @Argument(help: "The store, study.sqlite.", completion: .file(extensions: ["sqlite"]))
  var store: String

  @Option(help: "The folder of the files; made if it is not there.", completion: .directory)
  var output: String

  @Flag(help: "Print the names, rows and columns of the files as JSON.")
  var json = false

  func validate() throws { try StudyOptions.requireName(of: output) }

  func run() async throws {
    try await CommandFailure.reported {
      let store = try StudyStore.open(at: store, for: .read)
      defer { try? store.close() }
      let results = store.recorded()
      let files = try StudyExport(results, report: results.stability()).write(to: output)
      Terminal.answer(try json ? text(files) : list(files))
    }
  }

  private func list(_ files: [StudyExport.File]) -> String {
    let width = files.map(\.name.count).max() ?? 0
    return files.map { file in
      let name = file.name.padding(toLength: width, withPad: " ", startingAt: 0)
      return "\(output)/\(name)  \(file.rows) rows, \(file.columns.count) columns"
    }.joined(separator: "\n")
  }

  private func text(_ files: [StudyExport.File]) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return String(
      decoding: try encoder.encode(["files": files]), as: UTF8.self)
  }
}
