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
  /// - Returns: The report and its JSON.
  func run(
    sweep: (StabilityReport) -> Sweep? = { _ in nil }
  ) async throws -> (report: StabilityReport, json: String, sweep: Sweep?) {
    let start = ContinuousClock.now
    let options = try settings.options
    let record = study.record(diagnosis: Diagnosis(of: study, options: options).findings)
    let store = try await trainedStore(of: record, options)
    defer { try? store.close() }
    let trained = ContinuousClock.now
    let results = StudyResults(study: record, runs: try store.results().runs)
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
    try writer.write(to: folder.path)
    return (report, try writer.json(), swept)
  }

  /// Opens the store, and trains what it lacks; an interruption is heard meanwhile.
  private func trainedStore(
    of record: StudyRecord, _ options: Study.RunOptions
  ) async throws -> StudyStore {
    let signals = Interruption()
    let store = try folder.make {
      try StudyStore.openOrCreate(
        at: folder.store, study: record, contentHash: record.contentHash)
    }
    do { try await train(into: store, options, signals) } catch {
      try? store.close()
      throw error
    }
    return store
  }

  private func train(
    into store: StudyStore, _ options: Study.RunOptions, _ signals: Interruption
  ) async throws {
    let done = try store.finishedRuns()
    let missing = study.tasks.count - done.count
    guard missing > 0 else { return }
    if !done.isEmpty && !settings.quiet {
      Terminal.say("Going on with \(folder.store): \(done.count) runs are there, \(missing) to go.")
    }
    let progress = StudyProgress()
    let line = settings.quiet ? nil : ProgressLine(progress, name: study.name)
    let training = Task {
      try await study.train(options, except: done, progress: progress) { _ = try store.save($0) }
    }
    signals.then { training.cancel() }
    let result = await training.result
    line?.stop()
    do { try result.get() } catch is CancellationError {
      let saved = try store.finishedRuns().count
      Terminal.say(
        "Stopped: \(saved) of \(study.tasks.count) runs are saved in \(folder.store). "
          + "The same command goes on from there.")
      throw ExitCode(signals.exitCode)
    }
  }

  private func machine(_ options: Study.RunOptions) -> Machine {
    Machine(
      cores: ProcessInfo.processInfo.processorCount, instructionSet: "\(options.instructionSet)",
      operatingSystem: ProcessInfo.processInfo.operatingSystemVersionString,
      threads: options.threads, lanes: study.laneWidth(options).rawValue,
      versions: ["poise": PoiseVersion.current])
  }
}
