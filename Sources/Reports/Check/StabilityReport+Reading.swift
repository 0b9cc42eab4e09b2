import Foundation
public import Stability

extension StabilityReport {
  /// The version of the schema that is read and written.
  public static let schemaVersion = 1

  /// Reads a `report.json`.
  ///
  /// - Parameter path: The file; `machine` and `times` in it are passed over.
  /// - Throws: ``ReportFileError``.
  public init(contentsOf path: String) throws(ReportFileError) {
    let data: Data
    do { data = try Data(contentsOf: URL(fileURLWithPath: path)) } catch {
      throw .unreadable(path: path, reason: Self.reason(error))
    }
    let decoder = JSONDecoder()
    let version: Int
    do { version = try decoder.decode(Head.self, from: data).version } catch {
      throw Self.isCorrupted(error)
        ? .notJSON(path: path, reason: Self.words(error).reason) : .notAReport(path: path)
    }
    guard version == Self.schemaVersion else {
      throw .otherSchema(path: path, found: version, wanted: Self.schemaVersion)
    }
    do { self = try decoder.decode(StabilityReport.self, from: data) } catch {
      let (key, reason) = Self.words(error)
      throw .malformed(path: path, key: key, reason: reason)
    }
  }

  private struct Head: Decodable { let version: Int }

  private static func isCorrupted(_ error: any Error) -> Bool {
    guard case DecodingError.dataCorrupted(let context) = error else { return false }
    return context.codingPath.isEmpty
  }

  /// Where decoding stopped, as `arms[2].q`, and why.
  private static func words(_ error: any Error) -> (key: String, reason: String) {
    switch error as? DecodingError {
    case .keyNotFound(let key, let context):
      (name(context.codingPath + [key]), "the key is missing")
    case .typeMismatch(let type, let context):
      (name(context.codingPath), "found something else, wanted \(kind(type))")
    case .valueNotFound(let type, let context):
      (name(context.codingPath), "found null, wanted \(kind(type))")
    case .dataCorrupted(let context):
      (
        name(context.codingPath),
        context.underlyingError.map { ($0 as NSError).debugReason }
          ?? unended(
            context.debugDescription)
      )
    default: ("the top", "\(error)")
    }
  }

  /// A type as JSON knows it.
  private static func kind(_ type: Any.Type) -> String {
    switch type {
    case is String.Type: return "text"
    case is Bool.Type: return "true or false"
    case is Double.Type, is Int.Type, is UInt32.Type, is UInt64.Type: return "a number"
    default: return "\(type)".hasPrefix("Array") ? "a list" : "an object"
    }
  }

  /// A sentence that goes on after a semicolon.
  private static func unended(_ text: String) -> String {
    text.hasSuffix(".") ? String(text.dropLast()) : text
  }

  private static func name(_ path: [any CodingKey]) -> String {
    let name = path.reduce("") { name, key in
      key.intValue.map { "\(name)[\($0)]" } ?? (name.isEmpty ? "" : name + ".") + key.stringValue
    }
    return name.isEmpty ? "the top" : name
  }

  private static func reason(_ error: any Error) -> String {
    switch (error as? CocoaError)?.code {
    case .fileReadNoSuchFile, .fileNoSuchFile: "no such file"
    case .fileReadNoPermission: "no permission to read it"
    default: ReportFolder.reason(error)
    }
  }
}

extension NSError {
  /// The parser's own words.
  fileprivate var debugReason: String {
    userInfo[NSDebugDescriptionErrorKey] as? String ?? localizedDescription
  }
}
