import Foundation
import Poise

/// Where a study's store and reports go.
struct OutputFolder {
  /// The path.
  let path: String

  /// The folder asked for, or one named after the study, beside its file; a shard has a folder of
  /// its own within.
  init(_ asked: String?, study name: String, file: String, shard: Shard? = nil) {
    let folder = URL(fileURLWithPath: file).deletingLastPathComponent()
    let own = folder.appendingPathComponent(Self.sanitized(name)).path
    path = asked ?? own + (shard.map { "/" + Self.name(of: "\($0.index)", $0.count) } ?? "")
  }

  /// The folder of a file.
  init(holding file: String) { path = URL(fileURLWithPath: file).deletingLastPathComponent().path }

  /// Where a shard's store goes within the folder of its study.
  static func name(of index: String, _ count: Int) -> String { "shards/\(index)-of-\(count)" }

  /// The stores that are there: of the study, and of its shards.
  var stores: [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: path + "/shards")) ?? []
    let shards = names.sorted { $0.localizedStandardCompare($1) == .orderedAscending }
    return ([store] + shards.map { "\(path)/shards/\($0)/study.sqlite" }).filter {
      FileManager.default.fileExists(atPath: $0)
    }
  }

  /// The store.
  var store: String { path + "/study.sqlite" }

  /// The study of the store.
  ///
  /// - Throws: ``StoreError``, also where there is none.
  var record: StudyRecord {
    get throws {
      let store = try StudyStore.open(at: store, for: .read)
      defer { try? store.close() }
      return store.study
    }
  }

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
