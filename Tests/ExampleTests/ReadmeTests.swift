import Foundation
import Testing

/// The code of the README is that of the examples, which other tests run.
@Suite("The README shows code that runs")
struct ReadmeTests {
  /// A block of code.
  struct Block: Sendable, CustomTestStringConvertible {
    let language: String
    var lines: [Substring] = []

    /// The file that the first line names: `// Examples/…` or `# Examples/…`.
    var file: String? {
      let words = (lines.first ?? "").split(separator: " ")
      guard words.count == 2, ["//", "#"].contains(words[0]), words[1].hasPrefix("Examples/") else {
        return nil
      }
      return String(words[1])
    }

    var testDescription: String { "\(language): \(lines.first ?? "")" }
  }

  /// The README's blocks of Swift and YAML.
  static func blocks(of readme: [Substring]) -> [Block] {
    var blocks: [Block] = []
    var open: Block?
    for line in readme {
      if line.hasPrefix("```") {
        if let block = open { blocks.append(block) }
        open = open == nil ? Block(language: String(line.dropFirst(3))) : nil
      } else {
        open?.lines.append(line)
      }
    }
    return blocks.filter { ["swift", "yaml"].contains($0.language) }
  }

  @Test(.enabled(if: Repository.lines("README.md") != nil, "there is a README"))
  func everyBlockStandsInItsExample() throws {
    let blocks = Self.blocks(of: try #require(Repository.lines("README.md")))
    #expect(!blocks.isEmpty, "the README shows no Swift and no YAML")
    for block in blocks {
      let file = try #require(
        block.file, "\(block.lines.first ?? "") does not name a file of Examples in a comment")
      var rest = try #require(Repository.lines(file), "there is no \(file)")[...]
      for line in block.lines.dropFirst() {
        let place = try #require(
          rest.firstIndex(of: line), "\(file) lacks, in this order, the line: \(line)")
        rest = rest[(place + 1)...]
      }
    }
  }

  @Test func aBlockKnowsItsFile() {
    let readme = """
      ```swift
      // Examples/A/main.swift
      let a = 1
      ```
      ```sh
      # Examples/A/run
      ```
      ```yaml
      name: b
      ```
      """.split(separator: "\n")
    let blocks = Self.blocks(of: readme)
    #expect(blocks.map(\.language) == ["swift", "yaml"])
    #expect(blocks.map(\.file) == ["Examples/A/main.swift", nil])
    #expect(blocks.first?.lines.last == "let a = 1")
  }
}
