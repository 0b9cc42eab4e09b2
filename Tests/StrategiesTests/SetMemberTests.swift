import Records
import Tensors
import TestSupport
import Testing

@testable import Strategies

/// What members of a set do where one cost is as good as it can be, and the others are not.
@Suite struct SetMemberTests {
  private func weights(
    _ strategy: any Strategy, _ costs: [Double], _ jacobian: Matrix? = nil
  ) throws -> [Double] {
    let objectives = costs.indices.map { Objective("o\($0)", .minimize) }
    let pass = GivenPass(
      costs: objectives.costs(of: costs), jacobian: jacobian ?? Matrix([[1, 0], [0, 1]]), step: 0)
    return try Trial(strategy, objectives).decide(pass).weights
  }

  private func among(_ base: some Preferring) -> any Strategy {
    AmongMembers(base, known: [[0, 0], [1, 2]])
  }

  /// Costs are measured as 0.501 and 0.501, weights are (1, 0) + 0.001, turned back by 1 and ½.
  @Test func whoLooksForOneCostMendsTheOthersALittle() throws {
    let found = try weights(among(Tchebycheff(preference: [1, 0], ideal: [0, 0])), [0.5, 1])
    #expect(LossBasedTests.close(found, [1.001 / 1.0015, 0.0005 / 1.0015], 1e-12), "\(found)")
  }

  /// At the second ideal and so on the ray, but for what it could yet be: ĉ + 5 (0, 1) + 0.006.
  @Test func theBestSeenIsNotTheIdealYet() throws {
    let found = try weights(among(PBI(preference: [1, 0], ideal: [0, 0])), [1, 0])
    let sum = 1.006 + 5.006 / 2
    #expect(LossBasedTests.close(found, [1.006 / sum, 2.503 / sum], 1e-12), "\(found)")
  }

  /// A range of 1e-30 beside one of 1 is none: its reciprocal would be all of the weights.
  @Test func aRangeOfNothingIsNoUnit() throws {
    let sampler = AmongMembers(
      Tchebycheff(preference: [1, 1], ideal: [0, 0]), known: [[0, 0], [1, 1e-30]])
    let found = try weights(sampler, [0.5, 1e-30])
    #expect(LossBasedTests.close(found, [1.001 / 1.002, 0.001 / 1.002], 1e-12), "\(found)")
  }

  /// An end that is better by a hair and far worse in the other cost is none; steep ends are, up to a
  /// trade-off of a thousand, whatever the costs' units.
  @Test(arguments: [1, 1e-6, 1e6]) func theNadirIsThatOfProperEnds(unit: Double) {
    func ends(_ costs: [[Double]]) -> [Int] {
      AmongMembers<Tchebycheff>.properlyNondominated(costs.map { [$0[0], $0[1] * unit] })
    }
    #expect(ends([[0, 5], [1e-9, 2.5], [1, 1.5], [2.5, 0]]) == [1, 2, 3])
    #expect(ends([[0, 1], [0.002, 0], [1, 0.5]]) == [0, 1])
    #expect(ends([[0, 1], [0.0009, 0], [1, 0.5]]) == [1])
    #expect(ends([[0, 1], [0.01, 0.9], [0.25, 0.5], [1, 0]]) == [0, 1, 2, 3])
    #expect(ends([[3, 3]]) == [0] && ends([[1, 2], [1, 2]]) == [0, 1])
  }

  /// Every other beginning is at a new place, for a place of others may lead nowhere.
  @Test func beginningsTakeTurns() {
    var restarts = Restarts()
    let kinds = (0..<8).map { _ in
      restarts.begin(in: 100)
      return restarts.kind
    }
    #expect(kinds == [.new, .near, .new, .at, .new, .near, .new, .at])
  }

  /// The way from a new place is longer.
  @Test(arguments: [(0, [2, 2]), (40, [2, 2]), (100, [4, 2]), (200, [8, 4]), (500, [20, 10])])
  func whoBeginsSitsOutSomeExchanges(_ exchanges: Int, _ wanted: [Int]) {
    var restarts = Restarts()
    restarts.settle()
    let passed = (0..<4).map { _ in
      restarts.begin(in: exchanges)
      return (1...).first { _ in
        restarts.settle()
        return !restarts.isUnderWay
      }
    }
    #expect(passed == wanted + wanted)
  }

  /// Exact preferences have an answer of their own everywhere.
  @Test func othersAreGivenNothing() throws {
    let found = try weights(among(EPO(preference: [1, 1])), [0.9, 0.2])
    #expect(found.contains(0) && found.contains(1), "\(found)")
  }

  /// The cost of 0 counts as a millionth of the other, which alone is descended.
  @Test(arguments: [0, 1e-30, -1e-8]) func exactPreferencesTakeCostsOfNothing(
    _ nothing: Double
  ) throws {
    #expect(try weights(EPO(), [nothing, 1]) == [0, 1])
    #expect(try weights(EPO(), [1, nothing]) == [1, 0])
    #expect(try weights(EPO(), [0, 0]).allSatisfy(\.isFinite))
  }

  @Test func exactPreferencesRefuseNegativeCosts() throws {
    let failure = #expect(throws: StrategyFailure.self) { try weights(EPO(), [1, -0.001]) }
    #expect(
      failure?.description
        == "epo is defined for non-negative losses, but the cost of o1 is -0.001")
  }

  /// The first gradient is 0 but for rounding; what is on its ray already descends the second.
  @Test(arguments: [0, 1e-8]) func idleGradientsDoNotStopASet(_ rest: Double) throws {
    let jacobian = Matrix([[rest, 0], [0, 1]])
    #expect(try weights(ParetoMTL(), [1, 1], jacobian) == [0, 1])
    #expect(try weights(PMGDA(preference: [1, 1]), [1, 1], jacobian) == [0, 1])
    // With both there, weights are those of the shortest vector.
    #expect(try weights(ParetoMTL(), [1, 1], Matrix([[1, 0], [0, 2]])) == [0.8, 0.2])
  }
}
