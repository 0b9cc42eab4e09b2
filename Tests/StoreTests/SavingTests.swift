import Foundation
import Records
import Testing

@testable import Store

@Suite("Runs are saved whole, once, in any order")
struct SavingTests {
  let folder: ScratchFolder
  let store: StudyStore

  init() throws {
    folder = try ScratchFolder()
    store = try StudyStore.create(
      at: folder.file(), study: Samples.study(), contentHash: Samples.hash)
  }

  @Test func theFirstOfTwoEqualRunsWins() throws {
    #expect(try store.save([Samples.run()]) == [Samples.run().key])
    #expect(try store.save([Samples.run(), Samples.run(seed: 1)]).map(\.seed) == [1])
    #expect(try store.finishedRuns().count == 2)
  }

  /// What may differ between two runs of one key, and the words that say so.
  static let conflicts: [(Run, String)] = {
    let run = Samples.run()
    let outcome = Outcome.failed(Failure(.nonFinite, step: 3, detail: "d"))
    func with(_ change: (inout Trace) -> Void) -> Run {
      var trace = run.trace
      change(&trace)
      return Run(arm: run.arm, seed: run.seed, outcome: run.outcome, trace: trace)
    }
    return [
      (Samples.run(outcome: outcome), "finished there, and failed (nonFinite, step 3, d) here"),
      (with { $0.values[1][2] = $0.values[1][2].nextUp }, "column value/größe/2 at step 100"),
      (with { $0.evidence["weight/1"]?[0] = -0.0 }, "column weight/1 at step 0"),
      (with { $0.evidence["weight/9"] = [0, 0, 0] }, "other columns"),
      (with { $0.evidence["weight/1"] = nil }, "other columns"),
      (with { $0.steps[2] = 99 }, "other steps"),
    ]
  }()

  @Test(arguments: conflicts.indices) func aRunWithOtherNumbersIsRefused(index: Int) throws {
    let (run, words) = Self.conflicts[index]
    try store.save([Samples.run()])
    let before = try dump(store.path)
    let error = #expect(throws: StoreError.self) { try store.save([Samples.run(seed: 1), run]) }
    guard case .conflictingRun(_, run.key, let difference) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(difference.contains(words), "\(difference)")
    #expect(try dump(store.path) == before, "the batch was saved in part")
    #expect(try store.attempts().count == 1)
  }

  @Test func zerosOfOtherSignConflict() throws {
    let make = { (zero: Double) in
      let trace = Trace(objectives: 2, steps: [0], values: [[zero], [1]])
      return Run(arm: "fixed", seed: 0, outcome: .finished, trace: trace)
    }
    try store.save([make(0.0)])
    #expect(throws: StoreError.self) { try store.save([make(-0.0)]) }
  }

  static let misfits: [(Run, String)] = [
    (Samples.run(arm: "nobody"), "no arm"),
    (Samples.run(member: 1), "1 members"),
    (Samples.run(member: -1), "1 members"),
    (Samples.run(seed: 4), "4 seeds"),
    (Samples.run(seed: -1), "4 seeds"),
    (
      Run(
        arm: "fixed", seed: 0, outcome: .finished, trace: Trace(objectives: 1, steps: [])),
      "1 columns"
    ),
    (
      Run(
        arm: "fixed", seed: 0, outcome: .finished,
        trace: Trace(objectives: 2, steps: [0], values: [[1], []])), "größe/2 are 0 numbers"
    ),
    (
      Run(
        arm: "fixed", seed: 0, outcome: .finished,
        trace: Trace(objectives: 2, evidence: ["stepLength": [1]])), "stepLength has 1"
    ),
    (
      Run(
        arm: "fixed", seed: 0, outcome: .finished,
        trace: Trace(objectives: 2, evidence: ["value/fit": []])), "name kept"
    ),
  ]

  @Test(arguments: misfits.indices) func aRunOfAnotherShapeIsRefused(index: Int) throws {
    let (run, words) = Self.misfits[index]
    let error = #expect(throws: StoreError.self) { try store.save([Samples.run(seed: 2), run]) }
    guard case .misfitRun(run.key, let problem) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(problem.contains(words), "\(problem)")
    #expect(try store.finishedRuns().isEmpty)
  }

  @Test(arguments: 1...5) func theOrderOfSavingLeavesNoMark(seed: Int) throws {
    let runs = Samples.runs(of: store.study, points: 150)
    try store.save(runs)
    var shuffled = runs
    for index in shuffled.indices.reversed() {  // A fixed shuffle for each seed.
      shuffled.swapAt(index, (index * 7919 + seed * 104_729) % (index + 1))
    }
    #expect(shuffled.map(\.key) != runs.map(\.key))
    let other = try StudyStore.create(
      at: folder.file("other.sqlite"), study: store.study, contentHash: Samples.hash)
    _ = try other.claim(shuffled.map(\.key))
    for run in shuffled { try other.save([run, shuffled[0]]) }
    #expect(try dump(other.path) == dump(store.path))
  }

  @Test func shardsMergeIntoTheSameStudy() throws {
    let runs = Samples.runs(of: store.study)
    try store.save(runs)
    let merged = try StudyStore.create(
      at: folder.file("merged.sqlite"), study: store.study, contentHash: Samples.hash)
    for part in [1, 0] {
      let shard = try StudyStore.create(
        at: folder.file("shard\(part).sqlite"), study: store.study, contentHash: Samples.hash)
      try shard.save(runs.filter { $0.seed % 2 == part })
      #expect(try merged.merge([shard]).count == runs.count / 2)
      #expect(try merged.merge([shard]).isEmpty)
    }
    #expect(try dump(merged.path) == dump(store.path))
    #expect(try merged.attempts().count == runs.count)
    #expect(try Set(merged.attempts().map(\.token)).count == 2)
  }

  @Test func shardsThatDisagreeAreNotMerged() throws {
    try store.save([Samples.run(seed: 1)])
    let shard = try StudyStore.create(
      at: folder.file("shard.sqlite"), study: store.study, contentHash: Samples.hash)
    try shard.save([Samples.run(seed: 0), Samples.run(seed: 1, shift: 1)])
    let error = #expect(throws: StoreError.self) { try store.merge([shard]) }
    guard case .conflictingRun(store.path, Samples.run(seed: 1).key, let difference) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(difference.hasSuffix("; here is \(shard.path)"), "\(difference)")
    #expect(try store.finishedRuns() == [Samples.run(seed: 1).key])
  }

  @Test func theStoreOfAnotherStudyIsNotMerged() throws {
    let other = try StudyStore.create(
      at: folder.file("other.sqlite"), study: Samples.study(seeds: 9), contentHash: "other")
    try other.save([Samples.run()])
    let error = #expect(throws: StoreError.self) { try store.merge([other]) }
    #expect(
      error
        == .differentShard(
          path: other.path, foundHash: "other", wantedPath: store.path, wantedHash: Samples.hash,
          differences: [StudyDifference(key: "seeds", found: "9", wanted: "4")]))
    #expect(try store.finishedRuns().isEmpty)
  }

  @Test func attemptsTellWhoMadeWhatAndWhen() throws {
    let before = Date().timeIntervalSince1970
    let keys = [Samples.run(seed: 0).key, Samples.run(seed: 1).key]
    #expect(try store.claim(keys).granted.map(\.run) == keys)
    #expect(try store.attempts().map(\.finished) == [nil, nil])
    let rival = try StudyStore.open(at: store.path)
    try rival.save([Samples.run(seed: 1)])
    try store.save([Samples.run(seed: 1)])
    let attempts = try store.attempts()
    #expect(attempts.map(\.run.seed) == [0, 1, 1])
    #expect(attempts.filter { $0.finished != nil }.map(\.run.seed) == [1, 1])
    #expect(Set(attempts.map(\.token)).count == 2)
    #expect(attempts.allSatisfy { $0.process == Int(getpid()) && !$0.host.isEmpty })
    #expect(
      attempts.allSatisfy { $0.started >= before - 1 && $0.started <= $0.finished ?? .infinity })
  }

  @Test func aRunKeyOrdersAsTheTablesDo() {
    let keys = [("B", 0, 0), ("a", 0, 1), ("a", 1, 0), ("ä", 0, 0)].map {
      RunKey(arm: $0.0, member: $0.1, seed: $0.2)
    }
    #expect(keys.reversed().sorted() == keys)
  }
}
