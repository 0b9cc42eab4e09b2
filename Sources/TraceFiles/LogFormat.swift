internal import Foundation
internal import Tables

/// The kinds of logs and how each becomes a table.
enum LogFormat {
  /// Reads a file by its name: `.jsonl`, `.ndjson` and `.json` hold JSON Lines, names with `tfevents`
  /// are TensorBoard's, all others are CSV.
  ///
  /// - Returns: The table, and the tags of an event file that are no columns of it.
  static func table(of path: String) throws -> (table: Table, leftOut: [String]) {
    let name = (path as NSString).lastPathComponent
    if name.contains("tfevents") {
      return try EventFile.table(of: data(of: path), file: path)
    }
    switch (name as NSString).pathExtension.lowercased() {
    case "jsonl", "ndjson", "json":
      return (try JSONLines.table(of: data(of: path), file: path), [])
    default: return (try Table(contentsOf: path, nameless: LogFile.nameless), [])
    }
  }

  /// What the files were taken for.
  static func notes(_ files: [LogFile]) -> [String] {
    var seen: [String] = []
    for note in files.map(\.note) where !seen.contains(note) { seen.append(note) }
    let shown =
      seen.count <= 4 ? seen : Array(seen.prefix(3)) + ["… and \(seen.count - 3) more files."]
    let indexed = files.contains { $0.indexColumn != nil }
    return shown + leftOut(files)
      + (indexed ? ["Left out: the first column, which has no name and counts the rows."] : [])
  }

  /// The tags that could not be scored, each once.
  private static func leftOut(_ files: [LogFile]) -> [String] {
    let tags = Set(files.flatMap(\.leftOut)).sorted()
    guard !tags.isEmpty else { return [] }
    return [
      "Not scored, because logged at other steps than the rest: "
        + tags.map { "`\($0)`" }.joined(separator: ", ")
        + "; log them at the same steps to have them scored."
    ]
  }

  private static func data(of path: String) throws -> Data {
    do {
      return try Data(contentsOf: URL(fileURLWithPath: path))
    } catch {
      throw TraceFileError(
        "cannot be read: give the path of a readable file", file: path)
    }
  }
}
