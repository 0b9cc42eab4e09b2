import ArgumentParser
import Foundation
import Poise

/// What is wrong with the problem itself, before any training.
struct InspectCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "inspect",
    abstract: "Diagnose a problem before training: scales, conflicts, faults, a first alpha.",
    discussion: """
      A few seeds are looked at where training begins, walked along the gradient of each objective, \
      and trained for a few hundred steps by equal weights on normalized gradients. `compare` makes \
      the same checks and puts what they find into its report.

      Exit code: 0, also with warnings; 65 when the problem cannot be trained.

      --json prints one object: version, study, parameters, precision, seeds, steps, optimizer; \
      objectives (name, direction, start and end: the value; gradientNorm; weightAtStart and weight: \
      ‖∇first‖/‖∇this‖); pairs (first, second, cosineAtStart, cosine, magnitudeSimilarity, \
      conflictShare); layers of rectified units (layer, units, deadAtStart, deadAtEnd); findings \
      (severity, kind, objective if it is about one, evidence, advice). A spread is {median, lower, \
      upper}: least and most over seeds; of weight, cosine and magnitudeSimilarity 10% and 90% \
      quantiles over seeds and steps. What was not seen is null.

      Example: poise inspect Examples/TwoScales/study.yaml
      """)

  @Argument(help: "The study file, YAML.", completion: .file(extensions: ["yaml", "yml"]))
  var study: String

  @Option(help: "The seeds to probe; by default 8, or fewer if the study has fewer.")
  var seeds: Int?

  @Option(help: "The steps of the probe.")
  var steps = Diagnosis.standardSteps

  @Flag(help: "Print JSON.")
  var json = false

  func validate() throws {
    if let seeds, !(1...1000 ~= seeds) {
      throw ValidationError("found --seeds \(seeds), wanted a whole number from 1 to 1000")
    }
    guard 1...100_000 ~= steps else {
      throw ValidationError("found --steps \(steps), wanted a whole number from 1 to 100000")
    }
  }

  func run() async throws {
    try await CommandFailure.reported {
      let diagnosis = Diagnosis(of: try StudyFile.read(path: study), seeds: seeds, steps: steps)
      Terminal.answer(
        try json
          ? Self.json(diagnosis.inspection)
          : InspectionText(diagnosis.inspection).text(
            width: Terminal.width, color: Terminal.usesColor))
      guard diagnosis.isTrainable else { throw CommandFailure.badInput }
    }
  }

  private static func json(_ inspection: Inspection) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(inspection), as: UTF8.self)
  }
}
