import Neural
import Records
import Strategies
import Synchronization
import Testing
import Training

@testable import Studies

/// How a study is run changes no number; every run is saved once.
@Suite struct StudyTrainTests {
  /// Four kinds of blocks: two sorts of evidence, two optimizers.
  static func study(
    seeds: Int = 5, steps: Int = 20, precision: Study.Precision = .float32
  ) throws -> Study {
    try Study(
      StudyProblems.twoScales(),
      arms: [
        Arm(Fixed([1, 0.01])), Arm(GradNorm(losses: .exponential)), Arm(ParetoSampling(points: 3)),
        Arm(Equal(), optimizer: .sgd(learningRate: 1e-4)),
        Arm(EqualNormalized(), name: "slow", optimizer: .sgd(learningRate: 1e-4)),
      ], seeds: seeds, steps: steps, precision: precision)
  }

  static func keys(_ study: Study) -> [RunKey] {
    study.tasks.map { RunKey(arm: $0.arm, member: $0.member, seed: $0.seed) }
  }

  @Test(arguments: Study.Precision.allCases)
  func threadsLanesAndInstructionSetsChangeNoBit(_ precision: Study.Precision) async throws {
    let study = try Self.study(precision: precision)
    let plain = try await study.run(
      .init(threads: 1, laneWidth: .one, instructionSet: .baseline))
    #expect(plain.runs.map(\.key) == Self.keys(study), "in the study's order")
    #expect(plain.runs.allSatisfy { $0.outcome == .finished })
    let others: [Study.RunOptions] = [
      .init(threads: 4), .init(threads: 4, laneWidth: .eight), .init(threads: 1, laneWidth: .eight),
      .init(threads: 2, laneWidth: .thirtyTwo), .standard,
    ]
    for options in others {
      let results = try await study.run(options)
      #expect(results.runs.map(\.key) == plain.runs.map(\.key))
      #expect(results.runs.map(\.bits) == plain.runs.map(\.bits))
      #expect(results.study == plain.study)
    }
  }

  @Test func theLaneWidthIsThatOfTheProblem() throws {
    let study = try Self.study()
    #expect(study.laneWidth(.init(threads: 1)) == study.plan.width(bytesPerNumber: 4))
    #expect(study.laneWidth(.init(threads: 1, laneWidth: .one)) == .one)
    let double = try Self.study(precision: .float64)
    #expect(double.laneWidth(.init(threads: 1)) == study.plan.width(bytesPerNumber: 8))
  }

  @Test(arguments: LaneWidth.allCases)
  func everyRunIsSavedOnce(_ width: LaneWidth) async throws {
    let study = try Self.study(seeds: 9, steps: 2)
    let saved = Mutex<[RunKey]>([])
    let progress = StudyProgress()
    #expect(progress.share == 1 && progress.runs == (0, 0))
    try await study.train(.init(threads: 3, laneWidth: width), progress: progress) { runs in
      #expect(!runs.isEmpty && runs.count <= width.rawValue)
      saved.withLock { $0 += runs.map(\.key) }
    }
    let keys = saved.withLock { $0 }
    #expect(keys.count == study.tasks.count && Set(keys) == Set(Self.keys(study)))
    #expect(progress.share == 1)
    #expect(progress.runs == (study.tasks.count, study.tasks.count))
  }

  @Test func leavesOutWhatIsDone() async throws {
    let study = try Self.study(steps: 2)
    let all = Self.keys(study)
    let done = Set(all.enumerated().filter { $0.offset % 3 != 0 }.map(\.element))
    let saved = Mutex<[RunKey]>([])
    let progress = StudyProgress()
    try await study.train(.init(threads: 2), except: done, progress: progress) { runs in
      saved.withLock { $0 += runs.map(\.key) }
    }
    let keys = saved.withLock { $0 }
    #expect(Set(keys) == Set(all).subtracting(done) && keys.count == all.count - done.count)
    #expect(progress.runs == (keys.count, keys.count))
    // Nothing is left: nothing is saved.
    try await study.train(.init(threads: 2), except: Set(all)) { _ in
      Issue.record("a run was made again")
    }
  }

  /// The rest of an interrupted study has the numbers of an uninterrupted one.
  @Test func whatIsLeftHasTheSameNumbers() async throws {
    let study = try Self.study()
    let whole = try await study.run(.init(threads: 1))
    let done = Set(Self.keys(study).enumerated().filter { $0.offset % 2 == 0 }.map(\.element))
    let rest = RunCollection()
    try await study.train(.init(threads: 2, laneWidth: .eight), except: done) { rest.add($0) }
    let expected = Dictionary(uniqueKeysWithValues: whole.runs.map { ($0.key, $0.bits) })
    #expect(rest.runs.count == whole.runs.count - done.count)
    for run in rest.runs { #expect(run.bits == expected[run.key]) }
  }

  @Test func aCancelledTaskMakesNothing() async throws {
    let study = try Self.study()
    let task = Task {
      withUnsafeCurrentTask { $0?.cancel() }
      try await study.train(.init(threads: 2)) { _ in Issue.record("a block was trained") }
    }
    await #expect(throws: CancellationError.self) { try await task.value }
  }

  /// The block in hand is finished and saved; the next is not begun.
  @Test func cancellingStopsBetweenBlocks() async throws {
    let study = try Self.study()
    let saved = Mutex<[RunKey]>([])
    await #expect(throws: CancellationError.self) {
      try await study.train(.init(threads: 1, laneWidth: .eight)) { runs in
        saved.withLock { $0 += runs.map(\.key) }
        if saved.withLock(\.count) > 8 { withUnsafeCurrentTask { $0?.cancel() } }
      }
    }
    // Blocks: 5 baseline and 5 gradnorm runs in 8 and 2.
    #expect(saved.withLock(\.count) == 10)
  }

  @Test func whatSavingThrowsEndsTheTraining() async throws {
    struct DiskFull: Error {}
    let study = try Self.study()
    let calls = Mutex(0)
    await #expect(throws: DiskFull.self) {
      try await study.train(.init(threads: 2, laneWidth: .one)) { _ in
        calls.withLock { $0 += 1 }
        throw DiskFull()
      }
    }
    #expect(calls.withLock { $0 } <= 2)
  }

  /// Failed runs are runs: they are saved, and the study goes on.
  @Test func failedRunsAreSaved() async throws {
    let problem = try StudyProblems.output(.maximize) { 1 + mean(square($0)) }
    let arms: [any Sampler] = [GradNorm(), Fixed([0.01])]
    let study = try Study(problem, arms: arms, seeds: 4, steps: 5)
    let progress = StudyProgress()
    let collected = RunCollection()
    try await study.train(.init(threads: 1), progress: progress) { collected.add($0) }
    let results = StudyResults(study: study.record(diagnosis: []), runs: collected.runs)
    #expect(results.runs.count == 12)
    // What is maximized here is positive, so its cost is negative: outside GradNorm's domain.
    let failures = results.runs(of: "gradnorm").compactMap(\.outcome.failure)
    #expect(failures.map(\.cause) == Array(repeating: .strategyFailed, count: 4))
    #expect(results.runs(of: "fixed [0.01]").filter { $0.outcome == .finished }.count == 4)
    #expect(progress.share == 1)
  }

  @Test func aQueueHandsOutEachRunOnce() async throws {
    let study = try Self.study(seeds: 50)
    let queue = WorkQueue(study.tasks.map { [$0] })
    let watch = Watch()
    let ledger = ClosureLedger(except: []) { watch.visit($0) }
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<4 {
        group.addTask {
          while let tasks = try await queue.next(8)?.flatMap(\.self) {
            #expect(Set(tasks.map(\.demand)).count == 1 && Set(tasks.map(\.optimizer)).count == 1)
            try ledger.record(tasks.map { Self.emptyRun($0) })
          }
        }
      }
      try await group.waitForAll()
    }
    #expect(watch.seen.count == study.tasks.count)
    #expect(Set(watch.seen) == Set(Self.keys(study)))
    #expect(watch.crowds == 0, "two threads recorded at a time")
    #expect(try await queue.next(8) == nil)
  }

  /// What others hold is asked for again, until it is done or given up.
  @Test func aQueueWaitsForWhatOthersHold() async throws {
    let tasks = try Array(Self.study().tasks.prefix(3))
    let queue = WorkQueue(tasks.map { [$0] })
    let first = try #require(try await queue.next(8))
    queue.hold(first)
    #expect(try await queue.next(2)?.joined().map(\.key) == tasks.prefix(2).map(\.key))
    #expect(try await queue.next(2)?.joined().map(\.key) == [tasks[2].key])
    #expect(try await queue.next(2) == nil)
  }

  private static func emptyRun(_ task: LaneTask) -> Run {
    Run(
      arm: task.arm, member: task.member, seed: task.seed, outcome: .finished,
      trace: Trace(objectives: 2))
  }

  /// Counts who is in a place that one may be in at a time.
  private final class Watch: Sendable {
    private let inside = Atomic(0)
    private let met = Atomic(0)
    private let indices = Mutex<[RunKey]>([])

    var seen: [RunKey] { indices.withLock { $0 } }
    var crowds: Int { met.load(ordering: .relaxed) }

    func visit(_ runs: [Run]) {
      if inside.add(1, ordering: .sequentiallyConsistent).newValue > 1 {
        met.add(1, ordering: .relaxed)
      }
      indices.withLock { $0 += runs.map(\.key) }
      inside.subtract(1, ordering: .sequentiallyConsistent)
    }
  }
}
