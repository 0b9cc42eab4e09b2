import Records
import Testing

@testable import Reports

@Suite struct QuantilesTests {
  private func run(_ seed: Int, _ values: [Double]) -> Run {
    let steps = values.indices.map { $0 * 10 }
    return Run(
      arm: "a", seed: seed, outcome: .finished,
      trace: Trace(objectives: 1, steps: steps, values: [values]))
  }

  @Test func medianAndBandOverRunsStillRunning() {
    let runs = [run(0, [0, 1]), run(1, [10, 3]), run(2, [20]), run(3, [.nan, .infinity])]
    let quantiles = Quantiles(runs) { $0.values[0] }
    #expect(quantiles.points.map(\.step) == [0, 10])
    #expect(quantiles.points.map(\.median) == [10, 2])
    #expect(quantiles.points[0].lower == 2 && quantiles.points[0].upper == 18)
  }

  @Test func longCurvesAreThinnedWithTheirExtremes() {
    var values = (0..<5000).map { Double($0 % 7) }
    values[1234] = 1e6
    let quantiles = Quantiles([run(0, values)]) { $0.values[0] }
    #expect(quantiles.points.count <= 180)
    #expect(quantiles.points.contains { $0.median == 1e6 && $0.step == 12_340 })
  }

  @Test func aMissingColumnHasNoPoints() {
    #expect(Quantiles([run(0, [1])]) { $0.evidence["weight/x"] }.points.isEmpty)
  }
}
