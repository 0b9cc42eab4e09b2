import Foundation
import Strategies
import Testing

@testable import Studies

/// `Documentation/study.md` against the reader of study files.
@Suite struct StudyFileDocumentationTests {
  private static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  /// The page.
  private let page: String

  init() throws {
    page = try String(
      contentsOf: Self.root.appending(path: "Documentation/study.md"), encoding: .utf8)
  }

  /// What stands between the fences of YAML.
  private var blocks: [String] {
    page.components(separatedBy: "```yaml\n").dropFirst().map {
      $0.components(separatedBy: "```")[0]
    }
  }

  /// Makes a whole file of a block that shows a part of one.
  private func whole(_ block: String) -> String {
    let missing = [
      ("problem:", "problem: { catalog: vlmop2 }\n"), ("arms:", "arms: [equal]\n"),
      ("steps:", "steps: 10\n"),
    ]
    return block
      + missing.filter { key, _ in !block.split(separator: "\n").contains { $0.hasPrefix(key) } }
      .map(\.1).joined()
  }

  @Test func everyBlockIsRead() throws {
    #expect(blocks.count > 8)
    let file = Self.root.appending(path: "Examples/Wages/study.yaml").path(percentEncoded: false)
    for block in blocks {
      let study = try StudyFile.parse(whole(block), name: file)
      #expect(study.arms.count >= 1)
    }
  }

  @Test(arguments: ExpressionFunction.allCases)
  func namesTheFunction(_ function: ExpressionFunction) {
    #expect(page.contains("`\(function.usage)`") || page.contains("`\(function.name)`"))
  }

  @Test func namesEveryKey() throws {
    let folder = Self.root.appending(path: "Sources/Studies")
    for file in try FileManager.default.contentsOfDirectory(atPath: folder.path())
    where file.hasPrefix("StudyFile") {
      let text = try String(contentsOf: folder.appending(path: file), encoding: .utf8)
      for match in text.matches(of: /fields\["(\w+)"\]/) {
        #expect(page.contains(String(match.1)), "\(match.1) of \(file) is not in the page")
      }
    }
  }
}
