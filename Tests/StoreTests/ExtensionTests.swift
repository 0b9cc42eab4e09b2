import Foundation
import Records
import Testing

@testable import Store

@Suite("A study that grows keeps what is valid")
struct ExtensionTests {
  let folder: ScratchFolder

  init() throws { folder = try ScratchFolder() }

  private static func study(
    seeds: Int = 4, steps: Int = 100, arms: [ArmRecord] = Samples.arms(),
    precision: String = "float32"
  ) -> StudyRecord {
    StudyRecord(
      name: "two scales", objectives: Samples.study().objectives, arms: arms, seeds: seeds,
      steps: steps, evaluationSteps: [0, steps / 2, steps], precision: precision,
      parameterCount: 126, problem: "1-5-1")
  }

  private func open(
    _ study: StudyRecord, hash: String, tell: (StudyExtension, String?) -> Void = { _, _ in }
  ) throws(StoreError) -> StudyStore {
    try StudyStore.openOrCreate(
      at: folder.file(), study: study, contentHash: hash, extended: tell)
  }

  private func makeStore() throws {
    let store = try open(Self.study(), hash: "small")
    try store.save(Samples.runs(of: store.study))
    try store.close()
  }

  @Test func moreSeedsAndArmsKeepEveryRun() throws {
    try makeStore()
    let added = ArmRecord(name: "mgda", strategy: "mgda", settings: .null, optimizer: "sgd")
    let wanted = Self.study(seeds: 6, arms: [added] + Samples.arms().reversed())
    var words = ""
    let store = try open(wanted, hash: "large") {
      words = "\($0)"
      #expect($1 == nil)
    }
    #expect(words == "seeds 4 to 6, new arm mgda")
    #expect(store.study == wanted && store.contentHash == "large")
    #expect(try store.finishedRuns().count == 16)
    try store.save(Samples.runs(of: wanted))
    let fresh = try StudyStore.create(
      at: folder.file("fresh.sqlite"), study: wanted, contentHash: "large")
    try fresh.save(Samples.runs(of: wanted))
    try store.close()
    #expect(try dump(store.path) == dump(fresh.path))
    #expect(try StudyStore.open(at: folder.file()).results().runs.count == 30)
  }

  @Test func moreStepsKeepACopyAndNoRun() throws {
    try makeStore()
    for _ in 0..<2 {
      let worker = try open(Self.study(seeds: 5), hash: "five")
      let missing = RunKey(arm: "fixed", seed: 4)
      _ = try worker.claim([missing])
      try worker.keep([Checkpoint(run: missing, step: 50, content: [1])])
      try worker.close()
      let before = try dump(folder.file())
      var copy: String?
      let store = try open(Self.study(seeds: 5, steps: 200), hash: "long") { copy = $1 }
      #expect(try store.finishedRuns().isEmpty && store.study.steps == 200)
      #expect(try folder.counts(of: ["checkpoints", "claims", "traces"]) == [0, 0, 0])
      let kept = try #require(copy)
      #expect(try dump(kept) == before)
      let former = try StudyStore.open(at: kept)
      #expect(try former.results().runs.count == 16)
      try former.close()
      try store.close()
      try FileManager.default.removeItem(atPath: folder.file())
      try makeStore()
    }
    #expect(
      try folder.contents
        == ["study-100-steps-2.sqlite", "study-100-steps.sqlite", "study.sqlite"])
  }

  @Test func whatIsLessOrOtherIsRefused() throws {
    try makeStore()
    let bytes = try folder.bytes()
    let others = [
      Self.study(seeds: 3), Self.study(steps: 99), Self.study(arms: [Samples.arms()[0]]),
      Self.study(seeds: 9, arms: Samples.arms(alpha: 2)),
      Self.study(seeds: 9, precision: "float64"),
    ]
    for other in others {
      let error = #expect(throws: StoreError.self) { try open(other, hash: "other") }
      guard case .differentStudy(_, "small", "other", let differences) = error else {
        Issue.record("\(String(describing: error))")
        continue
      }
      #expect(!differences.isEmpty)
    }
    #expect(try folder.bytes() == bytes)
    #expect(try folder.contents == ["study.sqlite"])
  }

  /// A process that knew the smaller study goes on, unless the steps are others.
  @Test func aWorkerOfTheFormerStudyGoesOn() throws {
    try makeStore()
    let former = try open(Self.study(), hash: "small")
    let seeds = try open(Self.study(seeds: 5), hash: "seeds")
    #expect(try former.save([Samples.run()]).isEmpty)
    #expect(try former.claim([Samples.run().key]).finished == [Samples.run().key])
    try seeds.save([Samples.run(seed: 4)])
    #expect(try former.results().runs.count == 16)
    _ = try open(Self.study(seeds: 5, steps: 200), hash: "steps")
    #expect(throws: StoreError.self) { try former.save([Samples.run()]) }
    #expect(throws: StoreError.self) { try seeds.claim([Samples.run().key]) }
    #expect(try folder.counts(of: ["runs"]) == [0])
  }
}
