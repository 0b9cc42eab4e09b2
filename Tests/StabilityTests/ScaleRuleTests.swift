import Foundation
import Records
import Testing

@testable import Stability

@Suite("Units and aspirations")
struct ScaleRuleTests {
  private func report(
    _ arms: [Synthetic.Character], aspiration: Double? = nil
  ) throws -> StabilityReport {
    let objectives = ["fit", "size"].map {
      Objective($0, .minimize, unit: aspiration == nil ? nil : 1, aspiration: aspiration)
    }
    return try StabilityReport(scoring: Synthetic.study(arms, objectives: objectives))
  }

  @Test func `what a baseline moved by rounding alone is no unit`() throws {
    func reason(move: Double) throws -> String? {
      var baseline = Synthetic.baseline
      (baseline.noise, baseline.spread) = (0, 0)
      baseline.bend = { i, t, value in i == 1 ? 1e6 + (t < 0.2 ? 0 : move) : value }
      return try report([baseline, Synthetic.steady]).study.reason
    }
    // Sixteen units in the last place of a million are 1.9e-9.
    #expect(try reason(move: 1.5e-9)?.hasPrefix("The baseline did not move size") == true)
    #expect(try reason(move: 3e-9) == nil)
  }

  /// An arm that starts at one level and ends at another, 0.9 or higher.
  private func arm(_ name: String, start: Double, end: Double) -> Synthetic.Character {
    Synthetic.Character(
      name: name, noise: 0.001, spread: 0.001,
      bend: { _, t, _ in t == 0 ? start : end + (start - end) * exp(-t / 0.05) })
  }

  @Test func `nothing is to attain where most runs start at the aspiration`() throws {
    let below = arm("below", start: 1, end: 0.9)
    let other = arm("other", start: 1, end: 0.9)
    let beyond = arm("beyond", start: 2, end: 0.9)
    #expect(try report([below, other, beyond], aspiration: 1.5).study.status == "NO-UNIT")
    var second = beyond
    second.name = "second"
    #expect(try report([below, second, beyond], aspiration: 1.5).study.status == "SCORED")
  }

  @Test func `a run that starts at its aspiration attains it if it stays, and not if it leaves`()
    throws
  {
    let arms = [
      arm("beyond", start: 2, end: 0.9), arm("second", start: 2, end: 0.9),
      arm("third", start: 2, end: 0.9), arm("stays", start: 1, end: 0.9),
      arm("leaves", start: 1, end: 1.7),
    ]
    let report = try report(arms, aspiration: 1.5)
    #expect(report.arms.map(\.attainment) == [1, 1, 1, 1, 0])
    #expect(report.arms[4].status == .neglects)
  }
}
