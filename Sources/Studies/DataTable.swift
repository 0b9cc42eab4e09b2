import Foundation
import Records
import Tables

/// A table that has been read from a file, with faults told as those of study files are.
struct DataTable {
  private let table: Table

  /// Reads a file.
  ///
  /// - Throws: ``StudyFileError`` for what `Table` does not read, and for a file without rows.
  init(path: String) throws(StudyFileError) {
    do { table = try Table(contentsOf: path) } catch { throw Self.placed(error) }
    guard rowCount > 0 else {
      throw error("the file has no rows; wanted rows of numbers below its first line")
    }
  }

  var rowCount: Int { table.rowCount }
  /// The names of the columns.
  var columns: [String] { table.columns }

  /// A fault of the file as a whole.
  func error(_ message: String) -> StudyFileError {
    StudyFileError(file: table.file, message: message)
  }

  /// The numbers of a column.
  func numbers(_ name: String) throws(StudyFileError) -> [Double] {
    do { return try table.column(name).numbers() } catch { throw Self.placed(error) }
  }

  /// How a column is standardized.
  ///
  /// - Parameters:
  ///   - numbers: Those of the training rows.
  ///   - name: The column's.
  /// - Throws: ``StudyFileError`` for a constant column, and for numbers whose squares overflow.
  func scaling(of numbers: [Double], column name: String) throws(StudyFileError) -> Scaling {
    let scaling = Scaling(of: numbers)
    if numbers.allSatisfy({ $0 == numbers[0] }) {
      throw unscalable(name, "is \(numbers[0]) in all \(numbers.count) training rows: a constant")
    }
    guard scaling.deviation > 0, scaling.deviation.isFinite else {
      throw unscalable(name, "has no finite standard deviation above 0: it")
    }
    return scaling
  }

  private func unscalable(_ name: String, _ fault: String) -> StudyFileError {
    let message =
      "column \(NearestName.quoted(name)) \(fault) cannot be standardized; leave the column out, "
      + "or do not standardize its part"
    guard let cell = try? table.column(name).cells.first else { return error(message) }
    return Self.excerpt(table.place(of: cell), message, length: cell.text.unicodeScalars.count)
  }

  /// Shift and scale of a column.
  struct Scaling {
    let mean: Double
    let deviation: Double

    init(of numbers: [Double]) {
      let mean = numbers.reduce(0, +) / Double(numbers.count)
      let squares = numbers.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
      (self.mean, deviation) = (mean, (squares / Double(numbers.count)).squareRoot())
    }

    func apply(_ x: Double) -> Double { (x - mean) / deviation }
  }

  // MARK: Places

  /// The fault of a table as one of a study.
  private static func placed(_ error: TableError) -> StudyFileError {
    guard let place = error.place else {
      return StudyFileError(file: error.file, message: error.message)
    }
    switch error {
    case .missingColumn(_, let name, let found):
      return excerpt(place, NearestName.sentence(unknown: "column", name, known: found))
    case .notANumber(_, _, let found):
      return excerpt(place, error.message, length: found.unicodeScalars.count)
    default: return excerpt(place, error.message)
    }
  }

  /// A fault with the line it stands in.
  private static func excerpt(
    _ place: TextPlace, _ message: String, length: Int = 1
  ) -> StudyFileError {
    let text = (try? Data(contentsOf: URL(fileURLWithPath: place.file))) ?? Data()
    let source = SourceText(file: place.file, text: String(decoding: text, as: UTF8.self))
    return source.error(
      at: SourceSpan(line: place.line, column: place.column, length: max(length, 1)), message)
  }
}
