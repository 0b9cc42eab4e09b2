/// Why a report could not be written. Nothing of it is left behind.
public enum ReportError: Error, Hashable, Sendable {
  /// The folder cannot be made or written to.
  case unwritableFolder(path: String, reason: String)
  /// There is no room for the report.
  case diskFull(path: String)
  /// A file of the report cannot be written.
  case unwritableFile(path: String, reason: String)
  /// The report has no text: a number that JSON cannot hold, or a broken template.
  case unrenderable(String)
}

extension ReportError: CustomStringConvertible {
  /// What happened, where, and what to do.
  public var description: String {
    switch self {
    case .unwritableFolder(let path, let reason):
      "cannot write reports into \(path): \(reason); name a folder that you may write to"
    case .diskFull(let path):
      "no room for the report in \(path); free some space there or name another folder"
    case .unwritableFile(let path, let reason):
      "cannot write \(path): \(reason); remove what stands there or name another folder"
    case .unrenderable(let reason):
      "the report cannot be put into words: \(reason)"
    }
  }
}
