import Foundation
import Records
import Testing

@testable import Store

@Suite("A stored study is read arm by arm")
struct StoredStudyTests {
  let folder: ScratchFolder

  init() throws { folder = try ScratchFolder() }

  private func makeStore(_ study: StudyRecord = Samples.study()) throws -> StudyStore {
    let store = try StudyStore.create(
      at: folder.file(), study: study, contentHash: Samples.hash)
    try store.save(Samples.runs(of: study))
    return store
  }

  private func isDamaged(_ work: () throws -> Void) -> Bool {
    do { try work() } catch StoreError.damaged(folder.file(), _) { return true } catch {}
    return false
  }

  @Test func theArmsTogetherAreTheResults() throws {
    let store = try makeStore()
    let recorded = store.recorded()
    let all = try store.study.arms.flatMap { try recorded.allRuns(of: $0.name) }
    let results = try store.results().runs
    #expect(all.count == 16 && results.count == 16)
    #expect(zip(all, results).allSatisfy { $0.isIdentical(to: $1) })
    #expect(try Set(recorded.recordedRuns()) == store.study.runKeys)
    #expect(try recorded.allRuns(of: "nobody").isEmpty)
  }

  /// What another process adds meanwhile is not read.
  @Test func aStudyThatGetsMoreSeedsStaysTheSameToItsReader() throws {
    let recorded = try makeStore().recorded()
    let larger = Samples.study(seeds: 6)
    let other = try StudyStore.openOrCreate(
      at: folder.file(), study: larger, contentHash: "larger")
    try other.save(Samples.runs(of: larger))
    #expect(try Set(recorded.recordedRuns()) == Samples.study().runKeys)
    #expect(try recorded.allRuns(of: "Ω front").map(\.seed) == [0, 1, 2, 3, 0, 1, 2, 3])
    let part = other.recorded(Samples.study(), contentHash: Samples.hash)
    #expect(try part.allRuns(of: "fixed").count == 4)
    #expect(try other.recorded().allRuns(of: "fixed").count == 6)
  }

  /// More steps remove every run: nobody is to take that for an arm without runs.
  @Test func aStudyThatGetsMoreStepsEndsTheReading() throws {
    let recorded = try makeStore().recorded()
    try folder.execute("UPDATE study SET hash = 'longer', record = replace(record, '100', '200')")
    #expect(throws: StoreError.self) { try recorded.recordedRuns() }
    #expect(throws: StoreError.self) { try recorded.allRuns(of: "fixed") }
  }

  @Test(arguments: [
    "DELETE FROM traces WHERE arm = 'fixed' AND seed = 3; DELETE FROM runs WHERE arm = 'fixed' "
      + "AND seed = 3",
    "DELETE FROM traces WHERE arm = 'fixed'; DELETE FROM runs WHERE arm = 'fixed'",
    "DELETE FROM digests WHERE arm = 'fixed' AND seed = 1",
  ]) func runsThatAreMissing(change: String) throws {
    let recorded = try makeStore().recorded()
    try folder.execute("PRAGMA foreign_keys = OFF; " + change)
    #expect(isDamaged { _ = try recorded.recordedRuns() })
    #expect(isDamaged { _ = try recorded.allRuns(of: "fixed") })
    #expect(try recorded.allRuns(of: "gradnorm").count == 4)
  }

  @Test(arguments: [
    "UPDATE traces SET data = zeroblob(length(data)) WHERE arm = 'fixed' AND seed = 2",
    "UPDATE runs SET evaluated = zeroblob(length(evaluated)) WHERE arm = 'fixed'",
    "DELETE FROM runs WHERE arm = 'fixed' AND seed = 3",
  ]) func bytesThatChanged(change: String) throws {
    let recorded = try makeStore().recorded()
    try folder.execute("PRAGMA foreign_keys = OFF; " + change)
    #expect(isDamaged { _ = try recorded.allRuns(of: "fixed") })
    #expect(try recorded.allRuns(of: "gradnorm").count == 4)
  }
}
