import Foundation

/// A folder that gets all files of a report or none.
///
/// Every file is first written whole under a passing name beside its place; only when all are
/// there do they take their names. What a writer left there that was killed is removed by the next.
struct ReportFolder {
  /// The folder's path.
  let path: String

  private var files: FileManager { .default }

  /// Writes files by their paths within the folder.
  ///
  /// - Throws: ``ReportError``; the passing files are then removed, as are folders made for them.
  func write(_ contents: [(path: String, text: String)]) throws {
    try write(contents.map { file in (file.path, [{ file.text }]) })
  }

  /// Writes files whose text is made piece by piece.
  ///
  /// - Throws: ``ReportError``; the passing files are then removed, as are folders made for them.
  func write(_ contents: [(path: String, pieces: [() throws -> String])]) throws {
    let folders = Set(contents.map { parent(of: $0.path) }).sorted()
    var (made, placed): ([String], [String]) = ([], [])
    var written: [(passing: PassingFile, final: String)] = []
    do {
      for folder in folders {
        try makeFolder(folder, &made)
        PassingFile.removeAbandoned(in: path + "/" + folder)
      }
      for (name, pieces) in contents {
        let final = path + "/" + name
        try refuseFolder(at: final)
        let passing = try writing { try PassingFile(in: path + "/" + parent(of: name)) }
        written.append((passing, final))
        // What making the text throws is no fault of the folder.
        for piece in pieces {
          let text = try piece()
          try writing { try passing.append(text) }
        }
      }
      for (passing, final) in written {
        let isNew = !files.fileExists(atPath: final)
        do { try passing.take(final) } catch {
          throw ReportError.unwritableFile(path: final, reason: ReportFolder.reason(error))
        }
        if isNew { placed.append(final) }
      }
    } catch {
      for (passing, _) in written { passing.discard() }
      for file in placed { try? files.removeItem(atPath: file) }
      for folder in made.reversed() { try? removeEmpty(folder) }
      throw error
    }
  }

  /// `figures/` of `figures/a.svg`, nothing of `report.html`.
  private func parent(of name: String) -> String {
    name.lastIndex(of: "/").map { String(name[...$0]) } ?? ""
  }

  private func makeFolder(_ name: String, _ made: inout [String]) throws {
    let folder = name.isEmpty ? path : path + "/" + name.dropLast()
    var missing: [String] = []
    var place = URL(fileURLWithPath: folder)
    while !files.fileExists(atPath: place.path), place.path != "/" {
      missing.append(place.path)
      place.deleteLastPathComponent()
    }
    for folder in missing.reversed() {
      do {
        try files.createDirectory(atPath: folder, withIntermediateDirectories: false)
        made.append(folder)
      } catch {
        // Another writer may have made it in between.
        guard files.fileExists(atPath: folder) else { throw fault(error) }
      }
    }
  }

  private func refuseFolder(at final: String) throws {
    var isFolder: ObjCBool = false
    if files.fileExists(atPath: final, isDirectory: &isFolder), isFolder.boolValue {
      throw ReportError.unwritableFile(path: final, reason: "a folder has that name")
    }
  }

  private func writing<Value>(_ body: () throws -> Value) throws(ReportError) -> Value {
    do { return try body() } catch { throw fault(error) }
  }

  private func fault(_ error: any Error) -> ReportError {
    ReportFolder.isFull(error)
      ? .diskFull(path: path) : .unwritableFolder(path: path, reason: ReportFolder.reason(error))
  }

  /// Removes the figures of an earlier report from one of the folders: drawings that begin as ours
  /// do and that are none of these. What a person put there stays.
  func removeStaleFigures(in folder: String, keeping kept: Set<String>) {
    let place = path + "/" + folder
    let names = (try? files.contentsOfDirectory(atPath: place)) ?? []
    for name in names where name.hasSuffix(".svg") && !kept.contains(name) {
      let file = place + "/" + name
      if ReportFolder.isFigure(file) { try? files.removeItem(atPath: file) }
    }
  }

  private static func isFigure(_ path: String) -> Bool {
    guard let file = FileHandle(forReadingAtPath: path) else { return false }
    defer { try? file.close() }
    let start = String(decoding: (try? file.read(upToCount: 160)) ?? Data(), as: UTF8.self)
    return start.hasPrefix("<svg ") && start.contains("class=\"figure\" viewBox=")
  }

  private func removeEmpty(_ folder: String) throws {
    guard try files.contentsOfDirectory(atPath: folder).isEmpty else { return }
    try files.removeItem(atPath: folder)
  }

  private static func isFull(_ error: any Error) -> Bool {
    let code = (error as? CocoaError)?.code
    return code == .fileWriteOutOfSpace || posix(error) == ENOSPC || posix(error) == EDQUOT
  }

  private static func posix(_ error: any Error) -> Int32? {
    if (error as NSError).domain == NSPOSIXErrorDomain { return Int32((error as NSError).code) }
    return ((error as NSError).userInfo[NSUnderlyingErrorKey] as? POSIXError)?.code.rawValue
  }

  /// The system's own words for a failure.
  static func reason(_ error: any Error) -> String {
    posix(error).map { String(cString: strerror($0)) } ?? error.localizedDescription
  }
}
