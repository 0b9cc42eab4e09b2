import Poise
import TestSupport
import Testing

@testable import CustomStrategyExample

@Suite("A strategy of one's own")
struct CustomStrategyTests {
  @Test func isComparedLikeAnyOther() throws {
    let result = try BuiltProgram("CustomStrategyExample").run(["100", "8"], in: Repository.path)
    #expect(result.ending == .exited(0), "\(result)")
    for arm in ["smoothed-norms", "gradnorm", "fixed alpha=1", "equal-normalized"] {
      #expect(result.output.contains("\n\(arm)  "), "\(arm) has no row")
    }
  }

  @Test(arguments: MovingProblem.all) func keepsItsClaims(_ problem: MovingProblem) throws {
    var (plain, scaled, idle) = (
      try Trial(SmoothedNorms(), problem.objectives),
      try Trial(SmoothedNorms(), problem.objectives),
      try Trial(SmoothedNorms(), problem.withIdleObjective().objectives)
    )
    for step in problem.values.indices {
      let direction = try plain.direction(problem, step)
      for (a, b) in [
        (try scaled.direction(problem.scaled(0, by: 1024), step), "scale"),
        (try idle.direction(problem.withIdleObjective(), step), "an idle objective"),
      ] {
        #expect(zip(a, direction).allSatisfy { abs($0 - $1) <= 1e-12 }, "\(b) shows")
      }
      if step == 2 { plain = try plain.savedAndRestored() }
    }
  }

  @Test func remembersNorms() throws {
    let objectives = [Objective("a", .minimize), Objective("b", .minimize)]
    var balancer = try Balancer(SmoothedNorms(beta: 0.5), objectives: objectives, seed: 0)
    for (step, norms) in [[4.0, 1.0], [1.0, 1.0]].enumerated() {
      try balancer.decide(
        GivenPass(
          costs: objectives.costs(of: [1, 1]),
          jacobian: Matrix([[norms[0], 0], [0, norms[1]]]), step: step))
    }
    // n = 0.5 · 0.5 · 4 + 0.5 · 1 = 1.5, over 1 − 0.5² = 0.75: a mean of 2.
    #expect(balancer.decision.weights == [0.5, 1])
  }
}
