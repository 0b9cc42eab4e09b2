import ArgumentParser
import Foundation
import Poise

/// A study for a cluster.
struct SubmitCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "submit",
    abstract: "Cut a study into shards for a cluster: a Slurm job array and its merge job.",
    discussion: """
      Writes into the study's folder, under cluster: shards.sh and merge.sh for Slurm's sbatch, \
      kubernetes.yaml and kubernetes-merge.yaml for kubectl. With --now both are handed to sbatch, \
      the merge waiting for all shards. The folder must be one that all machines share.

      A shard whose node fails is queued again and goes on from what is saved; so does one that is \
      submitted again. poise status STUDY.yaml shows how far all shards are.

      Example: poise submit Examples/TwoScales/study.yaml --shards 10 --now
      """)

  @Argument(help: "The study file, YAML.", completion: .file(extensions: ["yaml", "yml"]))
  var study: String

  @Option(help: "The number of shards, at most that of seeds.")
  var shards: Int

  @Flag(help: "Submit both jobs with sbatch.")
  var now = false

  @Option(help: "Processors for each shard.")
  var threads = 1

  @Option(help: "Minutes that a shard may take; by default the cluster's own limit.")
  var minutes: Int?

  @Option(help: "The partition of the cluster.")
  var partition: String?

  @OptionGroup var options: StudyOptions

  func validate() throws {
    guard 1...1024 ~= threads else {
      throw ValidationError("found --threads \(threads), wanted a whole number from 1 to 1024")
    }
    if let minutes, !(1...1_000_000 ~= minutes) {
      throw ValidationError("found --minutes \(minutes), wanted a whole number from 1 to 1000000")
    }
    if let partition, partition.isEmpty || partition.contains(where: { $0.isWhitespace }) {
      throw ValidationError("found --partition '\(partition)', wanted the name of a partition")
    }
  }

  func run() async throws {
    try await CommandFailure.reported {
      let study = try options.sized(StudyFile.read(path: study))
      guard 1...study.seeds ~= shards else {
        throw ValidationError(
          "found --shards \(shards), wanted a whole number from 1 to \(study.seeds), the seeds")
      }
      let place = OutputFolder(options.output, study: study.name, file: self.study)
      let folder = OutputFolder(holding: Self.absolute(place.path) + "/cluster/shards.sh")
      let plan = plan(study, Self.absolute(place.path))
      try folder.make { try write(plan, to: folder.path) }
      let jobs = now ? try SlurmQueue().submit(folder.path) : nil
      Terminal.answer(try options.json ? json(folder.path, jobs) : words(folder.path, jobs))
    }
  }

  private func plan(_ study: Study, _ folder: String) -> ClusterPlan {
    let name = OutputFolder.sanitized(study.name).replacingOccurrences(of: " ", with: "-")
    let sizes = [
      options.seeds.map { "--seeds \($0)" }, options.steps.map { "--steps \($0)" },
    ]
    return ClusterPlan(
      shards: shards, name: name, program: Self.program, file: Self.absolute(self.study),
      folder: folder, sizes: sizes.compactMap(\.self), threads: threads, minutes: minutes,
      partition: partition)
  }

  /// Writes the files of a plan, each whole or not at all.
  private func write(_ plan: ClusterPlan, to folder: String) throws {
    for file in plan.files {
      try Data(file.text.utf8).write(
        to: URL(fileURLWithPath: "\(folder)/\(file.name)"), options: .atomic)
    }
  }

  private func words(_ folder: String, _ jobs: SlurmQueue.Jobs?) -> String {
    if let jobs {
      return "Submitted \(shards) shards as job \(jobs.shards) and the merge as job \(jobs.merge). "
        + "poise status \(study) shows how far they are."
    }
    let script = { (name: String) in ClusterPlan.quoted("\(folder)/\(name)") }
    return """
      Slurm:
        job=$(sbatch --parsable \(script("shards.sh")))
        sbatch --dependency=afterok:$job --kill-on-invalid-dep=yes \(script("merge.sh"))
      Kubernetes (edit image and volume first):
        kubectl apply -f \(script("kubernetes.yaml"))
        kubectl wait --for=condition=complete --timeout=-1s -f \(script("kubernetes.yaml"))
        kubectl apply -f \(script("kubernetes-merge.yaml"))
      """
  }

  private func json(_ folder: String, _ jobs: SlurmQueue.Jobs?) throws -> String {
    struct Answer: Encodable {
      let folder: String
      let shards: Int
      let jobs: SlurmQueue.Jobs?
    }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    let answer = Answer(folder: folder, shards: shards, jobs: jobs)
    return String(decoding: try encoder.encode(answer), as: UTF8.self)
  }

  private static func absolute(_ path: String) -> String {
    URL(fileURLWithPath: path).standardizedFileURL.path
  }

  /// Where this program lies.
  private static var program: String {
    (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe"))
      ?? absolute(CommandLine.arguments[0])
  }
}
