import Foundation
import Stability
import Testing

@testable import Reports

/// What the renderers write, compared with what was looked at and found right.
///
/// The folder `Snapshots` holds it. After a change that is meant, record it anew, look at it, and
/// commit both:
///
///     POISE_RECORD_SNAPSHOTS=1 swift test --filter SnapshotTests
@Suite struct SnapshotTests {
  private static let study: TestStudy = {
    var study = TestStudy(seeds: 6, evaluations: 40)
    study.arms = [0, 2, 3, 5, 8].map { study.arms[$0] }
    return study
  }()

  private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("Snapshots")

  private static var isRecording: Bool {
    ProcessInfo.processInfo.environment["POISE_RECORD_SNAPSHOTS"] == "1"
  }

  private func compare(_ text: String, _ name: String) throws {
    let file = Self.folder.appendingPathComponent(name)
    if Self.isRecording { try Data(text.utf8).write(to: file) }
    let known = String(decoding: try Data(contentsOf: file), as: UTF8.self)
    guard known != text else { return }
    let (old, new) = (known.split(separator: "\n"), text.split(separator: "\n"))
    let place = zip(old, new).enumerated().first { $0.element.0 != $0.element.1 }
    Issue.record(
      """
      \(name) changed at line \(place?.offset ?? min(old.count, new.count)):
      \(place?.element.0.prefix(200) ?? "end") became \(place?.element.1.prefix(200) ?? "end")
      """)
  }

  private var writer: ReportWriter {
    ReportWriter(report: Self.study.report, results: Self.study.results)
  }

  private func figure(_ name: String) throws -> String {
    let material = try Material(
      report: Self.study.report, results: Self.study.results, machine: nil, times: nil, command: nil
    )
    let figure = try #require(material.document.figures.first { $0.name == name })
    return figure.file(style: "")
  }

  @Test func theMarkdown() throws { try compare(writer.markdown(), "report.md") }

  @Test func thePageWithoutItsFigures() throws {
    let html = try writer.html()
    let parts = html.components(separatedBy: "<svg ")
    let text =
      parts[0]
      + parts.dropFirst().map { "<svg/>" + ($0.components(separatedBy: "</svg>").last ?? "") }
      .joined()
    try compare(text.replacing(TemplateLibrary.pageStyle, with: ""), "report.html")
  }

  @Test(arguments: [
    "stability", "halvings", "objective-1", "arm-2", "trade-off-1-2", "conflict-1",
    "conflict-distribution-1", "weight-1", "worst-1",
  ])
  func aFigure(_ name: String) throws { try compare(figure(name), "\(name).svg") }

  @Test(arguments: [60, 100])
  func theTable(_ width: Int) throws {
    try compare(ArmTable(Self.study.report).text(width: width) + "\n", "table-\(width).txt")
  }

  @Test func theCheck() throws {
    var worse = Self.study.report
    worse.arms[1].q = 0.3
    worse.arms[1].interval = .init(lower: 0.2, upper: 0.4)
    worse.arms.removeLast()
    let check = try StabilityCheck(baseline: Self.study.report, current: worse)
    try compare(check.text(width: 90) + "\n", "check.txt")
  }
}
