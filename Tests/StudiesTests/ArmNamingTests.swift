import Neural
import Strategies
import Testing
import Training

@testable import Studies

/// Names of arms that were given none: as short as tells them apart.
@Suite struct ArmNamingTests {
  private func names(_ arms: Arm...) -> [String] { ArmNaming.names(arms) }

  @Test func oneOfAKindHasItsLabel() {
    #expect(
      names(Arm(GradNorm(alpha: 3)), Arm(Equal()), Arm(Fixed([1, 0.01])), Arm(Fixed([2, 3])))
        == ["gradnorm", "equal", "fixed alpha=0.01", "fixed [2, 3]"])
  }

  @Test func thoseOfAKindNameTheSettingsTheyDifferBy() {
    #expect(
      names(Arm(GradNorm(alpha: 1)), Arm(GradNorm(alpha: 2.5)))
        == ["gradnorm alpha=1", "gradnorm alpha=2.5"])
    #expect(
      names(
        Arm(GradNorm(alpha: 1)), Arm(GradNorm(alpha: 1, losses: .exponential)),
        Arm(GradNorm(alpha: 2))
      ) == [
        "gradnorm alpha=1 losses=ratio", "gradnorm alpha=1 losses=exponential",
        "gradnorm alpha=2 losses=ratio",
      ])
    #expect(
      names(Arm(ParetoSampling(points: 3)), Arm(ParetoSampling(points: 5)), Arm(Equal()))
        == ["pareto-sampling points=3", "pareto-sampling points=5", "equal"])
    #expect(
      names(Arm(GradNorm()), Arm(GradNorm(parameters: .named(["a", "b"]))))
        == ["gradnorm parameters=lastSharedLayer", "gradnorm parameters=[a, b]"])
    #expect(
      names(
        Arm(ParetoSampling(points: 5)), Arm(ParetoSampling(points: 5, refine: 4, rounds: 2)),
        Arm(ParetoSampling(points: 5, even: 25))
      ) == ["pareto-sampling", "pareto-sampling refine=4 rounds=2", "pareto-sampling even=25"])
  }

  @Test func optimizersTellArmsApart() {
    let sgd = Optimizer.sgd(learningRate: 0.1)
    #expect(
      names(Arm(Equal()), Arm(Equal(), optimizer: sgd), Arm(Equal(), optimizer: .adam()))
        == ["equal", "equal sgd learningRate 0.1", "equal adam learningRate 0.001"])
    #expect(
      names(Arm(GradNorm(alpha: 1), optimizer: sgd), Arm(GradNorm(alpha: 2), optimizer: sgd))
        == ["gradnorm alpha=1", "gradnorm alpha=2"])
  }

  @Test func givenNamesStay() {
    #expect(
      names(Arm(GradNorm(alpha: 1), name: "first"), Arm(GradNorm(alpha: 2)))
        == ["first", "gradnorm"])
    #expect(
      names(Arm(GradNorm(alpha: 1), name: "gradnorm"), Arm(GradNorm(alpha: 2)))
        == ["gradnorm", "gradnorm alpha=2"])
  }

  /// What cannot be told apart keeps its label; the study then refuses the second.
  @Test func equalArmsHaveEqualNames() {
    #expect(names(Arm(Equal()), Arm(Equal())) == ["equal", "equal"])
  }
}
