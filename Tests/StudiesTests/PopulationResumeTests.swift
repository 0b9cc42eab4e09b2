import Neural
import Records
import Strategies
import Studies
import Testing

/// A population that is interrupted goes on where it was, not from its start.
@Suite struct PopulationResumeTests {
  private static func study(
    _ sampler: any Sampler = HypervolumeAscent(points: 9)
  ) throws -> Study {
    try FrontMethodTests.study("vlmop2", sampler, steps: 400, seeds: 2)
  }

  private static let options = {
    var options = Study.RunOptions(threads: 1, laneWidth: .eight)
    options.checkpointSeconds = 0
    return options
  }()

  private static func expectSame(_ runs: [Run], _ whole: [Run]) {
    #expect(runs.map(\.key) == whole.map(\.key))
    for (run, other) in zip(runs, whole) {
      #expect(run.bits == other.bits && run.outcome == other.outcome, "\(run.key)")
    }
  }

  /// The baseline's block keeps a checkpoint at each of 200 evaluations before the first population.
  @Test(arguments: [202, 330]) func itGoesOn(after checkpoints: Int) async throws {
    let study = try Self.study()
    let whole = try await study.run().runs.sorted { $0.key < $1.key }
    let ledger = InterruptedLedger(after: checkpoints)
    await #expect(throws: InterruptedLedger.Interruption.self) {
      try await study.train(Self.options, into: ledger)
    }
    let done = Set(ledger.runs.map(\.key))
    let held = ledger.checkpointed
    let step = try #require(held.values.max())
    #expect(held.count == 9 && held.values.allSatisfy { $0 == step })
    let progress = StudyProgress()
    try await study.train(Self.options, into: ledger, except: done, progress: progress)
    let runs = ledger.runs.sorted { $0.key < $1.key }
    Self.expectSame(runs, whole)
    for run in held.keys { #expect(ledger.lowest[run] ?? 0 > step, "\(run) began again") }
    #expect(progress.share == 1)
  }

  /// Networks that read preferences go on with those they would have drawn.
  @Test func itDrawsOnWhereItWas() async throws {
    let study = try PreferenceConditionedTests.study(steps: 400)
    let whole = try await study.run().runs.sorted { $0.key < $1.key }
    let ledger = InterruptedLedger(after: 330)
    await #expect(throws: InterruptedLedger.Interruption.self) {
      try await study.train(Self.options, into: ledger)
    }
    #expect(!ledger.checkpointed.isEmpty)
    try await study.train(Self.options, into: ledger, except: Set(ledger.runs.map(\.key)))
    Self.expectSame(ledger.runs.sorted { $0.key < $1.key }, whole)
  }

  /// Members are 0 and 1, then 2 and 3 one after the other; a block keeps a checkpoint at each of 200
  /// evaluations.
  @Test(
    arguments: [nil, Tchebycheff()] as [(any Preferring)?],
    [(250, 0...1), (450, 2...2), (650, 3...3)])
  func roundsGoOn(
    _ scalarization: (any Preferring)?, _ stop: (checkpoints: Int, members: ClosedRange<Int>)
  ) async throws {
    let study = try Self.study(
      ParetoSampling(points: 2, scalarization: scalarization, refine: 2))
    let whole = try await study.run().runs.sorted { $0.key < $1.key }
    let ledger = InterruptedLedger(after: stop.checkpoints)
    await #expect(throws: InterruptedLedger.Interruption.self) {
      try await study.train(Self.options, into: ledger)
    }
    let done = Set(ledger.runs.map(\.key))
    let held = ledger.checkpointed
    #expect(Set(held.keys.map(\.member)) == Set(stop.members), "\(held)")
    try await study.train(Self.options, into: ledger, except: done)
    Self.expectSame(ledger.runs.sorted { $0.key < $1.key }, whole)
    for (run, step) in held { #expect(ledger.lowest[run] ?? 0 > step, "\(run) began again") }
    #expect(done.isDisjoint(with: ledger.lowest.keys), "a round was made again")
  }

  /// A round of which a run is missing is made again, whole; what was recorded stays.
  @Test(arguments: [0, 2]) func aRoundBeginsAgainWhereARunIsMissing(_ member: Int) async throws {
    let study = try Self.study(ParetoSampling(points: 2, refine: 2))
    let whole = try await study.run().runs.sorted { $0.key < $1.key }
    let ledger = InterruptedLedger(after: 100_000)
    let arm = try #require(study.arms.last?.name)
    try ledger.record(whole.filter { $0.key != RunKey(arm: arm, member: member, seed: 1) })
    try await study.train(Self.options, into: ledger, except: Set(ledger.runs.map(\.key)))
    Self.expectSame(ledger.runs.sorted { $0.key < $1.key }, whole)
  }

  /// Members that are there, made by somebody else, took part to their end: nothing to go on from.
  @Test func itBeginsAgainWhereMembersAreMissing() async throws {
    let study = try Self.study()
    let whole = try await study.run().runs.sorted { $0.key < $1.key }
    let ledger = InterruptedLedger(after: 240)
    await #expect(throws: InterruptedLedger.Interruption.self) {
      try await study.train(Self.options, into: ledger)
    }
    let held = ledger.checkpointed.keys
    let given = try #require(whole.first { held.contains($0.key) && $0.member == 3 })
    try ledger.record([given])
    try await study.train(Self.options, into: ledger, except: Set(ledger.runs.map(\.key)))
    Self.expectSame(ledger.runs.sorted { $0.key < $1.key }, whole)
  }
}
