import Foundation
import Records
import Testing

@testable import Store

@Suite("Many may work on one store, and be killed")
struct ConcurrencyTests {
  let folder: ScratchFolder

  init() throws { folder = try ScratchFolder() }

  /// What one run after the other, by one process that nobody disturbs, leaves behind.
  private func undisturbed(_ study: StudyRecord, points: Int) throws -> [String] {
    let store = try StudyStore.create(
      at: folder.file("undisturbed.sqlite"), study: study, contentHash: Samples.hash)
    try store.save(Samples.runs(of: study, points: points))
    return try dump(store.path)
  }

  @Test(arguments: 1...3) func threadsThatOpenTogether(round: Int) async throws {
    let path = folder.file()
    let study = Samples.study(seeds: 6)
    try await withThrowingTaskGroup(of: Void.self) { group in
      for worker in 0..<6 {
        group.addTask {
          let store = try StudyStore.openOrCreate(
            at: path, study: study, contentHash: Samples.hash)
          let runs = Samples.runs(of: study)
          for index in runs.indices {  // All make every run, each in an order of its own.
            try store.save([runs[(index * (2 * worker + 1) + round) % runs.count]])
          }
          try store.save(runs)
          try store.close()
        }
      }
      try await group.waitForAll()
    }
    #expect(try folder.contents == ["study.sqlite"])
    #expect(try dump(path) == undisturbed(study, points: 3))
    let attempts = try StudyStore.open(at: path).attempts()
    #expect(attempts.count == 6 * 24)
    #expect(attempts.allSatisfy { $0.finished != nil })
  }

  @Test func oneStoreServesManyTasks() async throws {
    let study = Samples.study(seeds: 10)
    let store = try StudyStore.create(at: folder.file(), study: study, contentHash: Samples.hash)
    await withTaskGroup(of: Void.self) { group in
      for run in Samples.runs(of: study) {
        group.addTask { #expect(throws: Never.self) { try store.save([run]) } }
        group.addTask { #expect(throws: Never.self) { try store.results() } }
      }
    }
    #expect(try dump(store.path) == undisturbed(study, points: 3))
  }

  @Test func processesThatOpenTogether() async throws {
    let path = folder.file()
    func worker() async {
      await #expect(processExitsWith: .success) { [path = path as String] in
        let study = Samples.study(seeds: 8)
        let store = try StudyStore.openOrCreate(
          at: path, study: study, contentHash: Samples.hash)
        for run in Samples.runs(of: study, points: 50) { try store.save([run]) }
        try store.close()
      }
    }
    await withTaskGroup(of: Void.self) { group in
      for _ in 0..<4 { group.addTask { await worker() } }
    }
    #expect(try folder.contents == ["study.sqlite"])
    #expect(try dump(path) == undisturbed(Samples.study(seeds: 8), points: 50))
    let attempts = try StudyStore.open(at: path).attempts()
    #expect(Set(attempts.map(\.process)).count == 4)
  }

  /// A process is killed when the log has grown to some length, that is, while it writes; and
  /// again, until nothing is left to do. The tables must not show it.
  @Test(arguments: [1, 70_000, 400_000, 1_300_000])
  func aProcessThatIsKilled(length: Int) async throws {
    let path = folder.file()
    let study = Samples.study(seeds: 12)
    for _ in 0..<3 {
      await #expect(processExitsWith: .signal(SIGKILL)) {
        [path = path as String, length = length as Int] in
        let assassin = Thread {
          var status = stat()
          while stat(path + "-wal", &status) != 0 || status.st_size < length {
            sched_yield()
          }
          kill(getpid(), SIGKILL)
        }
        assassin.start()
        let study = Samples.study(seeds: 12)
        let store = try StudyStore.openOrCreate(
          at: path, study: study, contentHash: Samples.hash)
        let runs = Samples.runs(of: study, points: 300)
        let known = try store.finishedRuns()
        _ = try store.claim(runs.map(\.key))
        for run in runs where !known.contains(run.key) { try store.save([run]) }
        while true { try store.save(runs) }
      }
      let store = try StudyStore.open(at: path)
      let expected = Samples.runs(of: study, points: 300)
      for run in try store.results().runs {
        #expect(expected.contains { $0.isIdentical(to: run) }, "\(run.key) is not whole")
      }
      try store.close()
    }
    let store = try StudyStore.openOrCreate(at: path, study: study, contentHash: Samples.hash)
    try store.save(Samples.runs(of: study, points: 300))
    try store.close()
    #expect(try folder.contents == ["study.sqlite"])
    #expect(try dump(path) == undisturbed(study, points: 300))
    #expect(try folder.integrity() == ["ok"])
  }
}
