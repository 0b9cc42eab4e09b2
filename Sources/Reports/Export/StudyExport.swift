public import Records
public import Stability

/// Writes traces and scores of a study as CSV files for pandas, R and spreadsheets.
///
/// `traces.csv` has a row for each run and recorded step, `runs.csv` for each run, `arms.csv` for
/// each arm, `pairs.csv` for each comparison, `fronts.csv` for each Pareto arm and seed. All follow
/// RFC 4180: one header line, commas, lines that end with CR LF, cells quoted where needed. A missing
/// number is an empty cell. Text that a spreadsheet would take for a formula, and text that begins
/// with an apostrophe, has one apostrophe before it.
public struct StudyExport: Sendable {
  /// A file that was written.
  public struct File: Codable, Hashable, Sendable {
    /// Its name within the folder.
    public let name: String
    /// Its rows, the header line not counted.
    public let rows: Int
    /// The names of its columns, as they were written.
    public let columns: [String]
  }

  private let tables: [ExportTable]

  /// Takes what is to be written.
  ///
  /// - Parameters:
  ///   - results: The study with its traces, read arm by arm.
  ///   - report: Its scores.
  /// - Throws: What reading throws.
  public init(_ results: some RecordedStudy, report: StabilityReport) throws {
    tables = [
      try .traces(results), .runs(report, results.study), .arms(report), .pairs(report),
      .fronts(report),
    ]
  }

  /// Writes all files into a folder, made if it is not there; all take their names or none.
  ///
  /// - Returns: The files.
  /// - Throws: ``ReportError``, and what reading the traces throws; nothing partial is then left.
  public func write(to directory: String) throws -> [File] {
    try ReportFolder(path: directory).write(tables.map { ($0.name, $0.pieces) })
    return tables.map { table in
      File(
        name: table.name, rows: table.rowCount, columns: table.columns.map(CSVCell.neutral))
    }
  }
}
