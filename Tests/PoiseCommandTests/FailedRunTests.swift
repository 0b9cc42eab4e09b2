import Foundation
import TestSupport
import Testing

@Suite("Every failed run is told in every report")
struct FailedRunTests {
  /// One arm diverges at once, another meets losses that its strategy is not defined for.
  private static let study = """
    name: failing
    problem:
      data: { features: { uniform: [3, 1] } }
      model: { layers: [1, 3, 1], activation: relu }
      objectives:
        fit: { minimize: mean(square(5 - sum(out))) }
        weights: { maximize: sum(parameters) }
    optimizer: { sgd: { learningRate: 0.01 } }
    arms:
      - fixed: { alpha: 0.01 }
      - fixed: { alpha: 0.01 }
        name: wild <arm>
        optimizer: { sgd: { learningRate: 1e6 } }
      - gradnorm
    seeds: 6
    steps: 60

    """

  @Test func causeAndStepStandEverywhere() throws {
    let trial = try CommandTrial(["study.yaml": Self.study])
    let result = try trial.poise("compare", "study.yaml", "--quiet")
    #expect(result.ending == .exited(0), "\(result)")
    #expect(result.errors.isEmpty)
    #expect(result.output.contains("6 nonFinite"))
    #expect(result.output.contains("6 strategyFailed"))
    let runs = try #require(trial.report("failing")["runs"] as? [[String: Any]])
    let failed = runs.filter { $0["outcome"] as? String != "finished" }
    #expect(failed.count == 12)
    #expect(failed.filter { $0["outcome"] as? String == "nonFinite" }.count == 6)
    let markdown = try trial.folder.text("failing/report.md")
    let page = try rows(of: trial.folder.text("failing/report.html"))
    for run in failed {
      let arm = try #require(run["arm"] as? String)
      let cause = try #require(run["outcome"] as? String)
      let (seed, step) = (try #require(run["seed"] as? Int), try #require(run["step"] as? Int))
      let detail = try #require(run["detail"] as? String)
      #expect(
        cause == "nonFinite"
          ? arm == "wild <arm>" && 1...10 ~= step && detail == "the value of fit is inf"
          : arm == "gradnorm" && detail.hasPrefix("gradnorm is defined for positive losses, but "),
        "\(run)")
      let cells = [arm, "\(seed)", cause, "\(step)", detail]
      #expect(page.contains(cells), "\(cells)")
      let escaped = cells.map(Self.inMarkdown)
      #expect(markdown.contains("| **\(escaped[0])** | " + escaped[1...].joined(separator: " | ")))
    }
  }

  private static func inMarkdown(_ text: String) -> String {
    text.replacing("`", with: "\\`").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
  }

  /// The cells of all rows of tables.
  private func rows(of page: String) -> [[String]] {
    page.split(separator: "\n").filter { $0.hasPrefix("<tr><th scope=\"row\">") }.map { row in
      row.matches(of: /<t[hd][^>]*>(.*?)<\/t[hd]>/).map { cell in
        String(cell.output.1).replacing(/<\/?strong>/, with: "")
          .replacing("&lt;", with: "<").replacing("&gt;", with: ">").replacing("&amp;", with: "&")
      }
    }
  }
}
