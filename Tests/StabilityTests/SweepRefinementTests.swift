import Foundation
import Testing

@testable import Stability

@Suite("Refinement of a sweep, on made outcomes")
struct SweepRefinementTests {
  private func sweep(
    _ alphas: [Double], _ outcome: (Double) -> SweepReport.Outcome
  ) -> SweepReport {
    SweepReport(
      kind: .alpha, units: [1, 1],
      points: alphas.sorted().map {
        SweepReport.Point(
          arm: "\($0)", place: [$0], outcome: outcome($0), neglects: [], stableShare: nil)
      })
  }

  /// Random ranges on random grids: the change stays between its neighbors, the bracket shrinks, and
  /// at the end it is as narrow as asked.
  @Test(arguments: 0..<40) func `brackets shrink around any change`(_ seed: Int) {
    var stream = Synthetic.Stream(UInt64(seed))
    let low = pow(10, -4 + 4 * stream.next())
    let high = low * pow(10, 4 * stream.next())
    let resolution = 1.02 + stream.next()
    let outcome = { (alpha: Double) -> SweepReport.Outcome in
      alpha < low ? .neglects : alpha <= high ? .stable : .failed
    }
    let steps = 4 + seed % 9
    var alphas = [0] + (0...steps).map { pow(10, -5 + 11 * Double($0) / Double(steps)) }
    let refinement = SweepRefinement(resolution: resolution, budget: 500)
    var brackets: [(Double, Double)] = []
    while true {
      let sorted = alphas.sorted()
      let last = sorted.lastIndex { $0 < low } ?? 0
      brackets.append((sorted[last], sorted[last + 1]))
      let next = refinement.places(after: sweep(alphas, outcome))
      if next.isEmpty { break }
      alphas += next.map { $0[0] }
    }
    for (before, after) in zip(brackets, brackets.dropFirst()) {
      #expect(before.0 <= after.0 && after.1 <= before.1)
    }
    let final = brackets[brackets.count - 1]
    #expect(final.0 < low && low <= final.1 && final.1 / final.0 <= resolution)
    #expect(Set(alphas).count == alphas.count)
  }

  @Test func `what is spent is not exceeded, and stability comes first`() {
    let outcome = { (alpha: Double) -> SweepReport.Outcome in
      alpha < 0.5 ? .inert : alpha < 1.5 ? .neglects : alpha < 15 ? .stable : .failed
    }
    let found = sweep([0.01, 1, 10, 100], outcome)
    let refinement = SweepRefinement(resolution: 1.1, budget: 6)
    let middles = refinement.places(after: found)
    #expect(middles == [[3.162], [31.62]], "not the wider interval between inert and neglects")
    #expect(
      SweepRefinement(resolution: 1.1, budget: 4).places(after: found).isEmpty)
    #expect(SweepRefinement(resolution: 1.1, budget: 99).places(after: found).count == 3)
    #expect(SweepRefinement(resolution: 200, budget: 99).places(after: found).isEmpty)
  }

  @Test func `doubt of the seeds is looked into as well`() {
    var found = sweep([1, 10, 100]) { _ in .stable }
    for (index, share) in [1, 0.99, 0.6].enumerated() { found.points[index].stableShare = share }
    let refinement = SweepRefinement(resolution: 1.1, budget: 99)
    #expect(refinement.places(after: found) == [[31.62]])
    found.points[2].stableShare = 0.98
    #expect(refinement.places(after: found).isEmpty)
    // As the ends of a 95% interval: a fortieth is none, a little more is doubt.
    var lost = sweep([1, 10]) { _ in .failed }
    for share in [0.02, 0.03] {
      for (index, share) in [0, share].enumerated() { lost.points[index].stableShare = share }
      #expect(refinement.places(after: lost).isEmpty == (share < 0.025))
    }
  }

  @Test func `0 has no logarithm: nothing is looked for between it and the first alpha`() {
    let found = sweep([0, 1e-4, 1]) { $0 == 0 ? .neglects : .stable }
    #expect(SweepRefinement(resolution: 1.1, budget: 99).places(after: found).isEmpty)
  }

  @Test func `numbers to four digits are the nearest decimals`() {
    #expect(SignificantDigits.rounded(0.000316227766, to: 4) == 0.0003162)
    #expect(SignificantDigits.rounded(3162.27766, to: 4) == 3162)
    #expect(SignificantDigits.rounded(31622.7766, to: 4) == 31620)
    #expect(SignificantDigits.rounded(9.99996, to: 4) == 10)
    #expect(SignificantDigits.rounded(1e-300, to: 4) == 1e-300)
    #expect(SignificantDigits.rounded(0, to: 4) == 0)
  }
}
