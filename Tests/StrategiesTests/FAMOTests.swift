import Records
import Strategies
import Tensors
import TestSupport
import Testing

/// FAMO beside TorchJD 0.18 and by hand.
@Suite struct FAMOTests {
  static let objectives = [Objective("a", .minimize), Objective("b", .minimize)]

  private func pass(_ values: [Double], after: [Double]? = nil, _ step: Int) -> GivenPass {
    var supplement = GivenPass.Supplement()
    supplement.hindsight = after.map { Self.objectives.costs(of: $0) }
    return GivenPass(
      costs: Self.objectives.costs(of: values), step: step, supplement: supplement)
  }

  @Test func firstWeights() throws {
    let used = try LossBasedTests.weights(FAMO(), [[1, 2, 4]])[0]
    #expect(LossBasedTests.close(used, [0.57142857, 0.285714286, 0.142857143], 5e-9))
  }

  /// Losses (1, 2) fall to (½, 3/2): the logits become ∓0.0249999975, z = softmax of them.
  @Test func learnsFromTheUpdate() throws {
    let trial = try Trial(FAMO(), Self.objectives)
    #expect(
      LossBasedTests.close(try trial.decide(pass([1, 2], 0)).weights, [2.0 / 3, 1.0 / 3], 1e-15))
    // At losses of 1 the weights are z itself.
    let z = try trial.decide(pass([1, 1], after: [0.5, 1.5], 1)).weights
    #expect(LossBasedTests.close(z, [0.487502604748, 0.512497395252], 5e-13))
  }

  /// TorchJD 0.18, three updates of `FAMO(2)` in double precision: what it learns depends on the
  /// moments of Adam, and ours survive being saved, unlike the library's.
  ///
  ///     f(tensor(before)); f.update(tensor(after)); f._w
  @Test(arguments: 0...3) func goesOnWithItsMoments(_ saving: Int) throws {
    let steps: [(before: [Double], after: [Double])] = [
      ([1, 2], [0.5, 1.5]), ([0.5, 1.5], [0.4, 1.2]), ([0.4, 1.2], [0.39, 0.8]),
    ]
    let logits = [-0.02499999753369673, -0.04174686042378477, -0.04027067016704496]
    var trial = try Trial(FAMO(), Self.objectives)
    for (step, losses) in steps.enumerated() {
      if step == saving { trial = try trial.savedAndRestored() }
      _ = try trial.decide(
        pass(losses.before, after: step == 0 ? nil : steps[step - 1].after, step))
      // At losses of 1 the weights are z itself; a copy is asked, so that the run goes on unmoved.
      let z = try trial.savedAndRestored().decide(pass([1, 1], after: losses.after, step + 1))
      let expected = Elementary.exp(2 * logits[step])
      #expect((z.weights[0] / z.weights[1] / expected - 1).magnitude < 1e-8, "step \(step)")
    }
  }

  /// Where the data are one batch, this step's losses are those after the last update.
  @Test func oneBatchNeedsNoSecondLook() throws {
    let (one, two) = (try Trial(FAMO(), Self.objectives), try Trial(FAMO(), Self.objectives))
    for (step, values) in [[1, 2], [0.5, 1.5], [0.25, 1.25]].enumerated() {
      let given = try two.decide(pass(values, after: values, step))
      #expect(try one.decide(pass(values, step)) == given)
    }
  }

  /// The batch changes between steps: what counts is the batch that was stepped on.
  @Test func comparesWithinABatch() throws {
    let trial = try Trial(FAMO(), Self.objectives)
    _ = try trial.decide(pass([1, 2], 0))
    // Both losses halve on their own batch, however large the next batch's are.
    let used = try trial.decide(pass([100, 100], after: [0.5, 1], 1)).weights
    #expect(LossBasedTests.close(used, [0.5, 0.5], 1e-15))
  }

  /// Decay alone pulls logits back: with equal rates the slope is γ ξ.
  @Test func logitsDecay() throws {
    let trial = try Trial(FAMO(learningRate: 0.5, decay: 0.1), Self.objectives)
    _ = try trial.decide(pass([1, 1], 0))
    let pushed = try trial.decide(pass([1, 1], after: [0.5, 1], 1)).weights
    var last = pushed
    for step in 2..<60 { last = try trial.decide(pass([1, 1], after: [1, 1], step)).weights }
    #expect(pushed[0] < 0.3)
    #expect(last[0] > pushed[0] + 0.1)
  }

  @Test func boundsOfTheirOwn() throws {
    let strategy = FAMO(minima: [-3, 0])
    let trial = try Trial(strategy, Self.objectives)
    // Excesses 2 and 2.
    #expect(try trial.decide(pass([-1, 2], 0)).weights == [0.5, 0.5])
    let failure = #expect(throws: StrategyFailure.self) { try trial.decide(pass([-3, 2], 1)) }
    #expect(
      failure?.description == "famo is defined for costs above their bounds, but that of "
        + "objective 1 is -3.0, its bound -3.0")
    #expect(throws: SettingError.self) { try Trial(FAMO(minima: [1]), Self.objectives) }
    #expect(throws: SettingError.self) {
      try Trial(FAMO(minima: [1, 1], losses: .exponential), Self.objectives)
    }
  }

  @Test func aLossThatLeavesTheDomainAfterTheUpdateIsNamed() throws {
    let trial = try Trial(FAMO(), Self.objectives)
    _ = try trial.decide(pass([1, 2], 0))
    #expect(throws: StrategyFailure.self) {
      try trial.decide(pass([1, 2], after: [1, -1], 1))
    }
  }
}
