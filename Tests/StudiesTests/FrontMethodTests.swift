import Fronts
import Neural
import Records
import Strategies
import Studies
import Testing
import Training

/// Set methods on problems whose front is known: what each reaches of it.
@Suite struct FrontMethodTests {
  /// The rate falls to 0: what is measured is where a method leads, not its jitter on the way.
  static func study(
    _ problem: String, _ sampler: any Sampler, steps: Int, seeds: Int = 1, rate: Double = 0.02
  ) throws -> Study {
    let known = try #require(ProblemCatalogue.problem(problem))
    let study = try Study(
      known.problem(), arms: [sampler],
      optimizer: .adam(learningRate: rate).scheduled(.cosine(steps: steps)), seeds: seeds,
      steps: steps, precision: .float64)
    return study
  }

  /// The final values of a seed's members.
  static func ends(_ runs: [Run], of arm: String, seed: Int = 0) -> [[Double]] {
    runs.filter { $0.arm == arm && $0.seed == seed }.sorted { $0.member < $1.member }
      .compactMap { run in
        let last = run.trace.values.compactMap(\.last)
        return run.outcome == .finished ? last : nil
      }
  }

  static func share(
    _ problem: String, _ sampler: any Sampler, steps: Int, rate: Double = 0.02
  ) async throws -> (share: Double, ends: [[Double]]) {
    let study = try study(problem, sampler, steps: steps, rate: rate)
    let arm = try #require(study.arms.last?.name)
    let ends = ends(try await study.run().runs, of: arm)
    let front = try #require(ProblemCatalogue.problem(problem)?.front)
    let whole = try #require(front.hypervolume(reference: front.reference))
    let found = try Front(minimizing: ends).hypervolume(reference: front.reference).value
    return (found / whole, ends)
  }

  @Test func linearScalarizationFindsTheEndsOfAConcaveFrontAlone() async throws {
    let (share, ends) = try await Self.share("vlmop2", ParetoSampling(points: 7), steps: 800)
    #expect(share < 0.5)
    for end in ends { #expect(min(end[0], end[1]) < 0.02 && max(end[0], end[1]) > 0.95) }
  }

  /// The largest share of a front's volume that so many of its points hold.
  static func most(_ problem: String, points count: Int) throws -> Double {
    let front = try #require(ProblemCatalogue.problem(problem)?.front)
    return front.hypervolume(ofBest: count, reference: front.reference)
      / front.wholeVolume(reference: front.reference).value
  }

  /// The part of what seven points can hold that each reaches. Bounds at equal steps of one loss
  /// leave steps of the other unequal; rays and regions meet the front at unequal steps too.
  @Test(arguments: [
    (Tchebycheff() as any Preferring, 0.98), (AugmentedTchebycheff(rho: 0.01), 0.98),
    (STCH(mu: 0.05), 0.94), (PBI(), 0.98), (PNorm(p: 8), 0.97), (EpsilonConstraint(), 0.95),
    (EPO(), 0.95), (PMGDA(), 0.95), (ParetoMTL(), 0.94),
  ])
  func othersFindItsMiddle(_ scalarization: any Preferring, _ least: Double) async throws {
    let sampler = ParetoSampling(points: 7, scalarization: scalarization)
    let (share, ends) = try await Self.share("vlmop2", sampler, steps: 800)
    let most = try Self.most("vlmop2", points: 7)
    #expect(share > least * most, "\(share / most) \(ends)")
    #expect(share < most + 1e-5 && ends.count == 7)
  }

  @Test(arguments: [
    // Its running reference is farther than the one that measures, and pays more for the ends.
    (HypervolumeAscent(points: 7) as any Sampler, "vlmop1", 0.985),
    (HypervolumeAscent(points: 7, reference: [1.1, 1.1]), "vlmop1", 0.999),
    (HypervolumeAscent(points: 7), "vlmop2", 0.99),
    (MOOSVGD(points: 7), "vlmop1", 0.97), (MOOSVGD(points: 7), "vlmop2", 0.99),
  ])
  func populationsSpreadOverTheFront(
    _ sampler: any Sampler, _ problem: String, _ least: Double
  ) async throws {
    let study = try Self.study(problem, sampler, steps: 1500, seeds: 4)
    let arm = try #require(study.arms.last?.name)
    let runs = try await study.run().runs
    let most = try Self.most(problem, points: 7)
    let front = try #require(ProblemCatalogue.problem(problem)?.front)
    let whole = try #require(front.hypervolume(reference: front.reference))
    for seed in 0..<4 {
      let ends = Self.ends(runs, of: arm, seed: seed)
      let found = try Front(minimizing: ends).hypervolume(reference: front.reference).value
      #expect(found / whole > least * most, "\(found / whole / most) \(ends)")
    }
  }

  /// What a box holds has no say: MGDA would otherwise give way to gradients that lead out of it.
  /// The members of ε-constraint look for the ideal themselves.
  @Test(arguments: [
    (ParetoSampling(points: 7, scalarization: ParetoMTL()) as any Sampler, "zdt1", 0.9),
    (ParetoSampling(points: 7, scalarization: ParetoMTL()), "zdt2", 0.9),
    (MOOSVGD(points: 7), "zdt1", 0.9), (MOOSVGD(points: 7), "zdt2", 0.75),
    (ParetoSampling(points: 7, scalarization: EPO()), "zdt2", 0.85),
    (ParetoSampling(points: 7, scalarization: EpsilonConstraint()), "vlmop1", 0.9),
    (ParetoSampling(points: 7, scalarization: EpsilonConstraint()), "zdt1", 0.97),
    // Who looks for the first cost alone mends the second, by which all others are measured.
    (ParetoSampling(points: 7, scalarization: Tchebycheff()), "zdt1", 0.97),
    (ParetoSampling(points: 7, scalarization: STCH(mu: 0.05)), "zdt1", 0.97),
    // In a corner of the sphere a cost is 0, and so is its gradient.
    (ParetoSampling(points: 15, scalarization: EPO()), "dtlz2", 0.8),
    (MOOSVGD(points: 15, idle: .ignore), "dtlz2", 0.85),
  ])
  func boxesAndTheIdealDoNotHoldASetBack(
    _ sampler: any Sampler, _ problem: String, _ least: Double
  ) async throws {
    let (share, ends) = try await Self.share(problem, sampler, steps: 1000)
    let most = try Self.most(problem, points: ends.count)
    #expect(share > least * most, "\(share / most) \(ends)")
  }

  /// All members begin at one point, where the volume is nobody's.
  @Test func duplicatesPart() async throws {
    let known = Quadratics(.convex, start: [0.5, 0.5])
    let study = try Study(
      known.problem(), arms: [HypervolumeAscent(points: 5)], optimizer: .adam(learningRate: 0.02),
      seeds: 1, steps: 1500, precision: .float64)
    let arm = try #require(study.arms.last?.name)
    let ends = Self.ends(try await study.run().runs, of: arm)
    let front = try #require(known.front)
    let found = try Front(minimizing: ends).hypervolume(reference: front.reference).value
    #expect(Set(ends).count == 5)
    #expect(
      found > 0.9 * front.hypervolume(ofBest: 5, reference: front.reference),
      "\(found) \(ends)")
  }

  @Test func membersBeginApartUnlessTheyShareTheirStart() async throws {
    for (starts, scalarization, count) in [
      (nil, Tchebycheff(), 3), (.shared, Tchebycheff(), 1), (nil, nil, 1), (.apart, nil, 3),
    ] as [(ParetoSampling.Starts?, (any Preferring)?, Int)] {
      let sampler = ParetoSampling(points: 3, scalarization: scalarization, starts: starts)
      let study = try Self.study("vlmop1", sampler, steps: 1)
      let arm = try #require(study.arms.last?.name)
      let runs = try await study.run().runs.filter { $0.arm == arm }
      #expect(Set(runs.map { $0.trace.values.map(\.[0]) }).count == count)
    }
  }

  @Test func membersFollowTheirPreferences() async throws {
    let preferences = [[0.8, 0.2], [0.5, 0.5], [0.2, 0.8]]
    for (scalarization, isDirect) in [(EPO() as any Preferring, false), (PMGDA(), true)] {
      let sampler = ParetoSampling(
        preferences: .listed(preferences), scalarization: scalarization)
      let (_, ends) = try await Self.share("vlmop2", sampler, steps: 1500, rate: 0.01)
      for (preference, end) in zip(preferences, ends) {
        let wanted = isDirect ? preference[0] / preference[1] : preference[1] / preference[0]
        #expect((end[0] / end[1] / wanted - 1).magnitude < 0.1, "\(scalarization): \(end)")
      }
    }
  }

  @Test(arguments: [
    HypervolumeAscent(points: 9) as any Sampler,
    ParetoSampling(points: 9, scalarization: Tchebycheff()), MOOSVGD(points: 9),
    HypervolumeAscent(points: 9, exchange: 7), MOOSVGD(points: 9, exchange: 7),
    ParetoSampling(points: 9, scalarization: Tchebycheff(), exchange: 7),
  ])
  func populationsAreTheSameInEveryWidthAndCompany(_ sampler: any Sampler) async throws {
    try await Self.requireSameBits(sampler)
  }

  static func requireSameBits(_ sampler: any Sampler) async throws {
    let study = try Self.study("vlmop2", sampler, steps: 60, seeds: 3)
    var all: [[Run]] = []
    for width in LaneWidth.allCases {
      let options = Study.RunOptions(threads: 2, laneWidth: width, instructionSet: .baseline)
      all.append(try await study.run(options).runs.sorted { $0.key < $1.key })
    }
    let alone = try Self.study("vlmop2", sampler, steps: 60, seeds: 1)
    let one = try await alone.run().runs.sorted { $0.key < $1.key }
    #expect(all[0].count == one.count * 3)
    for runs in all.dropFirst() { #expect(Self.listings(runs) == Self.listings(all[0])) }
    #expect(Self.listings(one) == Self.listings(all[2].filter { $0.seed == 0 }))
    // Nothing crosses seeds, but members do meet.
    let ends = Self.ends(one, of: try #require(study.arms.last?.name))
    let descents = (sampler as? ParetoSampling)?.descents ?? 1
    #expect(Set(ends).count >= ends.count / descents)
  }

  @Test func aPopulationIsTrainedWholeWhereRunsAreMissing() async throws {
    try await Self.requireSameBitsWhereRunsAreMissing(HypervolumeAscent(points: 3))
  }

  static func requireSameBitsWhereRunsAreMissing(_ sampler: any Sampler) async throws {
    let study = try Self.study("vlmop2", sampler, steps: 40, seeds: 2)
    let all = try await study.run().runs
    let arm = try #require(study.arms.last?.name)
    let done = Set(all.map(\.key)).subtracting([RunKey(arm: arm, member: 1, seed: 1)])
    let rest = RunBox()
    try await study.train(.standard, except: done) { rest.runs += $0 }
    #expect(rest.runs.map(\.key) == [RunKey(arm: arm, member: 1, seed: 1)])
    #expect(Self.listings(rest.runs) == Self.listings(all.filter { $0.key == rest.runs[0].key }))
  }

  /// All numbers of the traces; written out, NaN equals itself.
  private static func listings(_ runs: [Run]) -> [String] {
    runs.map { run in
      let columns = run.trace.evidence.sorted { $0.key < $1.key }
      return "\(run.trace.steps) \(run.trace.values) \(columns)"
    }
  }

  /// Saved runs; `save` is called by one thread at a time.
  private final class RunBox: @unchecked Sendable { var runs: [Run] = [] }

  @Test(arguments: [
    (["preferences": .text("sobol")] as [String: Setting], 5), (["preferences": .text("riesz")], 5),
    (["preferences": .text("dirichlet"), "concentration": .number(0.5)], 5),
    (["layers": .list([.number(2), .number(1)])], 9),
    (["preferences": .list([.list([.number(1), .number(0), .number(3)])])], 1),
  ]) func preferencesAreSpread(_ settings: [String: Setting], _ count: Int) throws {
    var all = settings
    if settings["layers"] == nil { all["points"] = .number(5) }
    let made = try #require(try StrategyCatalogue.make("pareto-sampling", settings: all))
    let objectives = (1...3).map { Objective("o\($0)", .minimize) }
    let members = try made.members(for: objectives)
    #expect(members.count == count)
    for member in members {
      #expect(((member.preference ?? []).reduce(0, +) - 1).magnitude < 1e-12)
    }
  }

  @Test(arguments: [
    (["scalarization": .text("mgda")] as [String: Setting], "wanted one of linear, tchebycheff"),
    (["scalarization": .object(["stch": .object(["mu": .number(-1)])])], "setting mu: found -1"),
    (["preferences": .list([.list([.number(1)])])], "has 1 weights, wanted 3"),
    (["preferences": .list([.list([.number(-1)])])], "wanted one of das-dennis"),
    (["points": .number(2)], "found 2 points, wanted at least 3"),
  ]) func aMistakeIsAnswered(_ settings: [String: Setting], _ part: String) throws {
    let objectives = (1...3).map { Objective("o\($0)", .minimize) }
    let error = #expect(throws: SettingError.self) {
      _ = try StrategyCatalogue.make("pareto-sampling", settings: settings)?
        .members(for: objectives)
    }
    #expect(error?.description.contains(part) ?? false, "\(String(describing: error))")
  }
}
