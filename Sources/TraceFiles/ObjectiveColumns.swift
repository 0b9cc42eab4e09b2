internal import Records
internal import Tables

/// The columns that are objectives, with their directions.
struct ObjectiveColumns {
  let objectives: [Objective]
  /// What was guessed, a sentence each.
  let notes: [String]

  var names: [String] { objectives.map(\.name) }

  /// Words in a name that speak for more being better.
  private static let rising = [
    "acc", "accuracy", "reward", "return", "score", "auc", "f1", "map", "iou", "miou", "psnr",
    "ssim", "r2", "precision", "recall", "bleu", "hypervolume",
  ]

  /// Takes the objectives asked for, or all columns of numbers.
  ///
  /// - Throws: ``TraceFileError`` when there is none, when one lacks numbers in some rows or files, or
  ///   when a unit is for none of them.
  init(of files: [LogFile], _ question: TraceQuestion) throws {
    guard question.objectives.isEmpty else {
      objectives = question.objectives
      notes = []
      try Self.check(question, objectives.map(\.name))
      return
    }
    let found = try Self.numeric(files)
    guard !found.isEmpty else {
      throw TraceFileError(
        "no column of numbers is there to score: name one with --objective NAME=minimize",
        file: files[0].path)
    }
    try Self.check(question, found)
    objectives = found.map { name in
      let words = name.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)
      let rises = words.contains { Self.rising.contains($0) }
      return Objective(
        name, rises ? .maximize : .minimize, unit: question.units[name],
        aspiration: question.aspirations[name])
    }
    let left = files[0].candidates.filter { !found.contains($0) }
    notes =
      [
        "Objectives: "
          + objectives.map { "\($0.direction.rawValue) `\($0.name)`" }.joined(separator: ", ")
          + " (guessed; --objective NAME=minimize|maximize says otherwise)."
      ]
      + (left.isEmpty
        ? []
        : ["Left out, no numbers: " + left.map { "`\($0)`" }.joined(separator: ", ") + "."])
  }

  /// The columns that hold numbers, in the order in which the files first name them.
  ///
  /// A column with numbers here and none there is refused: to leave it out would be to score a study
  /// of fewer objectives than were logged.
  private static func numeric(_ files: [LogFile]) throws -> [String] {
    var names: [String] = []
    for name in files.flatMap(\.candidates) where !names.contains(name) { names.append(name) }
    return try names.filter { name in
      guard let number = files.lazy.compactMap({ $0.number(in: name) }).first else {
        return files.allSatisfy { $0.table.rowCount == 0 }  // Nothing speaks against it.
      }
      for file in files { try file.requireNumbers(in: name, as: number) }
      return true
    }
  }

  private static func check(_ question: TraceQuestion, _ names: [String]) throws {
    let named = question.units.keys.sorted() + question.aspirations.keys.sorted()
    if let stray = named.first(where: { !names.contains($0) }) {
      throw TraceFileError(
        "there is no objective `\(stray)` to give a unit or an aspiration: the objectives are "
          + names.map { "`\($0)`" }.joined(separator: ", "))
    }
  }
}
