import ArgumentParser
import Foundation
import Poise

/// The main job.
struct Compare: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Train all arms and seeds of a study, score their stability, write the reports.",
    discussion: """
      A store of the same study in the output folder is continued, one with fewer seeds, arms or \
      steps is extended (with other steps every run is made again, and the former store kept under \
      another name); one of another study is refused, with the difference shown. Started twice on \
      one folder, the processes share the work.

      A shard (--shard 3/16) trains the seeds s with s mod 16 = 2 into a store of its own, by \
      default in the folder shards/3-of-16, and gives no verdict; see poise merge.

      Example: poise compare Examples/TwoScales/study.yaml --output two-scales
      """)

  @Argument(help: "The study file, YAML.", completion: .file(extensions: ["yaml", "yml"]))
  var study: String

  @Flag(help: "Go on with the store in the output folder (this is the default too).")
  var resume = false

  @Option(help: "Train only this part of the seeds, as I/N, I from 1 to N.")
  var shard: String?

  @OptionGroup var options: StudyOptions

  @OptionGroup var settings: RunSettings

  func validate() throws { _ = try part }

  func run() async throws {
    try await CommandFailure.reported {
      let study = try options.sized(StudyFile.read(path: study))
      if let part = try part { try await run(part, of: study) } else { try await run(study) }
    }
  }

  private func run(_ study: Study) async throws {
    let folder = OutputFolder(options.output, study: study.name, file: self.study)
    let session = Session(
      study: study, folder: folder, settings: settings,
      command: options.repeated(
        "poise compare " + URL(fileURLWithPath: self.study).lastPathComponent))
    let (report, writer) = try await session.run()
    if options.json {
      Terminal.answer(try writer.json())
    } else {
      let table = ArmTable(report).text(width: Terminal.width, color: Terminal.usesColor)
      let warnings = ArmTable(report).warnings(width: Terminal.width)
      Terminal.answer(warnings.isEmpty ? table : table + "\n\n" + warnings)
      Terminal.answer(
        "\nReport: \(folder.path)/report.html (also .md, .json), store: study.sqlite")
    }
  }

  /// Trains a shard; nothing is scored.
  private func run(_ part: Shard, of study: Study) async throws {
    guard part.count <= study.seeds else {
      throw ValidationError(
        "found --shard \(part) for \(study.seeds) seeds, wanted at most as many shards as seeds")
    }
    let folder = OutputFolder(options.output, study: study.name, file: self.study, shard: part)
    let signals = Interruption(.leave(saying: "Stopped before the training began."))
    let training = StudyTraining(
      study: study, shard: part, folder: folder, settings: settings, signals: signals)
    let status = try await training.run { store, record in
      try StudyStatus(of: record, contentHash: record.contentHash, in: [store]) {
        part.contains(seed: $0)
      }
    }
    Terminal.answer(options.json ? try status.json : StatusTable(status).text)
  }

  /// The shard asked for.
  private var part: Shard? {
    get throws {
      guard let shard else { return nil }
      guard let part = Shard(shard) else {
        throw ValidationError("found --shard \(shard), wanted I/N with I from 1 to N, as in 3/16")
      }
      return part
    }
  }
}
