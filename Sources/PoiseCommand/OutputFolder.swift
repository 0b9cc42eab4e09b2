import Foundation
import Poise

/// Where a study's store and reports go.
struct OutputFolder {
  /// The path.
  let path: String

  /// The folder asked for, or one named after the study, beside its file.
  init(_ asked: String?, study name: String, file: String) {
    let folder = URL(fileURLWithPath: file).deletingLastPathComponent()
    path = asked ?? folder.appendingPathComponent(Self.sanitized(name)).path
  }

  /// The store.
  var store: String { path + "/study.sqlite" }

  /// Makes the folder.
  ///
  /// - Throws: ``ReportError/unwritableFolder(path:reason:)``.
  func make() throws {
    do {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    } catch {
      let cause = (error as NSError).userInfo[NSUnderlyingErrorKey] as? NSError
      let reason = cause.map { String(cString: strerror(Int32($0.code))) } ?? "\(error)"
      throw ReportError.unwritableFolder(path: path, reason: reason)
    }
  }

  /// A file name made from any text: letters, digits, dots, dashes and spaces stay.
  static func sanitized(_ name: String) -> String {
    let kept = name.map { character in
      character.isLetter || character.isNumber || "-_. ".contains(character) ? character : "-"
    }
    let trimmed = String(kept.prefix(80)).trimmingCharacters(in: CharacterSet(charactersIn: ". "))
    return trimmed.isEmpty ? "study" : trimmed
  }
}
