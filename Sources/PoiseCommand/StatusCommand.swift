import ArgumentParser
import Foundation
import Poise

/// What is done, under way and missing.
struct StatusCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status",
    abstract: "Show how many runs of a study are done, running and missing.",
    discussion: """
      Given a study file, it looks into the study's folder: the store there, and those of its \
      shards. Given stores, it looks into these. Nothing is changed; a study may be under way.

      Example: poise status Examples/TwoScales/study.yaml
      """)

  @Argument(
    help: "The study file, or stores of one study.",
    completion: .file(extensions: ["yaml", "yml", "sqlite"]))
  var files: [String]

  @OptionGroup var options: StudyOptions

  func run() async throws {
    try await CommandFailure.reported {
      let status = try await status()
      Terminal.answer(options.json ? try status.json : StatusTable(status).text)
    }
  }

  private func status() async throws -> StudyStatus {
    let isStudy = files.count == 1 && [".yaml", ".yml"].contains { files[0].hasSuffix($0) }
    guard isStudy else {
      let stores = try files.map { try StudyStore.open(at: $0, for: .read) }
      defer { for store in stores { try? store.close() } }
      return try StudyStatus(
        of: stores[0].study, contentHash: stores[0].contentHash, in: stores)
    }
    let study = try options.sized(StudyFile.read(path: files[0]))
    let record = study.record(diagnosis: [])
    let folder = OutputFolder(options.output, study: study.name, file: files[0])
    let stores = try folder.stores.map { try StudyStore.open(at: $0, for: .read) }
    defer { for store in stores { try? store.close() } }
    return try StudyStatus(of: record, contentHash: record.contentHash, in: stores)
  }
}
