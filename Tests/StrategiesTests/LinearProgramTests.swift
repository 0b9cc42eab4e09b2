import Tensors
import Testing

@testable import Strategies

/// The simplex method beside corners tried one by one.
@Suite struct LinearProgramTests {
  @Test func findsTheBestOfAllCorners() {
    var random = RandomStream(seed: 4, purpose: .data)
    var solved = 0
    for _ in 0..<200 {
      let gain = (0..<3).map { _ in random.uniform(-1, 1) }
      let rows = (0..<2).map { _ in
        ((0..<3).map { _ in random.uniform(-1, 1) }, random.uniform(-0.3, 0.3))
      }
      var program = LinearProgram(gain: gain, sharing: 3)
      program.rows = rows.map { (coefficients: $0.0, least: $0.1) }
      let best = bestOfGrid(gain, rows)
      guard let x = program.solve() else {
        #expect(best == nil, "\(program) has \(String(describing: best))")
        continue
      }
      solved += 1
      #expect((x.reduce(0, +) - 1).magnitude < 1e-9 && x.allSatisfy { $0 >= 0 })
      for (row, least) in rows { #expect(dot(row, x) >= least - 1e-9) }
      if let best { #expect(dot(gain, x) >= best - 1e-9) }
    }
    #expect(solved > 50)
  }

  @Test func knowsWhatHasNoSolution() {
    var program = LinearProgram(gain: [1, 1], sharing: 2)
    program.rows = [(coefficients: [1, 1], least: 2)]
    #expect(program.solve() == nil)
    #expect(LinearProgram(gain: [0, 1], sharing: 1).solve() == nil)
  }

  private func dot(_ a: [Double], _ b: [Double]) -> Double {
    zip(a, b).reduce(0) { $0 + $1.0 * $1.1 }
  }

  /// The best feasible point of a grid of the simplex.
  private func bestOfGrid(_ gain: [Double], _ rows: [([Double], Double)]) -> Double? {
    var best: Double?
    for i in 0...40 {
      for j in 0...(40 - i) {
        let x = [Double(i) / 40, Double(j) / 40, Double(40 - i - j) / 40]
        guard rows.allSatisfy({ dot($0.0, x) >= $0.1 }) else { continue }
        best = max(best ?? -.infinity, dot(gain, x))
      }
    }
    return best
  }
}
