internal import Foundation
internal import Tables

/// Reads the scalars of a TensorBoard event file: TFRecord framing with masked CRC-32C, and of the
/// protocol buffers within the few fields that hold them. A record is a line of the table.
enum EventFile {
  /// The scalars as a table with a column `step` and one for each tag that was logged at the steps of
  /// the most often logged one.
  ///
  /// - Returns: The table, and the tags left out because they were logged at other steps.
  /// - Throws: ``TraceFileError`` naming the record, for a damaged file.
  static func table(of data: Data, file: String) throws -> (table: Table, leftOut: [String]) {
    var tags: [String] = []
    var values: [String: [Int: (value: Double, record: Int)]] = [:]
    for (number, record) in try records(of: data, file: file).enumerated() {
      guard let event = ScalarEvent(record) else {
        throw fault("record \(number + 1) is no event", file)
      }
      for (tag, value) in event.values {
        if values[tag] == nil { tags.append(tag) }
        let place = TextPlace(file: file, line: number + 1, column: 1)
        guard values[tag, default: [:]].updateValue((value, number + 1), forKey: event.step) == nil
        else { throw TraceFileError("`\(tag)` was logged twice at step \(event.step)", at: place) }
      }
    }
    guard !tags.isEmpty else { throw fault("no scalar was logged", file) }
    let grids = tags.map { tag in (values[tag] ?? [:]).keys.sorted() }
    let common = grids.max { $0.count < $1.count } ?? []
    // A tag logged elsewhere cannot be a column of the same table: keep those of the longest grid.
    let kept = zip(tags, grids).filter { $0.1 == common }.map(\.0)
    let rows = common.map { step -> [(text: String, line: Int, column: Int)] in
      let line = kept.first.flatMap { values[$0]?[step]?.record } ?? 1
      return [("\(step)", line, 1)]
        + kept.map { tag in ("\(values[tag]?[step]?.value ?? .nan)", line, 1) }
    }
    let table = try Table(file: file, columns: ["step"] + kept, rows: rows)
    return (table, tags.filter { !kept.contains($0) })
  }

  /// The payloads: length, its checksum, payload, its checksum. A last record that was cut off, as of a
  /// program that was killed, ends the file.
  private static func records(of data: Data, file: String) throws -> [ArraySlice<UInt8>] {
    let bytes = [UInt8](data)
    var records: [ArraySlice<UInt8>] = []
    var index = 0
    while index + 12 <= bytes.count {
      let length = bytes[index..<index + 8].littleEndian
      guard
        UInt32(truncatingIfNeeded: bytes[index + 8..<index + 12].littleEndian)
          == CRC32C.masked(bytes[index..<index + 8])
      else { throw fault("the length of record \(records.count + 1) fails its checksum", file) }
      guard length <= UInt64(bytes.count) else { break }
      let (start, end) = (index + 12, index + 12 + Int(length))
      guard end + 4 <= bytes.count else { break }
      guard
        UInt32(truncatingIfNeeded: bytes[end..<end + 4].littleEndian)
          == CRC32C.masked(bytes[start..<end])
      else { throw fault("record \(records.count + 1) fails its checksum", file) }
      records.append(bytes[start..<end])
      index = end + 4
    }
    guard !records.isEmpty else { throw fault("no record of an event file is there", file) }
    return records
  }

  private static func fault(_ message: String, _ file: String) -> TraceFileError {
    TraceFileError("\(message): is it a whole TensorBoard event file?", file: file)
  }
}

extension ArraySlice<UInt8> {
  /// The bytes as a number, the least first.
  var littleEndian: UInt64 { reversed().reduce(0) { $0 << 8 | UInt64($1) } }
}
