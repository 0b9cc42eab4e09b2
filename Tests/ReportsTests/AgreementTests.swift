import Foundation
import Stability
import Testing

@testable import Reports

/// The Markdown and the page say what `report.json` says, number by number, of a study that was
/// really scored.
@Suite struct AgreementTests {
  private struct Written: Sendable {
    let json: String
    let html: String
    let markdown: String
  }

  private static let written: Result<Written, any Error> = Result {
    let results = TestStudy(seeds: 8, evaluations: 60).results
    let writer = ReportWriter(report: try StabilityReport(scoring: results), results: results)
    return Written(
      json: try writer.json(), html: try writer.html(), markdown: try writer.markdown())
  }

  private let written: Written
  private let json: [String: Any]

  init() throws {
    written = try Self.written.get()
    let object = try JSONSerialization.jsonObject(with: Data(written.json.utf8))
    json = try #require(object as? [String: Any])
  }

  private func list(_ key: String) throws -> [[String: Any]] {
    try #require(json[key] as? [[String: Any]])
  }

  /// The rows of the first table under a heading, cell by cell, emphasis and escapes taken off.
  private func rows(under heading: String, after inner: String = "") throws -> [[String]] {
    let section = try #require(written.markdown.components(separatedBy: "\n## \(heading)\n").last)
    let part = inner.isEmpty ? section : section.components(separatedBy: inner).last ?? ""
    let lines = part.components(separatedBy: "\n").drop { !$0.hasPrefix("|") }.prefix {
      $0.hasPrefix("|")
    }
    return lines.dropFirst(2).map { line in
      line.components(separatedBy: " | ").map { cell in
        cell.replacing("|", with: "").replacing("**", with: "").replacing("\\", with: "")
          .trimmingCharacters(in: .whitespaces)
      }
    }
  }

  private func row(_ name: String, in rows: [[String]]) throws -> [String] {
    try #require(rows.first { $0[0].components(separatedBy: "<br>")[0] == name }, "\(name)")
  }

  private func text(_ value: Any?, _ decimals: Int) -> String {
    Numeral.fixed(value as? Double, decimals)
  }

  private func bounds(_ value: Any?, _ decimals: Int = 2) -> String? {
    (value as? [String: Double]).flatMap { interval in
      guard let lower = interval["lower"], let upper = interval["upper"] else { return nil }
      return Numeral.interval(Interval(lower: lower, upper: upper), decimals: decimals)
    }
  }

  @Test func theVerdict() throws {
    let verdict = try #require(json["verdict"] as? String)
    #expect(verdict.contains("Q = 0."))
    #expect(written.html.contains("<p class=\"verdict\">\(Markup.escaped(verdict))</p>"))
    #expect(written.markdown.contains(MarkdownText.escaped(verdict)))
    for advice in try #require(json["advice"] as? [String]) {
      #expect(written.html.contains("<li>\(Markup.escaped(advice))</li>"))
      #expect(written.markdown.contains("- " + MarkdownText.escaped(advice)))
    }
  }

  @Test func everyArm() throws {
    let table = try rows(under: "Arms")
    let arms = try list("arms")
    #expect(arms.count == 10 && arms.contains { $0["status"] as? String == "RATED" })
    for arm in arms {
      let name = try #require(arm["name"] as? String)
      let row = try row(name, in: table)
      let survival = try #require(arm["survival"] as? [String: Any])
      let q = [text(arm["q"], 3), bounds(arm["interval"])].compactMap(\.self)
      #expect(row[2] == q.joined(separator: "<br>"), "\(name)")
      let share = "\(survival["survived"] as? Int ?? -1)/\(survival["runs"] as? Int ?? -1)"
      #expect(row[3].hasPrefix(share + "<br>"), "\(name)")
      #expect(row[3].contains(bounds(survival["interval"]) ?? "none"), "\(name)")
      #expect(row[4] == text(arm["meanScore"], 3), "\(name)")
      let isScored = arm["meanScore"] is Double
      #expect(row[5] == (isScored ? text(arm["reproducibility"], 3) : "–"), "\(name)")
      let attained = [text(arm["attainment"], 2), bounds(arm["attainmentInterval"])]
      #expect(row[6] == attained.compactMap(\.self).joined(separator: "<br>"), "\(name)")
      for (index, level) in (try #require(arm["objectives"] as? [[String: Any]])).enumerated() {
        let quartiles = ["lowerQuartile", "upperQuartile"].compactMap { level[$0] as? Double }
        let detail = quartiles.map { Numeral.text($0) }.joined(separator: " to ")
        let said = [Numeral.text(level["median"] as? Double), detail].filter { !$0.isEmpty }
        #expect(row[7 + index] == said.joined(separator: "<br>"), "\(name)")
      }
      let status = try #require(arm["status"] as? String)
      #expect(row[9].hasPrefix(status), "\(name)")
      for flag in try #require(arm["flags"] as? [String]) { #expect(row[9].contains(flag)) }
    }
  }

  @Test func everyRun() throws {
    let table = try rows(under: "What cost stability", after: "All 128 runs")
    let runs = try list("runs")
    #expect(runs.count == 128 && table.count == 128)
    for (run, row) in zip(runs, table) {
      #expect(row[0] == run["arm"] as? String && row[1] == "\(run["seed"] as? Int ?? -1)")
      let keys = ["N", "P", "U", "W", "E", "S"]
      #expect(Array(row[2...7]) == keys.map { Numeral.text(run[$0] as? Double) })
      #expect(row[8] == run["outcome"] as? String)
    }
  }

  @Test func everyComponent() throws {
    let table = try rows(under: "What cost stability")
    for arm in try list("arms") {
      guard let halvings = arm["halvings"] as? [String: Double] else { continue }
      let row = try row(try #require(arm["name"] as? String), in: table)
      let intervals = arm["halvingIntervals"] as? [String: Any]
      for (index, part) in ["noise", "spikes", "regress", "wander"].enumerated() {
        let said = [text(halvings[part], 2), bounds(intervals?[part])].compactMap(\.self)
        #expect(row[1 + index] == said.joined(separator: "<br>"))
      }
      #expect(row[5] == Numeral.text(arm["spread"] as? Double))
    }
  }

  @Test func everyPair() throws {
    let table = try rows(under: "Which differences are real")
    let pairs = try list("pairs")
    #expect(!pairs.isEmpty && pairs.count == table.count)
    for (pair, row) in zip(pairs, table) {
      #expect(row[0] == pair["a"] as? String && row[1] == pair["b"] as? String)
      let difference = text(pair["difference"], 3)
      let interval = try #require(bounds(pair["interval"], 3))
      #expect(row[2].hasSuffix(difference + "<br>" + interval), "\(row)")
      #expect(row[3] == Numeral.probability(pair["pHolm"] as? Double))
      let effect = (pair["effects"] as? [String: Any])?["improvement"] as? [String: Any]
      let said = [text(effect?["value"], 2), bounds(effect?["interval"])].compactMap(\.self)
      #expect(row[4] == said.joined(separator: "<br>"))
    }
  }

  @Test func frontsFindingsAndReferences() throws {
    let fronts = try rows(under: "Fronts")
    for front in try list("fronts") {
      let row = try row(try #require(front["arm"] as? String), in: fronts)
      let interval = front["interval"] as? [String: Double]
      let ends = try ["lower", "upper"].map { try #require(interval?[$0]) }
      let digits = Interval(lower: ends[0], upper: ends[1]).tellingDecimals
      let said = [text(front["hypervolume"], digits), bounds(interval, digits) ?? "none"]
      #expect(row[1] == said.joined(separator: "<br>"))
      #expect(row[2] == Numeral.text(front["spread"] as? Double))
    }
    for reference in try list("references") {
      let citation = try #require(reference["citation"] as? String)
      #expect(written.html.contains(Markup.escaped(citation)))
      #expect(written.markdown.contains(MarkdownText.escaped(citation)))
    }
  }
}
