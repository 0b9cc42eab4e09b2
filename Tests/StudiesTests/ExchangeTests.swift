import Fronts
import Neural
import Records
import Strategies
import Studies
import Tensors
import Testing
import Training

/// Members that go on where another one has come to, or begin again.
@Suite struct ExchangeTests {
  /// A trade-off along `y`, and for both objectives two valleys along `x`, about −0.73 and 0.68, of
  /// which starts choose; the left one is deeper by 0.21.
  private static func valleys(
    _ x: Parameter, _ y: Parameter = Parameter([1], .uniform(0, 1))
  ) throws -> Problem {
    let valley = square(square(x.tensor) - 0.5) + 0.15 * x.tensor + 0.2
    return try Problem("valleys", parameters: [("x", x), ("y", y)], data: [:]) { _ in
      [0.0, 1].enumerated().map { i, end in
        ObjectiveTerm(
          Objective("f\(i + 1)", .minimize), valley + square(y.tensor - Tensor(end)))
      }
    }
  }

  private static func ends(
    _ sampler: any Sampler, x: Parameter = Parameter([1], .uniform(-1, 1)),
    y: Parameter = Parameter([1], .uniform(0, 1)), steps: Int = 300
  ) async throws -> [[Double]] {
    let study = try Study(
      valleys(x, y), arms: [Arm(sampler, name: "set")],
      optimizer: .adam(learningRate: 0.02).scheduled(.cosine(steps: steps)), seeds: 1,
      steps: steps, precision: .float64)
    return FrontMethodTests.ends(try await study.run().runs, of: "set")
  }

  /// Who is in the left valley, where the costs above 0.0905 are `y²` and `(1 − y)²`.
  private static func deep(_ ends: [[Double]]) -> [Bool] {
    ends.map { end in end.reduce(0) { $0 + max($1 - 0.0905, 0).squareRoot() } < 1.15 }
  }

  @Test(
    arguments: [
      nil, Tchebycheff(), AugmentedTchebycheff(rho: 0.01), STCH(mu: 0.05), PBI(), PNorm(p: 8),
      EPO(), PMGDA(), ParetoMTL(),
    ] as [(any Preferring)?])
  func allPreferencesComeToTheDeeperValley(_ scalarization: (any Preferring)?) async throws {
    func sampler(_ exchange: Int?) -> ParetoSampling {
      ParetoSampling(
        points: 5, scalarization: scalarization, starts: .apart, exchange: exchange)
    }
    #expect(Self.deep(try await Self.ends(sampler(nil))).contains(false))
    let ends = try await Self.ends(sampler(25))
    #expect(!Self.deep(ends).contains(false) && Set(ends).count > 1, "\(ends)")
  }

  @Test func whoIsDominatedFillsAGap() async throws {
    let ends = try await Self.ends(MOOSVGD(points: 5, exchange: 25))
    let without = try await Self.ends(MOOSVGD(points: 5))
    #expect(Set(ends).count == 5)
    #expect(Self.deep(ends).count { $0 } > Self.deep(without).count { $0 }, "\(ends) \(without)")
  }

  /// All begin in the right valley and come to one point of it; a new beginning may lead to the left
  /// one, and all others follow.
  @Test(arguments: [nil, 20]) func whoHasNoPlaceOfItsOwnBeginsAgain(_ exchange: Int?) async throws {
    let sampler = ParetoSampling(points: 12, starts: .apart, exchange: exchange)
    let ends = try await Self.ends(
      sampler, x: Parameter([1], .uniform(0.03, 1)), y: Parameter([1], .constant(0), bounds: 0...0),
      steps: 600)
    #expect(Self.deep(ends) == Array(repeating: exchange != nil, count: 12), "\(ends)")
  }

  /// In the last step one member takes over another's place: it ends there to the bit.
  @Test func parametersAndMomentsAreTakenOver() async throws {
    let sampler = ParetoSampling(
      preferences: .listed([[0.5, 0.5], [0.45, 0.55]]), starts: .apart, exchange: 40)
    let study = try Study(
      Self.valleys(Parameter([1], .uniform(-1, 1))), arms: [Arm(sampler, name: "set")],
      optimizer: .adam(learningRate: 0.02), seeds: 12, steps: 40, precision: .float64)
    let runs = try await study.run().runs
    let ends = (0..<12).map { FrontMethodTests.ends(runs, of: "set", seed: $0) }
    #expect(ends.contains { $0[0] == $0[1] } && ends.contains { $0[0] != $0[1] }, "\(ends)")
  }
}
