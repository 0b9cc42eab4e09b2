import Foundation

/// Slurm's command `sbatch`.
struct SlurmQueue {
  /// The numbers of two submitted jobs.
  struct Jobs: Encodable {
    let shards: String
    let merge: String
  }

  /// Why a job was not submitted.
  struct Refusal: Error, CustomStringConvertible {
    let description: String
  }

  /// Submits the array and the merge of a plan, which waits for all shards.
  ///
  /// - Throws: ``Refusal``; a merge that is refused takes its array back.
  func submit(_ folder: String) throws -> Jobs {
    let shards = try call("sbatch", ["--parsable", folder + "/shards.sh"])
    do {
      let merge = try call(
        "sbatch",
        [
          "--parsable", "--dependency=afterok:\(shards)", "--kill-on-invalid-dep=yes",
          folder + "/merge.sh",
        ])
      return Jobs(shards: shards, merge: merge)
    } catch {
      _ = try? call("scancel", [shards])
      throw error
    }
  }

  /// Runs a command; its answer is the number of a job, before a semicolon and a cluster's name.
  private func call(_ command: String, _ arguments: [String]) throws -> String {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [command] + arguments
    let (output, errors) = (Pipe(), Pipe())
    (process.standardOutput, process.standardError) = (output, errors)
    try process.run()
    let answer = String(
      decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    let complaint = String(
      decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    guard process.terminationStatus != 127 else {
      throw Refusal(
        description: "\(command) is not on the path: --now needs Slurm; without it the scripts are "
          + "written for another machine to submit")
    }
    let number = answer.prefix { $0.isNumber }
    guard process.terminationStatus == 0, command != "sbatch" || !number.isEmpty else {
      let words = complaint.trimmingCharacters(in: .whitespacesAndNewlines)
      throw Refusal(description: "\(command) refused: \(words)")
    }
    return String(number)
  }
}
