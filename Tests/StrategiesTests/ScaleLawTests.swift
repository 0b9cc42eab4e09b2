import Records
import Strategies
import Tensors
import TestSupport
import Testing

/// How directions answer to a change of units, where the rule says so in a way of its own; the laws
/// that many share stand in ``ClaimTests``.
@Suite struct ScaleLawTests {
  static let drawn = SolverLawTests.drawn.filter(\.isWellConditioned)

  private func expectEqual(
    _ strategy: any Strategy, _ one: RandomJacobian, _ two: RandomJacobian, times factor: Double,
    _ tolerance: Double = 1e-9
  ) throws {
    let d = try one.decide(strategy).direction(one.matrix).map { $0 * factor }
    let e = try two.decide(strategy).direction(two.matrix)
    let size = d.map(\.magnitude).max() ?? 0
    for (x, y) in zip(d, e) { #expect((x - y).magnitude <= tolerance * size, "\(one)") }
  }

  /// `d → c^{(1−a)/(1+a)} d` where all gradients are multiplied by `c`.
  @Test(arguments: [0.5, 1, 2, 5], [1e-3, 1e3]) func fairness(_ a: Double, _ c: Double) throws {
    for drawn in Self.drawn {
      let factor = Elementary.power(c, (1 - a) / (1 + a))
      try expectEqual(FairGrad(alpha: a), drawn, drawn.scaled { _ in c }, times: factor)
    }
  }

  /// Without memory of earlier norms: `d → c d` for all; as it was for the secondary ones.
  @Test func primaryAndSecondary() throws {
    let strategy = PCD(tau: 0.1, beta: 0, epsilon: 0)
    for drawn in Self.drawn {
      try expectEqual(strategy, drawn, drawn.scaled { _ in 1e3 }, times: 1e3)
      try expectEqual(
        strategy, drawn, drawn.scaled { $0 == 0 ? 1 : Elementary.power(10, Double($0 % 7) - 3) },
        times: 1)
    }
  }

  /// Its own directions do not depend on any scale, but for its ε beside the norms.
  @Test func balancedOutputs() throws {
    for drawn in Self.drawn {
      let length = (0..<drawn.matrix.rows).map { i in
        drawn.matrix.row(i).reduce(0) { $0 + $1 * $1 }.squareRoot()
      }
      let unit = drawn.scaled { 1 / length[$0] }
      try expectEqual(
        EnCodecBalancer(), unit, unit.scaled { Elementary.power(10, Double($0 % 7) - 3) }, times: 1,
        1e-8)
    }
  }

  /// Adam's steps on the weights do not depend on a common scale, but for its ε; a scale of the
  /// losses is none at all.
  @Test func learnedWeights() throws {
    let problem = MovingProblem("moving", objectives: 3, parameters: 4, seed: 11)
    let other = problem.scaled(by: 1e3)
    let (one, two) = (
      try Trial(GradNorm(), problem.objectives), try Trial(GradNorm(), other.objectives)
    )
    var moved = 0.0
    for step in problem.values.indices {
      let (v, w) = (
        try one.decide(problem.pass(step)).weights, try two.decide(other.pass(step)).weights
      )
      for (x, y) in zip(v, w) { #expect((x - y).magnitude < 1e-7, "step \(step)") }
      moved = max(moved, (v[0] - 1).magnitude)
    }
    #expect(moved > 0.01)
  }
}
