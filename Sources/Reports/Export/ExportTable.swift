/// A CSV file in the making: its rows come a batch at a time, so that long ones need little memory.
struct ExportTable: Sendable {
  /// The file's name.
  let name: String
  /// The names of the columns, all different.
  let columns: [String]
  /// The number of rows.
  let rowCount: Int
  private let batches: Int
  private let batch: @Sendable (Int) throws -> [[CSVCell]]

  /// A table of batches of rows.
  init(
    _ name: String, columns: [String], rowCount: Int, batches: Int,
    batch: @escaping @Sendable (Int) throws -> [[CSVCell]]
  ) {
    (self.name, self.columns, self.rowCount) = (name, columns, rowCount)
    (self.batches, self.batch) = (batches, batch)
  }

  /// A table of rows.
  init(_ name: String, columns: [String], rows: [[CSVCell]]) {
    self.init(name, columns: columns, rowCount: rows.count, batches: 1) { _ in rows }
  }

  /// The text, piece by piece: the header line, then each batch.
  var pieces: [() throws -> String] {
    let header = { CSVCell.row(columns.map { .text($0) }) }
    return [header] + (0..<batches).map { index in { try batch(index).map(CSVCell.row).joined() } }
  }
}
