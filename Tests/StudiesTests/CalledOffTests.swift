import Neural
import Records
import Strategies
import Studies
import Testing
import Training

/// What a study that is called off leaves to others.
@Suite struct CalledOffTests {
  /// A run that fails at once, in a block with one that goes on.
  private static func study() throws -> Study {
    let problem = try StudyProblems.direct(.minimize, from: [1]) { sum(square($0)) }
    return try Study(
      problem,
      arms: [
        Arm(Fixed([1]), name: "tame", optimizer: .sgd(learningRate: 0.1)),
        Arm(Fixed([1e30]), name: "wild", optimizer: .sgd(learningRate: 0.1)),
      ], seeds: 1, steps: 400)
  }

  /// Stops the study within the block of both runs.
  private func interrupted() async throws -> InterruptedLedger {
    let tame = RunKey(arm: "tame", seed: 0)
    var options = Study.RunOptions(threads: 1, laneWidth: .eight)
    options.checkpointSeconds = 0
    // A block keeps a checkpoint at each of 200 evaluations, that of the baseline perhaps first.
    var found: InterruptedLedger?
    for count in [10, 210] where found == nil {
      let ledger = InterruptedLedger(after: count)
      await #expect(throws: InterruptedLedger.Interruption.self) {
        try await Self.study().train(options, into: ledger)
      }
      if ledger.checkpointed[tame] != nil { found = ledger }
    }
    return try #require(found)
  }

  @Test func whatFailedIsKeptWithTheNextCheckpoint() async throws {
    let wild = try #require(try await interrupted().runs.first { $0.arm == "wild" })
    #expect(wild.outcome.failure?.cause == .nonFinite)
  }

  @Test func whatIsNotFinishedIsGivenBack() async throws {
    let ledger = try await interrupted()
    #expect(ledger.released.contains(RunKey(arm: "tame", seed: 0)))
    #expect(ledger.released.isDisjoint(with: ledger.runs.filter { $0.arm != "wild" }.map(\.key)))
  }
}
