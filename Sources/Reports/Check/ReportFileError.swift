/// Why a file is not a report that can be read.
public enum ReportFileError: Error, Hashable, Sendable {
  /// The file cannot be read.
  case unreadable(path: String, reason: String)
  /// The file holds no JSON.
  case notJSON(path: String, reason: String)
  /// The file is JSON, but has no `version` of a report.
  case notAReport(path: String)
  /// The report has another schema.
  case otherSchema(path: String, found: Int, wanted: Int)
  /// A key is missing or holds something else.
  case malformed(path: String, key: String, reason: String)
}

extension ReportFileError: CustomStringConvertible {
  /// What was found, where, what was wanted, and what to do.
  public var description: String {
    switch self {
    case .unreadable(let path, let reason): "\(path): \(reason); name a report.json"
    case .notJSON(let path, let reason):
      "\(path): this is not JSON: \(reason); name a report.json as poise compare writes it"
    case .notAReport(let path):
      "\(path): found JSON without a whole number under version, wanted a report.json as poise "
        + "compare writes it"
    case .otherSchema(let path, let found, let wanted):
      "\(path): found schema version \(found), wanted \(wanted); write the report again with "
        + "poise report STORE"
    case .malformed(let path, let key, let reason):
      "\(path): at \(key): \(reason); write the report again with poise report STORE"
    }
  }
}
