import ArgumentParser
import Foundation
import Poise

/// The training of a study, or of a shard of it, into the store in a folder.
struct StudyTraining {
  /// The study.
  let study: Study
  /// The part of it; `nil` for all.
  var shard: Shard?
  /// Where the store goes.
  let folder: OutputFolder
  /// How to run.
  let settings: RunSettings
  /// Hears what calls it off.
  let signals: Interruption
  /// Whether the same command has trained a part of the study before, and told of it.
  var isContinued = false

  /// Trains what is missing.
  ///
  /// - Parameter read: Takes from the finished store what is wanted; then it is closed.
  func run<Value>(reading read: (StudyStore, StudyRecord) throws -> Value) async throws -> Value {
    let options = try settings.options
    let record = study.record(diagnosis: Diagnosis(of: study, options: options).findings)
    let store = try folder.make {
      try StudyStore.openOrCreate(
        at: folder.store, study: record, contentHash: record.contentHash, extended: tell)
    }
    defer { try? store.close() }
    try await train(into: store, options)
    let value = try read(store, record)
    try store.close()
    return value
  }

  private func train(into store: StudyStore, _ options: Study.RunOptions) async throws {
    let wanted = Set(study.tasks(of: shard).map(\.key))
    let done = try store.finishedRuns().intersection(wanted)
    guard done.count < wanted.count else { return }
    try tell(done: done.count, of: wanted.count, in: store)
    let progress = StudyProgress()
    let line = settings.quiet ? nil : ProgressLine(progress, name: study.name)
    let (study, shard) = (study, shard)
    let training = Task {
      try await study.train(options, into: store, shard: shard, except: done, progress: progress)
    }
    signals.respond(.callOff { training.cancel() })
    let result = await training.result
    line?.stop()
    do { try result.get() } catch is CancellationError {
      let saved = try store.finishedRuns().intersection(wanted).count
      Terminal.say(
        "Stopped: \(saved) of \(wanted.count) runs are saved in \(folder.store). "
          + "The same command goes on from there.")
      throw ExitCode(signals.exitCode ?? 1)
    }
  }

  private func tell(done: Int, of all: Int, in store: StudyStore) throws {
    guard !settings.quiet, !isContinued else { return }
    if done > 0 {
      Terminal.say("Going on with \(folder.store): \(done) runs are there, \(all - done) to go.")
    }
    let status = try StudyStatus(
      of: store.study, contentHash: store.contentHash, in: [store])
    for worker in status.workers {
      Terminal.say(
        "Sharing the work with process \(worker.process) on \(worker.host), which is making "
          + "\(worker.runs) run\(worker.runs == 1 ? "" : "s").")
    }
  }

  private func tell(_ growth: StudyExtension, copy: String?) {
    guard !settings.quiet, !isContinued else { return }
    Terminal.say(
      "The study in \(folder.store) is extended: \(growth)."
        + (copy.map {
          " With other steps every run is made again; the former study is kept in \($0)."
        } ?? ""))
  }
}
