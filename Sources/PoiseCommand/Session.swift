import ArgumentParser
import Foundation
import GSLAccess
import Poise

/// One study from training to its reports: what `compare` and `sweep` share.
struct Session {
  /// The study.
  let study: Study
  /// Where everything goes.
  let folder: OutputFolder
  /// How to run.
  let settings: RunSettings
  /// The command that repeats it.
  let command: String

  /// Trains what is missing, scores, writes all reports.
  ///
  /// - Parameter growing: Is given the results, and says which larger study to train in the same
  ///   store before they are reported; `nil` for none.
  /// - Returns: The report, and what writes its JSON.
  func run(
    growing: (StoredStudy) throws -> Study? = { _ in nil }
  ) async throws -> (report: StabilityReport, writer: ReportWriter) {
    let start = ContinuousClock.now
    let options = try settings.options
    let signals = Interruption(.leave(saying: "Stopped before the training began."))
    let (store, results) = try await trained(signals, growing)
    defer { try? store.close() }
    let trained = ContinuousClock.now
    let report = try results.stability()
    let scored = ContinuousClock.now
    let writer = ReportWriter(
      report: report, results: results, machine: machine(options),
      times: Times(
        trainingSeconds: start.duration(to: trained) / .seconds(1),
        scoringSeconds: trained.duration(to: scored) / .seconds(1),
        totalSeconds: start.duration(to: .now) / .seconds(1),
        finished: Date.now.formatted(.iso8601)), command: command)
    signals.respond(.wait)
    try writer.write(to: folder.path)
    if let code = signals.exitCode {
      Terminal.say("Stopped; training was over, and the reports are in \(folder.path).")
      throw ExitCode(code)
    }
    return (report, writer)
  }

  /// Trains the study, and whatever larger study its results ask for; opens the store to read them.
  private func trained(
    _ signals: Interruption, _ growing: (StoredStudy) throws -> Study?
  ) async throws -> (StudyStore, StoredStudy) {
    var (study, isFirst) = (study, true)
    while true {
      let training = StudyTraining(
        study: study, folder: folder, settings: settings, signals: signals,
        isContinued: !isFirst)
      let record = try await training.run { _, record in record }
      let store = try StudyStore.open(at: folder.store, for: .read)
      let results = store.recorded(record, contentHash: record.contentHash)
      signals.respond(
        .leave(
          saying: "Stopped before the reports were written. All runs are saved in "
            + "\(folder.store); the same command, or poise report, writes the reports."))
      guard let larger = try growing(results) else { return (store, results) }
      try store.close()
      (study, isFirst) = (larger, false)
    }
  }

  private func machine(_ options: Study.RunOptions) -> Machine {
    Machine(
      cores: ProcessInfo.processInfo.processorCount, instructionSet: "\(options.instructionSet)",
      operatingSystem: ProcessInfo.processInfo.operatingSystemVersionString,
      threads: options.threads, lanes: study.laneWidth(options).rawValue,
      versions: [
        "GSL": GSL.version, "poise": PoiseVersion.current, "SQLite": StudyStore.sqliteVersion,
      ])
  }
}
