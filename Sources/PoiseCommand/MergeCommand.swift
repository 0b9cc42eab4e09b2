import ArgumentParser
import Foundation
import Poise

/// Shards into one study.
struct MergeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "merge",
    abstract: "Join stores of one study, for instance of its shards, into one.",
    discussion: """
      The result has the same bytes in its tables of runs and traces as if one machine had made \
      the study. Stores of another study are refused with the difference shown; runs that several \
      stores have must agree to the bit. A result that is there already takes the runs in.

      Example: poise merge two-scales/shards/*/study.sqlite --output two-scales/study.sqlite
      """)

  @Argument(help: "The stores.", completion: .file(extensions: ["sqlite"]))
  var stores: [String]

  @Option(help: "The store to make, or to take the runs in.")
  var output: String

  @Flag(help: "Print the status of the result as JSON.")
  var json = false

  func validate() throws {
    guard !output.isEmpty else {
      throw ValidationError("found an empty --output, wanted the path of a store")
    }
  }

  func run() async throws {
    try await CommandFailure.reported {
      let merged = try await merged()
      defer { try? merged.close() }
      let status = try StudyStatus(
        of: merged.study, contentHash: merged.contentHash, in: [merged])
      Terminal.answer(json ? try status.json : StatusTable(status).text)
      guard !json else { return }
      Terminal.answer(
        status.isComplete
          ? "\nThe study is complete: poise report \(output) writes the reports."
          : "\nThe study is not complete yet; poise status \(output) shows what is missing.")
    }
  }

  /// Merges, unless a signal calls it off.
  private func merged() async throws -> StudyStore {
    let signals = Interruption(.leave(saying: "Stopped before anything was merged."))
    let (stores, output) = (stores, output)
    let folder = OutputFolder(holding: output)
    let work = Task { try folder.make { try StudyStore.merge(storesAt: stores, into: output) } }
    signals.respond(.callOff { work.cancel() })
    do { return try await work.value } catch StoreError.cancelled {
      Terminal.say("Stopped: nothing was merged. The same command begins again.")
      throw ExitCode(signals.exitCode ?? 1)
    }
  }
}
