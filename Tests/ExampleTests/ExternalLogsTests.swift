import Foundation
import TestSupport
import Testing

@Suite("ExternalLogs: the log of a PyTorch training")
struct ExternalLogsTests {
  private static let command =
    "poise score Examples/ExternalLogs/losses.csv --baseline normalized"

  @Test func isScoredByTheDocumentedCommand() throws {
    for document in ["README.md", "Examples/README.md"] {
      let text = try String(contentsOfFile: Repository.file(document), encoding: .utf8)
      #expect(text.contains("swift run -c release " + Self.command), "\(document)")
    }
    let words = Self.command.split(separator: " ").dropFirst().map(String.init)
    let result = try BuiltProgram("poise").run(words, in: Repository.path)
    #expect(result.ending == .exited(0), "\(result)")
    #expect(result.errors.contains("7 arms × 10 seeds, 101 evaluations, steps 0 to 1000."))
    let rows = result.output.split(separator: "\n")
    for (status, arms) in [
      ("RATED", ["normalized", "scaled", "random", "alternating"]), ("NEGLECTS", ["sum"]),
      ("FAILED", ["hasty"]), ("INERT", ["timid"]),
    ] {
      for arm in arms {
        #expect(rows.contains { $0.hasPrefix(arm + " ") && $0.hasSuffix(status) }, "\(result)")
      }
    }
    // What the example's own page quotes.
    let page = try String(
      contentsOfFile: Repository.file("Examples/ExternalLogs/README.md"), encoding: .utf8)
    let table = result.output.trimmingCharacters(in: .newlines)
    #expect(page.contains(table), "the page does not quote: \(table)")
  }
}
