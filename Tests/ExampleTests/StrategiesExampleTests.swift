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

  @Test(arguments: [("toy", "40"), ("heads", "40"), ("quadratic", "1500")])
  func runs(_ name: String, _ steps: String) throws {
    let rows = try rows(name, steps)
    for arm in ["equal", "mgda", "nash-mtl", "upgrad", "aligned-mtl", "cagrad"] {
      #expect(rows.contains { $0.hasPrefix(arm + " ") }, "\(arm) has no row")
    }
    guard name == "quadratic" else { return }
    // Equal weights end at the known point of the Pareto set.
    let row = try #require(rows.first { $0.hasPrefix("equal ") })
    #expect(row.contains("0.495") && row.contains("0.791"), "\(row)")
  }
}
