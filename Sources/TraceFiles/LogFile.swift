internal import Foundation
internal import Records
internal import Tables

/// One file with what its columns mean.
struct LogFile {
  let table: Table
  let path: String
  /// The columns of arm, seed and step, where there are some.
  let armColumn, seedColumn, stepColumn: String?
  /// The first column, where it has no name and counts the rows, as the index of pandas does.
  let indexColumn: String?
  /// What the path says, for what no column does.
  let name: RunName
  /// What was logged at steps of its own, and so is no column.
  let leftOut: [String]

  private static let armNames = ["arm", "strategy", "method", "algorithm", "variant", "model"]
  private static let seedNames = ["seed", "trial", "repeat", "replicate", "random_seed"]
  private static let stepNames = [
    "step", "global_step", "iteration", "iter", "epoch", "update", "updates", "steps",
  ]
  private static let otherNames = [
    "time", "wall_time", "walltime", "wall time", "timestamp", "elapsed", "lr", "learning_rate",
    "run", "date",
  ]
  /// What pandas calls a column without a name when it reads one.
  static let nameless = "Unnamed: 0"

  init(table: Table, leftOut: [String] = [], path: String, _ question: TraceQuestion) throws {
    (self.table, self.leftOut, self.path) = (table, leftOut, path)
    var named = [question.armColumn, question.seedColumn, question.stepColumn].compactMap(\.self)
    for column in named { _ = try table.column(column) }  // Says which columns there are.
    named += question.objectives.map(\.name)
    func find(_ column: String?, _ names: [String]) -> String? {
      let free = table.columns.filter { !named.contains($0) }
      return column
        ?? names.lazy.compactMap { name in free.first { $0.lowercased() == name } }.first
    }
    armColumn = find(question.armColumn, Self.armNames)
    seedColumn = find(question.seedColumn, Self.seedNames)
    stepColumn = find(question.stepColumn, Self.stepNames)
    indexColumn = named.contains(Self.nameless) ? nil : try Self.index(of: table)
    name = try RunName(path: path, pattern: question.pattern)
  }

  /// The first column if it has no name: it must count the rows, and may begin again at 0 where logs
  /// were put together.
  private static func index(of table: Table) throws -> String? {
    guard table.columns.first == nameless else { return nil }
    var last = -1
    for cell in try table.column(nameless).cells {
      let number = Int(cell.text)
      guard number == last + 1 || number == 0 else {
        throw TraceFileError(
          "`\(cell.text)` in the first column, which has no name and does not count the rows: name "
            + "it in the first line, or leave it out", at: table.place(of: cell))
      }
      last = number ?? 0
    }
    return nameless
  }

  /// What may be objectives: columns that are nothing else.
  var candidates: [String] {
    let taken = [armColumn, seedColumn, stepColumn, indexColumn].compactMap { $0 }
    return table.columns.filter {
      !taken.contains($0) && !Self.otherNames.contains($0.lowercased())
    }
  }

  /// Where a column that may be an objective has its first number; `nil` if it has none.
  func number(in name: String) -> TextPlace? {
    cells(of: name)?.first { isNumber($0, name) }.map { table.place(of: $0) }
  }

  /// Refuses a column that lacks a number here, given the place of one elsewhere.
  ///
  /// - Throws: ``TraceFileError``.
  func requireNumbers(in name: String, as other: TextPlace) throws {
    guard let cells = cells(of: name) else {
      let why = leftOut.contains(name) ? "was logged at other steps than the rest" : "is missing"
      throw TraceFileError("`\(name)` \(why), \(Self.advice(other))", file: path)
    }
    guard let word = cells.first(where: { !isNumber($0, name) }) else { return }
    let found = word.text.isEmpty ? "an empty cell" : "`\(word.text)`"
    throw TraceFileError(
      "\(found) in column `\(name)`, \(Self.advice(other))", at: table.place(of: word))
  }

  private static func advice(_ other: TextPlace) -> String {
    "where \(other) has a number: log every objective at every evaluation (nan where it is lost), or "
      + "say which to score with --objective NAME=minimize"
  }

  private func cells(of name: String) -> [Table.Cell]? {
    candidates.contains(name) ? try? table.column(name).cells : nil
  }

  private func isNumber(_ cell: Table.Cell, _ name: String) -> Bool {
    (try? table.number(cell, in: name, allowingNonFinite: true)) != nil
  }

  /// One sentence on what was taken for what.
  var note: String {
    let arm = armColumn.map { "column `\($0)`" } ?? "the path (\(name.arm))"
    let seed = seedColumn.map { "column `\($0)`" } ?? "the path (\(name.seed))"
    let step = stepColumn.map { "column `\($0)`" } ?? "the row's number"
    let whose = armColumn == nil || seedColumn == nil ? path : "\(table.columns.count) columns"
    return "\(whose): arm from \(arm), seed from \(seed), step from \(step)."
  }

  /// The runs in the file, rows in their order.
  func runs(_ objectives: ObjectiveColumns) throws -> [LoggedRun] {
    let places = try objectives.names.map { name -> Int in
      guard !leftOut.contains(name) else {
        throw TraceFileError(
          "`\(name)` was logged at other steps than the rest: log all objectives at the same steps, "
            + "or score it alone", file: path)
      }
      guard let place = table.columns.firstIndex(of: name) else {
        _ = try table.column(name)  // Says which columns there are.
        throw TraceFileError("there is no column `\(name)`", file: path)
      }
      return place
    }
    let (arm, seed, step) = (index(armColumn), index(seedColumn), index(stepColumn))
    var runs: [LoggedRun] = []
    var known: [LoggedRun.Key: Int] = [:]
    for row in 0..<table.rowCount {
      let cells = Array(table.row(row))
      let key = LoggedRun.Key(
        arm: arm.map { cells[$0].text } ?? name.arm,
        seed: try seed.map { try whole(cells[$0], table.columns[$0]) } ?? name.seed)
      let number = try step.map { try whole(cells[$0], table.columns[$0]) }
      let run = known[key] ?? runs.count
      if run == runs.count {
        runs.append(LoggedRun(key: key, start: table.place(of: cells[0]), m: places.count))
        known[key] = run
      }
      let values = try places.map { place in
        let name = table.columns[place]
        let value = try table.number(cells[place], in: name, allowingNonFinite: true)
        return objectives.logarithms.contains(name)
          ? try logarithm(value, cells[place], name) : value
      }
      try runs[run].append(
        step: number ?? runs[run].steps.count, values, at: table.place(of: cells[step ?? 0]))
    }
    return runs
  }

  private func index(_ column: String?) -> Int? {
    column.flatMap { table.columns.firstIndex(of: $0) }
  }

  /// The logarithm of a value; one that is not finite stays what it is and fails its run.
  private func logarithm(_ value: Double, _ cell: Table.Cell, _ column: String) throws -> Double {
    guard value.isFinite else { return value }
    guard value > 0 else {
      throw TraceFileError(
        "`\(cell.text)` in column `\(column)`, of which --logarithm takes the logarithm: that is for "
          + "positive values", at: table.place(of: cell))
    }
    return log(value)
  }

  private func whole(_ cell: Table.Cell, _ column: String) throws -> Int {
    let value = try table.number(cell, in: column)
    guard let whole = Int(exactly: value), whole >= 0 else {
      throw TraceFileError(
        "`\(cell.text)` in column `\(column)`, where a whole number from 0 was wanted",
        at: table.place(of: cell))
    }
    return whole
  }
}
