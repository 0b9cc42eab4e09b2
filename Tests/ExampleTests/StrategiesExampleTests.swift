import TestSupport
import Testing

@Suite("The strategies on problems with known answers")
struct StrategiesExampleTests {
  private func rows(_ name: String, _ steps: String) throws -> [Substring] {
    let folder = try ScratchFolder()
    let file = Repository.file("Examples/Strategies/\(name).yaml")
    let result = try BuiltProgram("poise").run(
      ["compare", file, "--steps", steps, "--seeds", "2", "--output", "out", "--quiet"],
      in: folder.path)
    #expect(result.ending == .exited(0), "\(result)")
    return result.output.split(separator: "\n")
  }

  @Test(arguments: ["toy", "quadratic", "heads"]) func runs(_ name: String) throws {
    let rows = try rows(name, "40")
    for arm in ["equal", "mgda", "nash-mtl", "upgrad", "aligned-mtl", "cagrad"] {
      #expect(rows.contains { $0.hasPrefix(arm + " ") }, "\(arm) has no row")
    }
  }

  /// Equal weights end at the known point of the Pareto set.
  @Test func equalWeightsEndWhereTheyMust() throws {
    let row = try #require(rows("quadratic", "1500").first { $0.hasPrefix("equal ") })
    #expect(row.contains("0.495") && row.contains("0.791"), "\(row)")
  }
}
