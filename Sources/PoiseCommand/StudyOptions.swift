import ArgumentParser
import Poise

/// What `compare` and `sweep` share: how large the study is, and where its results go.
struct StudyOptions: ParsableArguments {
  @Option(
    help: "The folder of store and reports; by default named after the study, beside its file.")
  var output: String?

  @Option(help: "The number of seeds, instead of the file's.")
  var seeds: Int?

  @Option(help: "The number of steps, instead of the file's.")
  var steps: Int?

  @Option(
    help: """
      A library for the products of large networks: openblas. Its numbers depend on the processor: \
      such a study is outside the promise of the same bits.
      """, transform: BLAS.Library.named)
  var blas: BLAS.Library?

  @Flag(help: "Print report.json instead of the table.")
  var json = false

  func validate() throws { try Self.requireName(of: output) }

  /// Makes sure that a folder that is given has a name.
  ///
  /// - Throws: `ValidationError`.
  static func requireName(of output: String?) throws {
    guard output?.isEmpty != true else {
      throw ValidationError("found an empty --output, wanted the path of a folder")
    }
  }

  /// The study with the seeds, steps and library asked for.
  ///
  /// - Throws: `ValidationError` for numbers out of range, ``BLASError`` for a library that will not
  ///   do.
  func sized(_ study: Study) throws -> Study {
    let library = try blas.map { try BLAS($0) }
    do { return try study.changed(seeds: seeds, steps: steps, blas: library) } catch {
      throw ValidationError("\(error)")
    }
  }

  /// A command with these choices, to be shown in a report.
  func repeated(_ command: String) -> String {
    let choices = [
      seeds.map { "--seeds \($0)" }, steps.map { "--steps \($0)" },
      blas.map { "--blas \($0.rawValue)" },
    ]
    return ([command] + choices.compactMap(\.self)).joined(separator: " ")
  }
}

extension BLAS.Library {
  /// The library of a name.
  ///
  /// - Throws: `ValidationError` for any other.
  fileprivate static func named(_ name: String) throws -> Self {
    guard let library = Self(rawValue: name) else {
      let known = allCases.map(\.rawValue).joined(separator: ", ")
      throw ValidationError("found --blas \(name), wanted \(known)")
    }
    return library
  }
}
