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

  /// Makes the folder where it is missing, and does something that needs it; folders that were made
  /// are taken away again if that fails before anything is in them.
  ///
  /// - Throws: ``ReportError/unwritableFolder(path:reason:)``, and what `body` throws.
  func make<Value>(for body: () throws -> Value) throws -> Value {
    var made: [String] = []
    do {
      for folder in missing {
        guard mkdir(folder, 0o777) == 0 || errno == EEXIST else { throw unwritable(errno) }
        made.append(folder)
      }
      var isFolder: ObjCBool = false
      guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder),
        isFolder.boolValue
      else { throw unwritable(ENOTDIR) }
      return try body()
    } catch {
      for folder in made.reversed() { rmdir(folder) }
      throw error
    }
  }

  /// The folder and those above it that are not there, outermost first.
  private var missing: [String] {
    var missing: [String] = []
    var place = URL(fileURLWithPath: path).standardizedFileURL
    while !FileManager.default.fileExists(atPath: place.path), place.path != "/" {
      missing.append(place.path)
      place.deleteLastPathComponent()
    }
    return missing.reversed()
  }

  private func unwritable(_ code: Int32) -> ReportError {
    .unwritableFolder(path: path, reason: String(cString: strerror(code)))
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
