import ArgumentParser
import Foundation
import Poise

/// How to run, from flags and the environment. None of it changes a number of the report.
struct RunSettings: ParsableArguments {
  @Option(help: "Blocks of runs trained at once; by default one a processor.")
  var threads: Int?

  @Option(
    help: ArgumentHelp(
      "Seconds between two checkpoints of runs under way; a kill costs about as much.",
      valueName: "seconds"))
  var checkpoint = 10.0

  @Flag(help: "No progress.")
  var quiet = false

  func validate() throws {
    if let threads, !(1...1024 ~= threads) {
      throw ValidationError("found --threads \(threads), wanted a whole number from 1 to 1024")
    }
    guard 0...86_400 ~= checkpoint else {
      throw ValidationError("found --checkpoint \(checkpoint), wanted seconds from 0 to 86400")
    }
    _ = try options
  }

  /// The options, with `POISE_KERNELS` (baseline, avx2, avx512) and `POISE_LANES` (1, 8, 32).
  var options: Study.RunOptions {
    get throws {
      let environment = ProcessInfo.processInfo.environment
      var options = Study.RunOptions.standard
      if let threads { options.threads = threads }
      options.checkpointSeconds = checkpoint
      if let name = environment["POISE_KERNELS"] {
        let known = InstructionSet.allCases.filter(\.isAvailable)
        guard let set = known.first(where: { "\($0)" == name }) else {
          let names = known.map { "\($0)" }.joined(separator: ", ")
          throw ValidationError("found POISE_KERNELS=\(name), wanted one of \(names) here")
        }
        options.instructionSet = set
      }
      if let text = environment["POISE_LANES"] {
        guard let width = Int(text).flatMap(LaneWidth.init) else {
          throw ValidationError("found POISE_LANES=\(text), wanted 1, 8 or 32")
        }
        options.laneWidth = width
      }
      return options
    }
  }
}
