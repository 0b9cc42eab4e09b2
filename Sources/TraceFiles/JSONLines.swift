internal import Foundation
internal import Tables

/// Reads JSON Lines: one flat object a line, the keys of the first naming the columns. `NaN` and
/// `Infinity` are numbers, as Python writes them.
enum JSONLines {
  /// The lines as a table.
  ///
  /// - Throws: ``TraceFileError`` with line and column, or `TableError`.
  static func table(of data: Data, file: String) throws -> Table {
    guard let text = String(validating: data, as: UTF8.self) else {
      throw TraceFileError("the text is not UTF-8: save the file as UTF-8", file: file)
    }
    var columns: [String] = []
    var rows: [[(text: String, line: Int, column: Int)]] = []
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    where !line.allSatisfy(\.isWhitespace) {
      var reader = FlatObjectReader(Array(line.unicodeScalars), file: file, line: index + 1)
      let fields = try reader.read()
      if columns.isEmpty { columns = fields.map(\.key) }
      if let extra = fields.first(where: { !columns.contains($0.key) }) {
        throw TraceFileError(
          "the object has a key `\(extra.key)`, which the first line has not: log every value at "
            + "every evaluation",
          at: TextPlace(file: file, line: index + 1, column: extra.column))
      }
      rows.append(
        try columns.map { name in
          guard let field = fields.first(where: { $0.key == name }) else {
            throw TraceFileError(
              "the object has no key `\(name)`, which the first line has: log every value at every "
                + "evaluation", at: TextPlace(file: file, line: index + 1, column: 1))
          }
          return (field.value, index + 1, field.column)
        })
    }
    guard !columns.isEmpty else {
      throw TraceFileError("the file holds no object: log one a line", file: file)
    }
    return try Table(file: file, columns: columns, rows: rows)
  }
}

/// Reads one object of texts and numbers.
struct FlatObjectReader {
  private let scalars: [Unicode.Scalar]
  private let file: String
  private let line: Int
  private var index = 0

  init(_ scalars: [Unicode.Scalar], file: String, line: Int) {
    (self.scalars, self.file, self.line) = (scalars, file, line)
  }

  /// The fields in their order, each with the column of its value.
  mutating func read() throws -> [(key: String, value: String, column: Int)] {
    var fields: [(key: String, value: String, column: Int)] = []
    try expect("{")
    skipBlanks()
    if peek == "}" {
      index += 1
    } else {
      repeat {
        skipBlanks()
        let key = try text()
        try expect(":")
        skipBlanks()
        let column = index + 1
        if fields.contains(where: { $0.key == key }) { throw fault("a second key `\(key)`") }
        fields.append((key, try value(), column))
        skipBlanks()
      } while try next(of: ",", "}") == ","
    }
    skipBlanks()
    guard index == scalars.count else { throw fault("more after the object") }
    return fields
  }

  private var peek: Unicode.Scalar? { index < scalars.count ? scalars[index] : nil }

  private mutating func skipBlanks() {
    while let scalar = peek, scalar.properties.isWhitespace { index += 1 }
  }

  private mutating func expect(_ scalar: Unicode.Scalar) throws {
    skipBlanks()
    guard peek == scalar else { throw fault("`\(scalar)` was wanted here") }
    index += 1
  }

  private mutating func next(of first: Unicode.Scalar, _ second: Unicode.Scalar) throws
    -> Unicode.Scalar
  {
    guard let scalar = peek, scalar == first || scalar == second else {
      throw fault("`\(first)` or `\(second)` was wanted here")
    }
    index += 1
    return scalar
  }

  /// A text, or a number or word as it is written.
  private mutating func value() throws -> String {
    if peek == "\"" { return try text() }
    if peek == "{" || peek == "[" { throw fault("a nested value; only texts and numbers are read") }
    let start = index
    while let scalar = peek, scalar != ",", scalar != "}", !scalar.properties.isWhitespace {
      index += 1
    }
    guard index > start else { throw fault("a value was wanted here") }
    return String(String.UnicodeScalarView(scalars[start..<index]))
  }

  private mutating func text() throws -> String {
    guard peek == "\"" else { throw fault("a text in quotation marks was wanted here") }
    let start = index
    index += 1
    while let scalar = peek, scalar != "\"" { index += scalar == "\\" ? 2 : 1 }
    guard index < scalars.count else {
      index = start
      throw fault("the text is not closed")
    }
    index += 1
    let quoted = String(String.UnicodeScalarView(scalars[start..<index]))
    guard let decoded = try? JSONDecoder().decode(String.self, from: Data(quoted.utf8)) else {
      index = start
      throw fault("the text has an escape that JSON does not know")
    }
    return decoded
  }

  private func fault(_ message: String) -> TraceFileError {
    TraceFileError(
      "no flat JSON object: \(message)", at: TextPlace(file: file, line: line, column: index + 1))
  }
}
