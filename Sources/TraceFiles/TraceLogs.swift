public import Records
internal import Tables

/// Training logs of any program, read as a study: long CSV, CSV or JSON Lines with one file a run, and
/// TensorBoard event files, in any mixture.
public struct TraceLogs: Sendable {
  /// The runs as a study that can be scored.
  public let results: StudyResults
  /// What was taken for what, a sentence each, to be shown.
  public let notes: [String]

  /// Reads files.
  ///
  /// - Parameters:
  ///   - paths: At least one.
  ///   - question: The objectives and where names come from.
  /// - Throws: ``TraceFileError``, or `TableError` with file, line and column.
  public init(reading paths: [String], _ question: TraceQuestion = TraceQuestion()) throws {
    guard !paths.isEmpty else { throw TraceFileError("no file was given: name at least one log") }
    let files = try paths.map { path -> LogFile in
      let (table, leftOut) = try LogFormat.table(of: path)
      return try LogFile(
        table: table, leftOut: leftOut, path: path, question)
    }
    let columns = try ObjectiveColumns(of: files, question)
    let runs = try files.flatMap { try $0.runs(columns) }
    let study = try LogStudy(runs, columns, question)
    results = study.results
    notes = LogFormat.notes(files) + columns.notes + study.notes
  }
}
