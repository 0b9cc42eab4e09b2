import Foundation
import TestSupport
import Testing

@Suite("A balancer in one's own loop")
struct OwnLoopTests {
  @Test func fitsTheLineAndSaysSo() throws {
    let result = try BuiltProgram("OwnLoopExample").run([], in: Repository.path)
    #expect(result.ending == .exited(0), "\(result)")
    let lines = result.output.split(separator: "\n")
    #expect(lines.count == 5)
    #expect(lines.first == "step 0: values [21.0, 0.0], weights [1.0, 1.0]")
    let numbers = try #require(lines.last).split { !"0123456789.-e".contains($0) }
      .compactMap { Double($0) }
    let (misfit, slope, weights) = (numbers[1], numbers[2], numbers[3...])
    #expect(misfit < 0.01)
    #expect(1.95...2.1 ~= slope)
    #expect(abs(weights.reduce(0, +) - 2) < 1e-12, "GradNorm's weights sum to m")
  }
}
