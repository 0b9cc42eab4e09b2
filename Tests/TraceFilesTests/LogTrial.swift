import Foundation
import Testing

@testable import TraceFiles

/// Logs as texts, read as files.
enum LogTrial {
  /// A folder that goes with the test.
  private final class Scratch {
    let url = URL.temporaryDirectory.appending(path: "logs-\(UUID().uuidString)")
    init(_ files: [String: String]) throws {
      for (name, text) in files {
        let file = url.appending(path: name)
        try FileManager.default.createDirectory(
          at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: file)
      }
    }
    deinit { try? FileManager.default.removeItem(at: url) }
    func path(_ name: String) -> String { url.appending(path: name).path }
  }

  /// The logs read together, by name.
  static func logs(
    _ files: [String: String], _ question: TraceQuestion = TraceQuestion()
  ) throws -> TraceLogs {
    let scratch = try Scratch(files)
    return try TraceLogs(reading: files.keys.sorted().map(scratch.path), question)
  }

  /// Why they are refused, without the folder.
  static func refusal(
    _ files: [String: String], _ question: TraceQuestion = TraceQuestion()
  ) -> String? {
    let error = #expect(throws: (any Error).self) { try logs(files, question) }
    return error.map { error in
      "\(error)".replacing(/[^ ]*\/logs-[^\/]*\//, with: "")
    }
  }
}
