import Foundation
import Poise

/// How a study is cut into shards and made by a cluster: the same plan as a Slurm job array and as an
/// Indexed Job of Kubernetes.
struct ClusterPlan {
  /// The number of shards.
  let shards: Int
  /// What names the jobs: the study's name, sanitized.
  let name: String
  /// Absolute paths: of this program, of the study file, of the study's folder.
  let program: String
  let file: String
  let folder: String
  /// Options of `compare` that change the study: `--seeds 30`.
  let sizes: [String]
  /// Processors a shard, minutes it may take (`nil` for the cluster's default), and the partition.
  let threads: Int
  let minutes: Int?
  let partition: String?

  /// The files of the plan, by their names in the folder `cluster`.
  var files: [(name: String, text: String)] {
    [
      ("shards.sh", arrayScript), ("merge.sh", mergeScript),
      ("kubernetes.yaml", manifest(name, indexed: true, shardCommand)),
      ("kubernetes-merge.yaml", manifest(name + "-merge", indexed: false, mergeCommands)),
    ]
  }

  /// Trains the shard whose number the variable `shard` holds.
  private var shardCommand: [String] {
    let output = Self.quoted(folder) + "/" + OutputFolder.name(of: "\"$shard\"", shards)
    let size = sizes.isEmpty ? "" : " " + sizes.joined(separator: " ")
    return [
      "exec \(Self.quoted(program)) compare \(Self.quoted(file))\(size) --quiet \\",
      "  --threads \(threads) --shard \"$shard\"/\(shards) --output \(output)",
    ]
  }

  /// Joins the shards and writes the reports.
  private var mergeCommands: [String] {
    let store = Self.quoted(folder + "/study.sqlite")
    let shards = Self.quoted(folder) + "/" + OutputFolder.name(of: "*", self.shards)
    return [
      "set -e", "\(Self.quoted(program)) merge \(shards)/study.sqlite --output \(store)",
      "\(Self.quoted(program)) report \(store)",
    ]
  }

  // MARK: Slurm

  private var arrayScript: String {
    let lines =
      [
        "#!/bin/sh", "#SBATCH --job-name=\(name)", "#SBATCH --array=1-\(shards)",
        "# A shard whose node fails goes on elsewhere, from what is saved.",
        "#SBATCH --requeue", "#SBATCH --open-mode=append",
        "# A minute before the time is up it stops cleanly; submitted again, it goes on.",
        "#SBATCH --signal=B:TERM@60", "#SBATCH --cpus-per-task=\(threads)",
        "#SBATCH --output=\"\(folder)/cluster/shard-%a.log\"",
      ] + limits + ["shard=$SLURM_ARRAY_TASK_ID"] + shardCommand
    return lines.joined(separator: "\n") + "\n"
  }

  private var mergeScript: String {
    let lines =
      [
        "#!/bin/sh", "#SBATCH --job-name=\(name)-merge", "#SBATCH --requeue",
        "#SBATCH --open-mode=append", "#SBATCH --output=\"\(folder)/cluster/merge.log\"",
      ] + limits + mergeCommands
    return lines.joined(separator: "\n") + "\n"
  }

  private var limits: [String] {
    [minutes.map { "#SBATCH --time=\($0)" }, partition.map { "#SBATCH --partition=\($0)" }]
      .compactMap(\.self)
  }

  // MARK: Kubernetes

  private func manifest(_ title: String, indexed: Bool, _ commands: [String]) -> String {
    let job = Self.label(title)
    let index = indexed ? ["shard=$((JOB_COMPLETION_INDEX + 1))"] : []
    let script = (index + commands).map { "                " + $0 }.joined(separator: "\n")
    let kind =
      indexed
      ? """
        completionMode: Indexed
        completions: \(shards)
        parallelism: \(shards)
        # A shard whose pod fails goes on in another, from what is saved.
        backoffLimitPerIndex: 10
      """ : "  backoffLimit: 10"
    return """
      apiVersion: batch/v1
      kind: Job
      metadata:
        name: \(job)
      spec:
      \(kind)
        template:
          spec:
            restartPolicy: Never
            containers:
              - name: poise
                image: poise            # one that holds the program at the path below
                command: ["/bin/sh", "-c"]
                args:
                  - |
      \(script)
                resources:
                  requests: { cpu: "\(threads)" }
                volumeMounts:
                  - { name: study, mountPath: \(Self.quotedYAML(mount)) }
            volumes:
              - name: study             # shared by all pods, with the study file in it
                persistentVolumeClaim: { claimName: poise }

      """
  }

  /// The deepest folder that holds both the study file and the results.
  private var mount: String {
    let parts = [file, folder].map { Array(URL(fileURLWithPath: $0).pathComponents.dropLast()) }
    let common = zip(parts[0], parts[1]).prefix { $0 == $1 }.map(\.0)
    return "/" + common.dropFirst().joined(separator: "/")
  }

  // MARK: Words of other languages

  /// A text as one word of the shell.
  static func quoted(_ text: String) -> String {
    let plain = text.allSatisfy { character in
      character.isASCII && (character.isLetter || character.isNumber || "/._-".contains(character))
    }
    return plain ? text : "'" + text.replacingOccurrences(of: "'", with: "'\\''") + "'"
  }

  private static func quotedYAML(_ text: String) -> String {
    "'" + text.replacingOccurrences(of: "'", with: "''") + "'"
  }

  /// A name as Kubernetes allows it: lower case letters, digits and dashes, at most 63.
  private static func label(_ text: String) -> String {
    let kept = text.lowercased().map { character in
      character.isASCII && (character.isLetter || character.isNumber) ? character : "-"
    }
    let trimmed = String(kept.prefix(50)).trimmingCharacters(in: CharacterSet(charactersIn: "-"))
    return trimmed.isEmpty ? "study" : trimmed
  }
}
