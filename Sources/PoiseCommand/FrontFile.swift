import Foundation
import Poise
import Tables

/// Points of a front in a CSV file: the header names the objectives, each row is a point.
struct FrontFile {
  let path: String
  let objectives: [String]
  let points: [[Double]]

  /// Reads a file.
  ///
  /// - Throws: `TableError` with the place of what is wrong; ``StudyError`` for a file without a
  ///   point.
  init(_ path: String) throws {
    let table = try Table(contentsOf: path)
    try self.init(table, columns: table.columns)
  }

  /// Reads a true front, whose columns are those of the front in any order.
  ///
  /// - Throws: As the other initializer, and ``StudyError`` for other columns.
  init(_ path: String, columnsOf front: FrontFile) throws {
    let table = try Table(contentsOf: path)
    guard Set(table.columns) == Set(front.objectives) else {
      throw StudyError(
        "\(path) has the columns \(Self.list(table.columns)) where \(front.path) has "
          + "\(Self.list(front.objectives)): a true front has the same columns, so rename or "
          + "remove those that differ")
    }
    try self.init(table, columns: front.objectives)
  }

  private init(_ table: Table, columns: [String]) throws {
    (path, objectives) = (table.file, columns)
    let values = try columns.map { try table.column($0).numbers() }
    guard table.rowCount > 0 else {
      throw StudyError("\(table.file) names columns but holds no point: give at least one row")
    }
    points = (0..<table.rowCount).map { row in values.map { $0[row] } }
  }

  /// The points with the objectives of some names maximized.
  ///
  /// - Throws: ``StudyError`` for a name that is no column.
  func front(maximizing names: [String]) throws -> Front {
    if let unknown = names.first(where: { !objectives.contains($0) }) {
      throw StudyError(
        "--maximize \(unknown): \(path) has no such column; there are \(Self.list(objectives))")
    }
    return try Front(
      points, directions: objectives.map { names.contains($0) ? .maximize : .minimize })
  }

  private static func list(_ names: [String]) -> String { names.joined(separator: ", ") }
}
