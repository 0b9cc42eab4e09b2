import Foundation

/// The files that the examples and documents of this package are made of.
enum Repository {
  /// The folder of `Package.swift`.
  static let path = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path

  /// The path of a file by its place in the repository.
  static func file(_ name: String) -> String { path + "/" + name }

  /// The lines of a file; `nil` if it is not there.
  static func lines(_ name: String) -> [Substring]? {
    guard let text = try? String(contentsOfFile: file(name), encoding: .utf8) else { return nil }
    return text.split(separator: "\n", omittingEmptySubsequences: false)
  }
}
