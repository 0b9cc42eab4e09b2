import Records
import Strategies
import Tensors
import TestSupport
import Testing

/// The laws that every strategy obeys, checked for every line of the catalogue.
@Suite struct ContractTests {
  @Test(arguments: StrategyCatalogue.strategies, MovingProblem.all)
  func decidesFiniteValuesOfTheRightShape(_ strategy: any Strategy, _ problem: MovingProblem) throws
  {
    guard let trial = try Trial(fitting: strategy, problem.objectives) else { return }
    for step in problem.values.indices {
      let decision = try trial.decide(problem.pass(step))
      switch decision.form {
      case .weights:
        #expect(decision.weights.count == problem.objectives.count)
        #expect(decision.weights.allSatisfy { $0.isFinite })
        let stops = decision.solver?.isStationary ?? false
        #expect(stops != decision.weights.contains { $0 != 0 })
      case .direction:
        #expect(decision.direction.count == problem.jacobians[step].columns)
        #expect(decision.direction.allSatisfy { $0.isFinite })
      }
    }
  }

  @Test(arguments: StrategyCatalogue.strategies, MovingProblem.all)
  func equalSeedsDecideEqually(_ strategy: any Strategy, _ problem: MovingProblem) throws {
    guard let one = try Trial(fitting: strategy, problem.objectives, seed: 7),
      let two = try Trial(fitting: strategy, problem.objectives, seed: 7)
    else { return }
    for step in problem.values.indices {
      #expect(try one.decide(problem.pass(step)) == two.decide(problem.pass(step)))
    }
  }

  @Test(arguments: StrategyCatalogue.strategies, MovingProblem.all)
  func goesOnAfterBeingSaved(_ strategy: any Strategy, _ problem: MovingProblem) throws {
    for moment in 0..<problem.values.count {
      guard let trial = try Trial(fitting: strategy, problem.objectives, seed: 3) else { return }
      for step in 0..<moment { _ = try trial.decide(problem.pass(step)) }
      let restored = try trial.savedAndRestored()
      for step in moment..<problem.values.count {
        let pass = problem.pass(step)
        #expect(try trial.decide(pass) == restored.decide(pass), "saved before step \(moment)")
      }
    }
  }

  @Test(arguments: StrategyCatalogue.strategies)
  func refusesLossesOutsideItsDomain(_ strategy: any Strategy) throws {
    guard strategy.domain == .positive else { return }
    let trial = try Trial(strategy, [Objective("a", .minimize), Objective("b", .maximize)])
    let costs = [Objective("a", .minimize), Objective("b", .maximize)].costs(of: [1, 3])
    let pass = GivenPass(costs: costs, jacobian: Matrix([[1, 0], [0, 1]]), step: 0)
    let failure = try #require(throws: StrategyFailure.self) { try trial.decide(pass) }
    #expect(failure.description.contains("the cost of b is -3.0"))
  }

  /// Each law above leaves out problems that a strategy refuses; none refuses all.
  @Test(arguments: StrategyCatalogue.strategies)
  func fitsSomeProblem(_ strategy: any Strategy) throws {
    #expect(
      try MovingProblem.all.contains { try Trial(fitting: strategy, $0.objectives) != nil })
  }

  @Test(arguments: StrategyCatalogue.all)
  func hasACompleteCard(_ entry: any Sampler) {
    let card = type(of: entry).card
    #expect(card.id == card.id.lowercased() && !card.id.contains(" ") && !card.id.isEmpty)
    #expect(!card.title.isEmpty && !card.rule.isEmpty && !card.weightSum.isEmpty)
    #expect(card.reference.url.hasPrefix("https://"))
    let names = card.settings.map(\.name)
    #expect(Set(names).count == names.count)
    #expect(card.settings.allSatisfy { !$0.meaning.isEmpty })
    // Every stored setting is on the card, so that whatever is printed can be written back.
    #expect(entry.settings.keys.allSatisfy(names.contains))
  }

  @Test func identifiersAreUnique() {
    let ids = StrategyCatalogue.all.map { type(of: $0).card.id }
    #expect(Set(ids).count == ids.count)
  }
}
