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
    func deep(_ exchange: Int?) async throws -> Int {
      let study = try Study(
        Self.valleys(Parameter([1], .uniform(-1, 1))), arms: [Arm(sampler(exchange), name: "set")],
        optimizer: .adam(learningRate: 0.02).scheduled(.cosine(steps: 300)), seeds: 20, steps: 300,
        precision: .float64)
      let runs = try await study.run().runs
      return (0..<20).reduce(0) { count, seed in
        let ends = FrontMethodTests.ends(runs, of: "set", seed: seed)
        return count + (Set(ends).count > 1 ? Self.deep(ends).count { $0 } : 0)
      }
    }
    // Of a hundred members; one that looks for a cost alone may rest at its end of another valley.
    let (alone, exchanged) = (try await deep(nil), try await deep(25))
    #expect(alone < 70 && exchanged >= 85, "\(alone) \(exchanged)")
  }

  /// Gaps of the deeper valley are those that count: evenly spaced weights lead to gaps of 1 to 1.2.
  @Test func preferencesMoveAsTheBestDescentsStand() async throws {
    let ends = try await Self.ends(ParetoSampling(points: 5, descents: 6, even: 10), steps: 600)
    let deep = Self.deep(ends)
    let best = try (0..<5).map { group in
      ends[try #require((6 * group..<6 * group + 6).first { deep[$0] })]
    }
    let gaps = FrontGaps(of: best).gaps.map(\.length)
    #expect((gaps.max() ?? 0) < 1.05 * (gaps.min() ?? 0), "\(gaps)")
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

  /// A trade-off along `y` at the distance of six variables with two valleys each: 64 local fronts. Each
  /// is stationary, and its ends are optimal for whoever looks for one cost alone, at any distance.
  private static func fans() throws -> Problem {
    let (x, y) = (Parameter([6], .uniform(-1, 1)), Parameter([1], .uniform(0, 1), bounds: 0...1))
    let distance = sum(4 * square(square(x.tensor) - 0.5) + 0.3 * x.tensor + 0.4)
    return try Problem("fans", parameters: [("x", x), ("y", y)], data: [:]) { _ in
      [
        ObjectiveTerm(Objective("f1", .minimize), (1 + distance) * sum(y.tensor)),
        ObjectiveTerm(Objective("f2", .minimize), (1 + distance) * (1 - sum(y.tensor))),
      ]
    }
  }

  /// What a member in the middle has found reaches the ends, where no costs of others are better, if an
  /// end is held twice: who is not needed there comes along the front.
  @Test(arguments: [nil, 25]) func theBestValleyReachesTheEnds(_ exchange: Int?) async throws {
    let ends = [[1, 0], [0.999, 0.001], [0.998, 0.002]]
    let middle = [[0.7, 0.3], [0.6, 0.4], [0.5, 0.5], [0.4, 0.6], [0.3, 0.7]]
    let sampler = ParetoSampling(
      preferences: .listed(ends + middle + ends.map { $0.reversed() }),
      scalarization: Tchebycheff(), exchange: exchange)
    let study = try Study(
      Self.fans(), arms: [Arm(sampler, name: "set")],
      optimizer: .adam(learningRate: 0.02).scheduled(.cosine(steps: 1000)), seeds: 4, steps: 1000,
      precision: .float64)
    let runs = try await study.run().runs
    let spreads = (0..<4).map { seed in
      let levels = FrontMethodTests.ends(runs, of: "set", seed: seed).map { $0[0] + $0[1] }
      return (levels.max() ?? 0) / (levels.min() ?? 1)
    }
    #expect(spreads.allSatisfy { exchange == nil ? $0 > 1.1 : $0 < 1.01 }, "\(spreads)")
  }

  /// Steps as long as the valleys are wide throw members about; what a preference has found stays.
  @Test(arguments: [
    Optimizer.adam(learningRate: 0.5), .adam(learningRate: 0.5, weightDecay: 0.01),
    .adamW(learningRate: 0.5, weightDecay: 0.1), .rmsprop(learningRate: 0.3),
  ])
  func theFirstDescentKeepsTheBestPlace(_ optimizer: Optimizer) async throws {
    let sampler = ParetoSampling(
      points: 3, scalarization: Tchebycheff(ideal: [0, 0]), descents: 3, exchange: 10)
    let study = try Study(
      Self.valleys(Parameter([1], .uniform(-1, 1))), arms: [Arm(sampler, name: "set")],
      optimizer: optimizer, seeds: 1, steps: 100, precision: .float64)
    let runs = try await study.run().runs.filter { $0.arm == "set" }
      .sorted { $0.member < $1.member }
    try #require(runs.allSatisfy { $0.outcome == .finished })
    let members = try sampler.members(for: study.problem.objectives)
    var improvements = 0
    for first in [0, 3, 6] {
      let preference = try #require(members[first].preference)
      let merits = runs[first..<first + 3].map { run -> [Double] in
        let values = run.trace.values
        return values[0].indices.map { step -> Double in
          max(preference[0] * values[0][step], preference[1] * values[1][step])
        }
      }
      let weights = try (1...2).map {
        try #require(runs[first].trace.evidence["weight/f\($0)"])
      }
      #expect(weights.allSatisfy { $0[10..<100].allSatisfy { $0 == 0 } })
      #expect(weights.contains { $0[0] != 0 })
      for step in 10..<100 where step % 10 != 0 {
        #expect(merits[0][step] == merits[0][10 * (step / 10)])
      }
      for exchange in stride(from: 19, to: 99, by: 10) {
        // Better only if another one stood there.
        let best = merits.dropFirst().map { $0[exchange] }.min() ?? 0
        let (before, after) = (merits[0][exchange], merits[0][exchange + 1])
        #expect(after <= before)
        if after < before { improvements += 1 }
        #expect(after == before || best < before)
      }
    }
    #expect(improvements > 3)
  }

  /// Rays of VLMOP3 lead behind its front: measured by where they stand themselves, members that may
  /// raise costs come to stand in one point.
  @Test func whoRaisesCostsRemembersTheEndsOfTheFront() async throws {
    let sampler = ParetoSampling(points: 15, scalarization: PBI(), exchange: 25)
    let study = try FrontMethodTests.study("vlmop3", sampler, steps: 1500, seeds: 2)
    let arm = try #require(study.arms.last?.name)
    let runs = try await study.run().runs
    for seed in 0..<2 {
      let ends = FrontMethodTests.ends(runs, of: arm, seed: seed)
      let ranges = (0..<3).map { k in
        let costs = ends.map { $0[k] }
        return (costs.max() ?? 0) - (costs.min() ?? 0)
      }
      // Else one of them at least comes to nothing.
      #expect(zip(ranges, [1, 1, 0.2]).allSatisfy { $0 > $1 }, "\(ranges)")
    }
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
