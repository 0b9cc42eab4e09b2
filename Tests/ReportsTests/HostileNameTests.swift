import Foundation
import FoundationXML
import Records
import Stability
import Testing

@testable import Reports

/// Names are text, whatever they look like.
@Suite struct HostileNameTests {
  private static let names = [
    "<script>alert(1)</script>", "=cmd|'/c calc'!A1", "../../x", "a\"\u{301} onload=\"x",
    "{{arms}}",
    "line\nbreak | `code` **bold**", "]](x) \u{202E}evil", "损失 🙂", "]]>&amp;<!--", "{{{style}}}",
  ]

  private var study: TestStudy {
    var study = TestStudy(seeds: 3, evaluations: 40)
    study.name = Self.names[0]
    study.objectives = [Objective(Self.names[0], .minimize), Objective(Self.names[1], .maximize)]
    for index in study.arms.indices { study.arms[index].name = Self.names[index] }
    return study
  }

  private var writer: ReportWriter {
    var report = study.report
    report.sweep = TestSweep.alphas(study.arms.map { ($0.noise, $0.name) })
    return ReportWriter(report: report, results: study.results)
  }

  @Test func thePageHoldsThemEscaped() throws {
    let html = try writer.html()
    for forbidden in ["<script", "<b>", "onload=\"", "\u{202E}", "<!--", "\u{301} onload=\""] {
      #expect(html.range(of: forbidden, options: .literal) == nil, "\(forbidden)")
    }
    #expect(html.contains("&lt;script&gt;alert(1)&lt;/script&gt;"))
    #expect(html.contains("=cmd|&#39;/c calc&#39;!A1") && html.contains("{{arms}}"))
    #expect(html.components(separatedBy: "<h1>").count == 2)
  }

  @Test func figuresAreWellFormed() throws {
    let place = FileManager.default.temporaryDirectory.path + "/hostile-" + UUID().uuidString
    defer { try? FileManager.default.removeItem(atPath: place) }
    try writer.write(to: place)
    let figures = try FileManager.default.contentsOfDirectory(atPath: place + "/figures")
    #expect(figures.count > 10)
    for figure in figures {
      let data = try Data(contentsOf: URL(fileURLWithPath: place + "/figures/" + figure))
      #expect(XMLParser(data: data).parse(), "\(figure)")
    }
    let safe = CharacterSet(charactersIn: "abcdefghijklmnopqrstuvwxyz0123456789-.")
    #expect(figures.allSatisfy { $0.unicodeScalars.allSatisfy(safe.contains) })
    #expect(try FileManager.default.contentsOfDirectory(atPath: place).count == 4)
  }

  @Test func rowsOfMarkdownKeepTheirColumns() throws {
    let parts = try writer.markdown().components(separatedBy: "```")
    let markdown = parts.enumerated().filter { $0.offset % 2 == 0 }.map(\.element).joined()
    #expect(!markdown.contains("<script"))
    var columns: Int?
    for line in markdown.split(separator: "\n", omittingEmptySubsequences: false) {
      guard line.hasPrefix("|") else {
        columns = nil
        continue
      }
      let bars = line.replacingOccurrences(of: "\\|", with: "").filter { $0 == "|" }.count
      #expect(columns == nil || columns == bars, "\(line)")
      columns = bars
    }
  }
}
