import Foundation
import Records
import Testing

@testable import Store

@Suite("Workers share a store by claims")
struct ClaimTests {
  let folder: ScratchFolder
  let store: StudyStore
  let rival: StudyStore
  let keys = (0..<3).map { RunKey(arm: "fixed", seed: $0) }

  init() throws {
    folder = try ScratchFolder()
    store = try StudyStore.create(
      at: folder.file(), study: Samples.study(), contentHash: Samples.hash)
    rival = try StudyStore.open(at: folder.file())
  }

  @Test func aRunBelongsToOne() throws {
    #expect(try store.claim(Array(keys.prefix(2))).granted.map(\.run) == Array(keys.prefix(2)))
    let answer = try rival.claim(keys)
    #expect(answer.held == Array(keys.prefix(2)) && answer.granted.map(\.run) == [keys[2]])
    #expect(try store.claim(keys).granted.map(\.run) == Array(keys.prefix(2)), "its own again")
    try store.save([Samples.run(seed: 0)])
    try store.release([keys[1], keys[2]])
    #expect(try store.claim([keys[2]]).held == [keys[2]], "what is another's was not given back")
    let later = try rival.claim(keys)
    #expect(later.finished == [keys[0]] && later.held.isEmpty)
    #expect(later.granted.map(\.run) == [keys[1], keys[2]], "what was given back is free")
  }

  @Test(arguments: [
    // The process is gone; its number went to another; nobody renewed the claim of another machine.
    "process = 4194305", "born = 'long ago'", "host = 'elsewhere', expires = 1",
  ]) func theClaimOfADeadWorkerIsTakenOver(change: String) throws {
    _ = try store.claim([keys[0]])
    #expect(try rival.claim([keys[0]]).held == [keys[0]])
    try folder.execute("UPDATE claims SET \(change)")
    #expect(try rival.claim([keys[0]]).granted.map(\.run) == [keys[0]])
    // The one that was thought dead cannot disturb; and of two that finish, one wins.
    try rival.keep([Checkpoint(run: keys[0], step: 9, content: [2])])
    try store.keep([Checkpoint(run: keys[0], step: 7, content: [1])])
    #expect(try rival.claim([keys[0]]).granted.first?.checkpoint?.step == 9)
    #expect(try store.save([Samples.run()]) == [keys[0]])
    #expect(try rival.save([Samples.run()]).isEmpty)
    #expect(try Set(store.attempts().map(\.token)).count == 2)
  }

  @Test func theClaimOfAnotherMachineHoldsUntilItsLeaseEnds() throws {
    _ = try store.claim([keys[0]])
    try folder.execute("UPDATE claims SET host = 'elsewhere', process = 4194305")
    #expect(try rival.claim([keys[0]]).held == [keys[0]])
  }

  @Test func aWorkerRenewsItsOwnClaims() throws {
    #expect(store.keeper.start(every: 1e6) {}, "nothing to renew before the first claim")
    store.keeper.stop()
    _ = try store.claim([keys[0]])
    _ = try rival.claim([keys[1]])
    #expect(!store.keeper.start(every: 1e6) {}, "the first claim starts it")
    try folder.execute("UPDATE claims SET host = 'elsewhere', expires = 1")
    try store.renewClaims()
    let third = try StudyStore.open(at: folder.file())
    let answer = try third.claim(keys)
    #expect(answer.held == [keys[0]] && answer.granted.map(\.run) == [keys[1], keys[2]])
    try store.close()
    #expect(store.keeper.start(every: 1e6) {}, "closing ends it")
    store.keeper.stop()
  }

  @Test func whatIsKeptUpIsDoneAgainAndAgain() async {
    let keeper = ClaimKeeper()
    let (calls, continuation) = AsyncStream.makeStream(of: Void.self)
    keeper.start(every: 0.001) { continuation.yield() }
    var count = 0
    for await _ in calls {
      count += 1
      if count == 3 { break }
    }
    keeper.stop()
    #expect(count == 3)
  }

  @Test func aCheckpointStaysUntilTheRunEnds() throws {
    _ = try store.claim(keys)
    let content = (0..<100_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
    try store.keep(keys.map { Checkpoint(run: $0, step: 5, content: content) })
    try store.keep([Checkpoint(run: keys[1], step: 6, content: [])])
    try store.release(keys)
    let granted = try rival.claim(keys).granted
    #expect(granted.map { $0.checkpoint?.step } == [5, 6, 5])
    #expect(granted[0].checkpoint?.content == content)
    try rival.save([Samples.run(seed: 0), Samples.run(seed: 1)])
    let counts = try folder.counts(of: ["checkpoints", "claims"])
    #expect(counts == [1, 1], "those of saved runs are gone")
    let shard = try StudyStore.create(
      at: folder.file("shard.sqlite"), study: store.study, contentHash: Samples.hash)
    try shard.save([Samples.run(seed: 2)])
    try store.merge([shard])
    #expect(
      try folder.counts(of: ["checkpoints", "claims"]) == [0, 0], "those of merged runs too")
  }

  @Test func aCheckpointThatChangedIsNotedAndNotUsed() throws {
    _ = try store.claim(keys)
    try store.keep([Checkpoint(run: keys[0], step: 5, content: [1, 2, 3])])
    try folder.execute("UPDATE checkpoints SET content = x'010203ff'")
    #expect(throws: StoreError.self) { try store.claim(keys) }
  }

  /// Of several stores, the one in which a run is farthest counts.
  @Test(arguments: [false, true]) func theStatusOfShardsThatOverlap(isTurned: Bool) throws {
    let shard = try StudyStore.create(
      at: folder.file("shard.sqlite"), study: store.study, contentHash: Samples.hash)
    _ = try store.claim(keys)
    try store.keep([Checkpoint(run: keys[1], step: 5, content: [])])
    try store.release([keys[1]])
    try shard.save([Samples.run(seed: 0), Samples.run(seed: 2)])
    let status = try StudyStatus(
      of: store.study, contentHash: Samples.hash, in: isTurned ? [shard, store] : [store, shard])
    let all = status.all
    #expect(all.finished == 1 && all.failed == 1, "seed 2 fails")
    #expect(all.running == 0 && all.interrupted == 1 && all.missing == 14)
    #expect(status.stores.count == 2)
  }

  @Test func aDeadWorkerIsNotAtWork() throws {
    _ = try store.claim(keys)
    try folder.execute("UPDATE claims SET process = 4194305 WHERE seed < 2")
    let status = try StudyStatus(of: store.study, contentHash: Samples.hash, in: [store])
    #expect(status.all.running == 1 && status.all.missing == 15)
    #expect(status.workers.map(\.runs) == [1])
  }

  @Test func theStatusCountsRunsAndWorkers() throws {
    _ = try store.claim(keys)
    try store.keep([Checkpoint(run: keys[2], step: 5, content: [])])
    try store.save([Samples.run(seed: 0), Samples.run(arm: "gradnorm", seed: 3)])
    try store.release([keys[2]])
    let status = try StudyStatus(
      of: store.study, contentHash: store.contentHash, in: [store, rival])
    #expect(status.all.total == 16 && status.all.finished + status.all.failed == 2)
    #expect(status.all.running == 1 && status.all.missing == 13 && status.all.interrupted == 1)
    #expect(status.arms.map(\.arm) == ["fixed", "gradnorm", "Ω front"])
    #expect(status.arms.map(\.total) == [4, 4, 8])
    #expect(status.workers.map(\.process) == [Int(getpid())])
    #expect(!status.isComplete)
    let two = try StudyStatus(
      of: store.study, contentHash: store.contentHash, in: [store], seeds: { $0 % 2 == 1 })
    #expect(two.all.total == 8)
  }
}
