/// Walks over the bytes of a CSV file, counting lines and columns.
struct TableReader {
  private static let quote = UInt8(ascii: "\"")
  private static let lineFeed = UInt8(ascii: "\n")
  private static let carriageReturn = UInt8(ascii: "\r")

  private let bytes: [UInt8]
  private let file: String
  private let separator: UInt8
  private var index = 0
  private var line: UInt32 = 1
  private var column: UInt32 = 1

  init(_ bytes: [UInt8], file: String, separator: Table.Separator?) {
    let body = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
    (self.bytes, self.file) = (body, file)
    self.separator = (separator ?? Self.separator(in: body)).rawValue.asciiValue ?? 0x2C
  }

  /// Reads header and rows.
  ///
  /// - Parameter nameless: The name of a first column without one; `nil` refuses it.
  mutating func read(nameless: String? = nil) throws(TableError) -> Table {
    try checkEncoding()
    guard !isAtEmptyEnd else { throw .empty(file: file) }
    var header: [Table.Cell] = []
    try readRow(into: &header)
    if let nameless, header.count > 1, header[0].text.isEmpty {
      header[0] = Table.Cell(text: nameless, line: header[0].line, column: header[0].column)
    }
    var cells: [Table.Cell] = []
    cells.reserveCapacity(bytes.count / 8)
    while !isAtEmptyEnd {
      let (before, first) = (cells.count, place)
      try readRow(into: &cells)
      guard cells.count - before == header.count else {
        throw .ragged(first, found: cells.count - before, wanted: header.count)
      }
    }
    return try Table(file: file, header: header, cells: cells)
  }

  private var place: TextPlace { TextPlace(file: file, line: Int(line), column: Int(column)) }

  /// Whether nothing but blanks and line ends follows.
  private var isAtEmptyEnd: Bool {
    let isLastRowOfSeparators = separator == 0x09
    return bytes[index...].allSatisfy {
      $0 == Self.lineFeed || $0 == Self.carriageReturn || $0 == 0x20
        || ($0 == 0x09 && !isLastRowOfSeparators)
    }
  }

  private var isAtLineEnd: Bool {
    index >= bytes.count || bytes[index] == Self.lineFeed || bytes[index] == Self.carriageReturn
  }

  /// Goes one byte on; continuation bytes of UTF-8 are no column of their own.
  private mutating func advance() {
    let byte = bytes[index]
    index += 1
    if byte == Self.carriageReturn, index < bytes.count, bytes[index] == Self.lineFeed { return }
    if byte == Self.lineFeed || byte == Self.carriageReturn {
      (line, column) = (line + 1, 1)
    } else if index >= bytes.count || bytes[index] & 0xC0 != 0x80 {
      column += 1
    }
  }

  /// Reads one line's cells and passes its end.
  private mutating func readRow(into cells: inout [Table.Cell]) throws(TableError) {
    while true {
      cells.append(try readCell())
      guard index < bytes.count else { return }
      if isAtLineEnd { return passLineEnd() }
      advance()  // the separator
    }
  }

  private mutating func passLineEnd() {
    let isPair =
      bytes[index] == Self.carriageReturn && index + 1 < bytes.count
      && bytes[index + 1] == Self.lineFeed
    advance()
    if isPair { advance() }
  }

  private mutating func readCell() throws(TableError) -> Table.Cell {
    skipBlanks()
    let (line, column) = (self.line, self.column)
    let isQuoted = index < bytes.count && bytes[index] == Self.quote
    let text = isQuoted ? try readQuoted() : try readPlain()
    return Table.Cell(text: text, line: line, column: column)
  }

  /// Passes blanks, of which the separator is none.
  private mutating func skipBlanks() {
    while index < bytes.count, bytes[index] != separator,
      bytes[index] == 0x20 || bytes[index] == 0x09
    { advance() }
  }

  private mutating func readPlain() throws(TableError) -> String {
    let start = index
    while !isAtLineEnd, bytes[index] != separator {
      if bytes[index] == Self.quote { throw .strayQuote(place) }
      advance()
    }
    var end = index
    while end > start, bytes[end - 1] == 0x20 || bytes[end - 1] == 0x09 { end -= 1 }
    return String(decoding: bytes[start..<end], as: UTF8.self)
  }

  private mutating func readQuoted() throws(TableError) -> String {
    let opened = place
    var text: [UInt8] = []
    advance()
    while true {
      guard index < bytes.count else { throw .unclosedQuote(opened) }
      let byte = bytes[index]
      advance()
      guard byte == Self.quote else {
        text.append(byte)
        continue
      }
      guard index < bytes.count, bytes[index] == Self.quote else { break }
      text.append(byte)
      advance()
    }
    skipBlanks()
    guard isAtLineEnd || bytes[index] == separator else { throw .strayQuote(place) }
    return String(decoding: text, as: UTF8.self)
  }

  /// The separator that the first line holds most of outside quotation marks; a comma if none.
  private static func separator(in bytes: [UInt8]) -> Table.Separator {
    var counts: [UInt8: Int] = [:]
    var isQuoted = false
    for byte in bytes {
      if byte == quote { isQuoted.toggle() }
      guard !isQuoted else { continue }
      if byte == lineFeed || byte == carriageReturn { break }
      counts[byte, default: 0] += 1
    }
    func count(_ separator: Table.Separator) -> Int {
      counts[separator.rawValue.asciiValue ?? 0] ?? 0
    }
    return Table.Separator.allCases.reduce(.comma) { count($1) > count($0) ? $1 : $0 }
  }

  /// Refuses bytes that are not UTF-8, at the first line that holds some.
  private func checkEncoding() throws(TableError) {
    guard String(validating: bytes, as: UTF8.self) == nil else { return }
    let lines = bytes.split(separator: Self.lineFeed, omittingEmptySubsequences: false)
    let first = lines.firstIndex { String(validating: $0, as: UTF8.self) == nil } ?? 0
    throw .notUTF8(TextPlace(file: file, line: first + 1, column: 1))
  }
}
