public import Foundation

extension Table {
  /// What separates the cells of a row.
  public enum Separator: Character, CaseIterable, Sendable {
    /// A comma.
    case comma = ","
    /// A semicolon.
    case semicolon = ";"
    /// A tabulator.
    case tab = "\t"
  }

  /// Reads a CSV file.
  ///
  /// - Parameters:
  ///   - path: Where it is.
  ///   - separator: Between cells; `nil` takes the one that the header line holds most of.
  ///   - nameless: What to call a first column without a name; `nil` refuses it.
  /// - Throws: ``TableError``.
  public init(
    contentsOf path: String, separator: Separator? = nil, nameless: String? = nil
  ) throws(TableError) {
    let data: Data
    do {
      data = try Data(contentsOf: URL(fileURLWithPath: path))
    } catch {
      throw .unreadable(file: path, reason: Self.reason(error))
    }
    try self.init(parsing: data, file: path, separator: separator, nameless: nameless)
  }

  /// Reads the text of a CSV file (RFC 4180; the first line names the columns).
  ///
  /// A cell may be quoted with `"`, then it may hold separators, line ends and doubled marks.
  /// Lines end with LF, CRLF or CR; empty lines at the end and a byte order mark do not count.
  ///
  /// - Parameters:
  ///   - text: UTF-8.
  ///   - file: The name for places.
  ///   - separator: Between cells; `nil` takes the one that the header line holds most of.
  ///   - nameless: What to call a first column without a name; `nil` refuses it.
  /// - Throws: ``TableError``.
  public init(
    parsing text: Data, file: String, separator: Separator? = nil, nameless: String? = nil
  ) throws(TableError) {
    var reader = TableReader([UInt8](text), file: file, separator: separator)
    self = try reader.read(nameless: nameless)
  }

  /// The system's own words for why a file cannot be read.
  private static func reason(_ error: any Error) -> String {
    switch (error as? CocoaError)?.code {
    case .fileReadNoSuchFile, .fileNoSuchFile: "no such file"
    case .fileReadNoPermission: "no permission"
    default:
      ((error as NSError).userInfo[NSUnderlyingErrorKey] as? any Error)?.localizedDescription
        ?? error.localizedDescription
    }
  }
}
