import Foundation
import TestSupport
import Testing

@testable import PoiseCommand

@Suite("indicators")
struct IndicatorsTests {
  private static let front = "latency,accuracy\n1,5\n2,7\n4,8\n3,2\n"
  private static let truth = "accuracy,latency\n5.25,0.9\n7.35,1.9\n8.4,3.8\n"

  private func run(
    _ front: String, truth: String = Self.truth, _ arguments: String...
  ) throws -> BuiltProgram.Result {
    try CommandTrial(["front.csv": front, "true.csv": truth])
      .poise(["indicators", "front.csv"] + arguments)
  }

  private func object(_ result: BuiltProgram.Result) throws -> [String: Any] {
    #expect(result.ending == .exited(0), "\(result)")
    return try CommandTrial.object(Data(result.output.utf8))
  }

  @Test func everythingAsJSON() throws {
    let result = try run(
      Self.front, "--maximize", "accuracy", "--reference", "5,0", "--true-front", "true.csv",
      "--json")
    let answer = try object(result)
    #expect(
      Set(answer.keys) == [
        "hypervolume", "contributions", "nondominated", "ranks", "igd", "igdPlus", "gd", "gdPlus",
        "epsilonAdditive", "epsilonMultiplicative", "averageHausdorff", "spacing", "spread", "knee",
        "reference", "directions",
      ])
    #expect(answer["hypervolume"] as? Double == 27)
    #expect(answer["contributions"] as? [Double] == [5, 4, 1, 0])
    #expect(answer["nondominated"] as? [Bool] == [true, true, true, false])
    #expect(answer["ranks"] as? [Int] == [0, 0, 0, 1] && answer["knee"] as? Int == 1)
    #expect(answer["directions"] as? [String] == ["minimize", "maximize"])
    #expect(answer["reference"] as? [Double] == [5, 0] && answer["spacing"] as? Double == 1)
    let igd = try #require(answer["igd"] as? Double)
    // The columns of the true front are matched by name: √(0.1² + 0.25²) and so on.
    let gaps: [(Double, Double)] = [(0.1, 0.25), (0.1, 0.35), (0.2, 0.4)]
    let wanted = gaps.reduce(0.0) { $0 + ($1.0 * $1.0 + $1.1 * $1.1).squareRoot() } / 3
    #expect((igd - wanted).magnitude < 1e-12)
    #expect(result.errors.isEmpty)
  }

  @Test func whatIsMissingIsSaid() throws {
    let answer = try object(try run(Self.front, "--json"))
    #expect(answer["igd"] is NSNull && answer["spread"] is NSNull)
    #expect(answer["hypervolume"] is Double && answer["reference"] is [Double])
    let text = try run(Self.front)
    #expect(text.ending == .exited(0) && text.errors.isEmpty)
    #expect(text.output.contains("IGD                      –  needs a true front"))
    #expect(text.output.contains("(not given: a tenth of the range"))
    let noted = try run(Self.front, "--json")
    #expect(noted.errors.contains("reference: latency = ") && noted.errors.contains("not given"))
  }

  @Test func aNegativeReferenceIsTaken() throws {
    let answer = try object(
      try run("a,b\n-3,-4\n", "--reference", "-1,-2", "--json"))
    #expect(answer["hypervolume"] as? Double == 4 && answer["spacing"] is NSNull)
  }

  @Test(arguments: [
    ("a,b\n1,nan\n", ["--reference", "3,3"], 65, "front.csv:2:3: error: `nan` in column `b`"),
    ("a,b\n1,2\ninf,1\n", [], 65, "front.csv:3:1: error: `inf` in column `a`"),
    ("a,b\n1,2\n3\n", [], 65, "front.csv:3:1: error: the row has 1 cell where the header has 2"),
    ("a,b\n1,2,3\n", [], 65, "the row has 3 cells where the header has 2"),
    ("a,b\n1,\n", [], 65, "front.csv:2:3: error: an empty cell in column `b`"),
    ("", [], 65, "front.csv: error: the file is empty"),
    ("a,b\n", [], 65, "front.csv names columns but holds no point"),
    ("a,a\n1,2\n", [], 65, "a second column is named `a`"),
    ("a,b\n1,2\n", ["--reference", "3"], 65, "the reference has 1 coordinate where the points"),
    ("a,b\n1,2\n", ["--reference", "1,9"], 65, "no point is better than the reference (1.0, 9.0)"),
    ("a,b\n1,2\n", ["--maximize", "c"], 65, "--maximize c: front.csv has no such column"),
    ("a,b\n1,2\n", ["--true-front", "true.csv"], 65, "true.csv has the columns accuracy, latency"),
    ("a,b\n1,2\n", ["--true-front", "none.csv"], 65, "none.csv: error: cannot be read"),
    ("a,b\n1,2\n", ["--reference", "3,x"], 64, "found `x`, wanted finite numbers with commas"),
    ("a,b\n1,2\n", ["--reference", "3,inf"], 64, "found `inf`, wanted finite numbers"),
    ("a,b\n1,2\n", ["--reference", "3,,4"], 64, "found ``, wanted finite numbers"),
  ])
  func badInputIsNamedAndAnsweredByNoNumber(
    _ front: String, _ arguments: [String], _ code: Int32, _ message: String
  ) throws {
    for json in [[], ["--json"]] {
      let result = try CommandTrial(["front.csv": front, "true.csv": Self.truth])
        .poise(["indicators", "front.csv"] + arguments + json)
      #expect(result.ending == .exited(code) && result.output.isEmpty, "\(result)")
      #expect(result.errors.contains(message), "\(result)")
    }
  }

  @Test func manyPointsAreShortenedInTextAlone() throws {
    let rows = (0..<40).map { "\($0),\(39 - $0)" } + (0..<5).map { "50,\($0 + 50)" }
    let front = "a,b\n" + rows.joined(separator: "\n") + "\n"
    let text = try run(front)
    #expect(text.output.contains("45 points of a (minimize), b (minimize); 40 nondominated"))
    #expect(text.output.contains("… and 15 further points: --json lists all"))
    #expect((try object(try run(front, "--json"))["ranks"] as? [Int])?.count == 45)
  }
}
