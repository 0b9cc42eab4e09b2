import Foundation
import Testing

@testable import Stability

@Suite("Windows and thresholds")
struct MeasurementTests {
  @Test(arguments: [
    (32, 5, 3), (100, 5, 10), (119, 5, 12), (120, 7, 12), (200, 11, 20), (145, 7, 15), (2, 5, 2),
  ])
  func `windows follow the length`(evaluations: Int, width: Int, final: Int) {
    let window = EvaluationWindow(evaluations: evaluations)
    #expect(window.width == width)
    #expect(window.finalCount == final)
  }

  @Test func `levels are compared every half window, the last one among them`() {
    let window = EvaluationWindow(evaluations: 200)
    #expect(window.levelPoints.count == 34)
    #expect(window.levelPoints.prefix(2) == [1, 7] && window.levelPoints.last == 199)
    #expect(window.interior == 5..<195)
    #expect(window.lastHalf == 100..<200)
  }

  @Test func `calibrated lengths give their row, digit by digit`() {
    for row in WhiteNoiseTable.rows {
      for m in 1...16 {
        let found = WhiteNoiseThresholds(evaluations: row.length, objectives: m)
        #expect(found.spikes == row.spikes && found.wander == row.wander)
        #expect(found.regress == row.regress[m - 1])
      }
    }
    // T = 200, K = 11, m = 2 of the published table.
    let published = WhiteNoiseThresholds(evaluations: 200, objectives: 2)
    #expect(abs(published.spikes - 2.486) < 5e-4 && abs(published.wander - 1.562) < 5e-4)
    #expect(abs(published.regress - 4.471) < 5e-4)
  }

  @Test func `between lengths of one window they are linear in the logarithm`() {
    let (low, high) = (WhiteNoiseTable.rows[2], WhiteNoiseTable.rows[3])
    #expect(low.length == 64 && high.length == 100)
    let middle = WhiteNoiseThresholds(evaluations: 80, objectives: 3)
    let share = log(80.0 / 64) / log(100.0 / 64)
    #expect(agree(middle.regress, low.regress[2] + share * (high.regress[2] - low.regress[2])))
    #expect(agree(middle.spikes, low.spikes + share * (high.spikes - low.spikes)))
  }

  @Test func `outside the table they are those of the nearest row`() {
    let last = WhiteNoiseTable.rows[WhiteNoiseTable.rows.count - 1]
    #expect(WhiteNoiseThresholds(evaluations: 9999, objectives: 99).regress == last.regress[15])
    // K = 23 has no row: between T = 439 and T = 512.
    let bare = WhiteNoiseThresholds(evaluations: 460, objectives: 1).spikes
    let ends = [439, 512].map { WhiteNoiseThresholds(evaluations: $0, objectives: 1).spikes }
    #expect(bare > ends.min()! && bare < ends.max()!)
  }

  @Test func `the table is sorted and covers both ends of each short window`() {
    let lengths = WhiteNoiseTable.rows.map(\.length)
    #expect(lengths == lengths.sorted())
    for length in 32..<440 {
      let width = EvaluationWindow.width(of: length)
      let peers = lengths.filter { EvaluationWindow.width(of: $0) == width }
      #expect(peers.contains { $0 <= length } && peers.contains { $0 >= length })
    }
  }

  @Test func `white noise costs little beyond its noise`() throws {
    var stream = Synthetic.Stream(17)
    let window = EvaluationWindow(evaluations: 100)
    let thresholds = WhiteNoiseThresholds(evaluations: 100, objectives: 2)
    let runs = try (0..<60).map { _ in
      let z = (0..<2).map { _ in (0..<100).map { _ in stream.gaussian() } }
      return try RunComponents(of: z, window: window, thresholds: thresholds)
    }
    // Without the thresholds each of the three would be about 2, twice the noise.
    #expect(runs.allSatisfy { abs($0.noise - 1) < 0.5 })
    #expect(runs.reduce(0) { $0 + $1.spikes } / 60 < 0.15)
    #expect(runs.reduce(0) { $0 + $1.regress } / 60 < 0.3)
    #expect(runs.reduce(0) { $0 + $1.wander } / 60 < 0.3)
  }

  @Test func `a run that falls steeply but steadily has no noise, spike or regress`() throws {
    let z = [(0..<100).map { exp(-Double($0) / 3) }]
    let run = try RunComponents(
      of: z, window: EvaluationWindow(evaluations: 100),
      thresholds: WhiteNoiseThresholds(evaluations: 100, objectives: 1))
    #expect(run.noise < 1e-12 && run.spikes < 1e-12 && run.regress == 0)
  }
}
