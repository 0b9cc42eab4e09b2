import Neural
import Records
import Strategies
import Studies
import Testing
import Training

@Suite struct StudyTests {
  private func study(
    _ arms: [Arm], problem: Problem = StudyProblems.twoScales(), seeds: Int = 3, steps: Int = 10,
    precision: Study.Precision = .float32
  ) throws(StudyError) -> Study {
    try Study(problem, arms: arms, seeds: seeds, steps: steps, precision: precision)
  }

  // MARK: The baseline

  @Test func theBaselineJoinsFirstUnlessAllUnitsAreDeclared() throws {
    for (fit, weights) in [(nil, nil), (2, nil), (nil, 3)] as [(Double?, Double?)] {
      let study = try study(
        [Arm(Fixed([1, 0.01]))], problem: StudyProblems.twoScales(fit: fit, weights: weights))
      #expect(study.arms.map(\.name) == ["equal-normalized", "fixed alpha=0.01"])
      #expect(study.arms.map(\.isBaseline) == [true, false])
      #expect(study.arms[0].sampler is EqualNormalized)
    }
    let study = try study(
      [Arm(Fixed([1, 0.01]))], problem: StudyProblems.twoScales(fit: 2, weights: 3))
    #expect(study.arms.map(\.name) == ["fixed alpha=0.01"])
    #expect(study.arms.map(\.isBaseline) == [false])
  }

  @Test func aListedBaselineMovesFirst() throws {
    let own = Arm(EqualNormalized(), name: "base", optimizer: .adam())
    for listed in [Arm(EqualNormalized(), name: "base"), own] {
      let study = try study([Arm(Fixed([1, 2])), listed, Arm(Equal())])
      #expect(study.arms.map(\.name) == ["base", "fixed alpha=2", "equal"])
      #expect(study.arms.map(\.isBaseline) == [true, false, false])
    }
    // Where units are declared it is an arm like any other, in its place.
    let declared = try study(
      [Arm(Fixed([1, 2])), Arm(EqualNormalized())],
      problem: StudyProblems.twoScales(fit: 1, weights: 1))
    #expect(declared.arms.map(\.name) == ["fixed alpha=2", "equal-normalized"])
    #expect(!declared.arms.contains { $0.isBaseline })
  }

  /// With another optimizer it is another arm.
  @Test func aBaselineOfAnotherOptimizerIsNotTheBaseline() throws {
    let study = try study([Arm(EqualNormalized(), optimizer: .sgd(learningRate: 0.1))])
    #expect(
      study.arms.map(\.name) == ["equal-normalized", "equal-normalized sgd learningRate 0.1"])
    #expect(study.arms.map(\.isBaseline) == [true, false])
  }

  // MARK: Faults

  @Test func faultsAreOneSentence() {
    refuses("the study has no arms; give at least one strategy to train", arm: nil) {
      try study([])
    }
    refuses("two arms are named twin; give each its own name", arm: "twin") {
      try study([Arm(Equal(), name: "twin"), Arm(Fixed([1, 2]), name: "twin")])
    }
    refuses("two arms are named equal; give each its own name", arm: "equal") {
      try study([Arm(Equal()), Arm(Equal())])
    }
    refuses("two arms are named equal-normalized; give each its own name", arm: "equal-normalized")
    {
      try study([Arm(EqualNormalized()), Arm(EqualNormalized())])
    }
    refuses(
      "arm fixed [1, 2, 3]: setting weights: found 3 weights, wanted 2, one an objective",
      arm: "fixed [1, 2, 3]"
    ) { try study([Arm(Fixed([1, 2, 3]))]) }
    refuses(
      "arm g: setting parameters: no parameter is named W; there are 0.weight, 0.bias, 2.weight, "
        + "2.bias, 4.weight, 4.bias", arm: "g"
    ) { try study([Arm(GradNorm(parameters: .named(["W"])), name: "g")]) }
    for seeds in [0, -1, 100_001] {
      refuses("found \(seeds) seeds, wanted a whole number from 1 to 100000", arm: nil) {
        try study([Arm(Equal())], seeds: seeds)
      }
    }
    for steps in [0, -5, 1_000_000_001] {
      refuses("found \(steps) steps, wanted a whole number from 1 to 1000000000", arm: nil) {
        try study([Arm(Equal())], steps: steps)
      }
    }
  }

  @Test func boundsAreWithin() throws {
    #expect(try study([Arm(Equal())], seeds: 1, steps: 1).plan.evaluationSteps == [0, 1])
    let large = try study([Arm(Equal())], seeds: 100_000, steps: 1_000_000_000)
    #expect(large.plan.evaluationSteps.last == 1_000_000_000)
  }

  @Test func preferencesNeedTwoObjectives() throws {
    let one = try StudyProblems.direct(.minimize, from: [1]) { sum(square($0)) }
    refuses(
      "arm pareto-sampling: setting points: preferences trade objectives off: found one, "
        + "wanted at least two", arm: "pareto-sampling"
    ) { try study([Arm(ParetoSampling(points: 5))], problem: one) }
  }

  private func refuses(
    _ message: String, arm: String?, _ make: () throws -> Study
  ) {
    let error = #expect(throws: StudyError.self) { try make() }
    #expect(error?.description == message)
    #expect(error?.arm == arm)
  }

  // MARK: What is made of it

  @Test func tasksStandInTheOrderOfArmsMembersAndSeeds() throws {
    let sgd = Optimizer.sgd(learningRate: 0.1)
    let study = try study(
      [Arm(ParetoSampling(points: 3)), Arm(Equal(), name: "e", optimizer: sgd)], seeds: 2)
    let tasks = study.tasks
    #expect(
      tasks.map { "\($0.arm) \($0.member) \($0.seed)" } == [
        "equal-normalized 0 0", "equal-normalized 0 1", "pareto-sampling 0 0",
        "pareto-sampling 0 1", "pareto-sampling 1 0", "pareto-sampling 1 1",
        "pareto-sampling 2 0", "pareto-sampling 2 1", "e 0 0", "e 0 1",
      ])
    #expect(tasks.map(\.optimizer) == Array(repeating: .adam(), count: 8) + [sgd, sgd])
    #expect((tasks[4].strategy as? Fixed)?.weights == [0.5, 0.5])
  }

  @Test func theRecordSaysEverything() throws {
    let problem = StudyProblems.twoScales(fit: 2)
    let study = try Study(
      problem, name: "mine", arms: [Arm(GradNorm(alpha: 1)), Arm(ParetoSampling(points: 3))],
      optimizer: .sgd(learningRate: 0.5), seeds: 4, steps: 7, precision: .float64, source: "text")
    let note = Finding(.note, kind: "k", objective: nil, evidence: "e", advice: "a")
    let record = study.record(diagnosis: [note])
    #expect(record.name == "mine" && record.objectives == problem.objectives)
    #expect((record.seeds, record.steps, record.precision) == (4, 7, "float64"))
    #expect(record.evaluationSteps == Array(0...7) && record.parameterCount == 81)
    #expect(record.problem == problem.listing && record.source == "text")
    #expect(record.diagnosis == [note])
    let arms = record.arms
    #expect(arms.map(\.name) == ["equal-normalized", "gradnorm", "pareto-sampling"])
    #expect(arms.map(\.strategy) == ["equal-normalized", "gradnorm", "pareto-sampling"])
    #expect(arms.map(\.isBaseline) == [true, false, false])
    #expect(arms.map(\.pullbacksPerStep) == [2, 2, 1])
    #expect(arms.allSatisfy { $0.optimizer == "sgd learningRate 0.5" })
    #expect(
      "\(arms[1].settings)"
        == "alpha 1, learningRate 0.025, losses ratio, optimizer adam, parameters lastSharedLayer")
    #expect(arms[2].members.map(\.preference) == [[0, 1], [0.5, 0.5], [1, 0]])
    #expect(arms[1].members.map(\.preference) == [nil])
    #expect(arms[1].references == [GradNorm.card.reference])
  }

  @Test func changesKeepTheRest() throws {
    let given = try Study(
      StudyProblems.twoScales(), name: "a", arms: [Arm(Equal())],
      optimizer: .sgd(learningRate: 0.5), seeds: 4, steps: 7, precision: .float64, source: "s")
    let same = try given.changed()
    #expect(same.record(diagnosis: []) == given.record(diagnosis: []))
    let other = try given.changed(name: "b", arms: [Arm(Fixed([1, 2]))], seeds: 2, steps: 3)
    #expect(other.arms.map(\.name) == ["equal-normalized", "fixed alpha=2"])
    #expect(other.arms.map(\.optimizer) == [.sgd(learningRate: 0.5), .sgd(learningRate: 0.5)])
    #expect((other.name, other.seeds, other.steps) == ("b", 2, 3))
    #expect(other.precision == .float64)
  }

  @Test func strategiesAloneMakeAStudy() throws {
    let study = try Study(
      StudyProblems.twoScales(), arms: [Fixed([1, 0.1]), GradNorm(), ParetoSampling(points: 2)],
      steps: 5)
    #expect(study.name == "two scales" && study.seeds == 20)
    #expect(study.arms.map(\.name).last == "pareto-sampling" && study.arms.count == 4)
  }
}
