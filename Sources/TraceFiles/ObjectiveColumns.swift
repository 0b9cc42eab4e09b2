internal import Records
internal import Tables

/// The columns that are objectives, with their directions.
struct ObjectiveColumns {
  /// The objectives as they are scored: those on a logarithm say so in their names.
  let objectives: [Objective]
  /// The columns they stand in, in the same order.
  let names: [String]
  /// The columns that are scored on the logarithm of their values.
  let logarithms: Set<String>
  /// What was guessed, a sentence each.
  let notes: [String]

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
    let asked = question.objectives
    let found = try asked.isEmpty ? Self.guessed(files, question) : asked
    names = found.map(\.name)
    logarithms = question.logarithms
    try Self.check(question, names)
    objectives = found.map { question.logarithms.contains($0.name) ? Self.logarithm(of: $0) : $0 }
    notes = asked.isEmpty ? Self.notes(files[0], found) : []
  }

  /// The objective whose values are the logarithms of another's.
  private static func logarithm(of objective: Objective) -> Objective {
    Objective(
      "ln \(objective.name)", objective.direction, unit: objective.unit,
      aspiration: objective.aspiration)
  }

  /// The columns of numbers, with the directions that their names suggest.
  private static func guessed(
    _ files: [LogFile], _ question: TraceQuestion
  ) throws -> [Objective] {
    let found = try numeric(files)
    guard !found.isEmpty else {
      throw TraceFileError(
        "no column of numbers is there to score: name one with --objective NAME=minimize",
        file: files[0].path)
    }
    return found.map { name in
      let words = name.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)
      let rises = words.contains { rising.contains($0) }
      return Objective(
        name, rises ? .maximize : .minimize, unit: question.units[name],
        aspiration: question.aspirations[name])
    }
  }

  private static func notes(_ file: LogFile, _ objectives: [Objective]) -> [String] {
    let left = file.candidates.filter { name in !objectives.contains { $0.name == name } }
    return
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
    let named =
      question.units.keys.sorted() + question.aspirations.keys.sorted()
      + question.logarithms.sorted()
    if let stray = named.first(where: { !names.contains($0) }) {
      throw TraceFileError(
        "there is no objective `\(stray)` to give a unit, an aspiration or a logarithm: the "
          + "objectives are "
          + names.map { "`\($0)`" }.joined(separator: ", "))
    }
  }
}
