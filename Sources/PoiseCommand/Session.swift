import ArgumentParser
import Foundation
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
  /// - Parameter sweep: Makes the sweep to report on from the scores.
  /// - Returns: The report, and what writes its JSON.
  func run(
    sweep: (StabilityReport) -> Sweep? = { _ in nil }
  ) async throws -> (report: StabilityReport, writer: ReportWriter, sweep: Sweep?) {
    let start = ContinuousClock.now
    let options = try settings.options
    let signals = Interruption(.leave(saying: "Stopped before the training began."))
    let training = StudyTraining(
      study: study, folder: folder, settings: settings, signals: signals)
    let results = try await training.run { store, record in
      try store.results(of: record, evidence: ReportWriter.shows)
    }
    let trained = ContinuousClock.now
    signals.respond(
      .leave(
        saying: "Stopped before the reports were written. All runs are saved in \(folder.store); "
          + "the same command, or poise report, writes the reports."))
    let report = try results.stability()
    let scored = ContinuousClock.now
    let swept = sweep(report)
    let writer = ReportWriter(
      report: report, results: results, machine: machine(options),
      times: Times(
        trainingSeconds: start.duration(to: trained) / .seconds(1),
        scoringSeconds: trained.duration(to: scored) / .seconds(1),
        totalSeconds: start.duration(to: .now) / .seconds(1),
        finished: Date.now.formatted(.iso8601)),
      sweep: swept, command: command)
    signals.respond(.wait)
    try writer.write(to: folder.path)
    if let code = signals.exitCode {
      Terminal.say("Stopped; training was over, and the reports are in \(folder.path).")
      throw ExitCode(code)
    }
    return (report, writer, swept)
  }

  private func machine(_ options: Study.RunOptions) -> Machine {
    Machine(
      cores: ProcessInfo.processInfo.processorCount, instructionSet: "\(options.instructionSet)",
      operatingSystem: ProcessInfo.processInfo.operatingSystemVersionString,
      threads: options.threads, lanes: study.laneWidth(options).rawValue,
      versions: ["poise": PoiseVersion.current])
  }
}
