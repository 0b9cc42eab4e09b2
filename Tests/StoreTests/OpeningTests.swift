import Foundation
import GRDB
import Records
import Testing

@testable import Store

@Suite("Opening says clearly what is wrong, and changes nothing")
struct OpeningTests {
  let folder: ScratchFolder

  init() throws { folder = try ScratchFolder() }

  /// A closed store with all runs of the sample study.
  private func makeStore(_ name: String = "study.sqlite") throws {
    let store = try StudyStore.create(
      at: folder.file(name), study: Samples.study(), contentHash: Samples.hash)
    try store.save(Samples.runs(of: store.study, points: 200))
    try store.close()
  }

  private func openOrCreate(
    _ study: StudyRecord = Samples.study(), hash: String = Samples.hash
  ) throws(StoreError) -> StudyStore {
    try StudyStore.openOrCreate(at: folder.file(), study: study, contentHash: hash)
  }

  /// Opens in every way, expects a refusal, and that the folder keeps its bytes.
  private func refusal(
    of name: String = "study.sqlite", sourceLocation: SourceLocation = #_sourceLocation
  ) throws -> StoreError? {
    let (bytes, names) = (try folder.bytes(name), try folder.contents)
    let error = #expect(throws: StoreError.self, sourceLocation: sourceLocation) {
      try StudyStore.open(at: folder.file(name), timeout: 0.1)
    }
    let again = #expect(throws: StoreError.self, sourceLocation: sourceLocation) {
      try StudyStore.openOrCreate(
        at: folder.file(name), study: Samples.study(), contentHash: Samples.hash, timeout: 0.1)
    }
    #expect(again == error, sourceLocation: sourceLocation)
    #expect(try folder.bytes(name) == bytes, sourceLocation: sourceLocation)
    #expect(try folder.contents == names, sourceLocation: sourceLocation)
    return error
  }

  @Test func aMissingFile() throws {
    let path = folder.file()
    #expect(throws: StoreError.missing(path: path)) { try StudyStore.open(at: path) }
    #expect(try folder.contents == [])
  }

  @Test func aFolder() throws {
    let error = StoreError.notAFile(path: folder.path, found: "a folder")
    #expect(throws: error) { try StudyStore.open(at: folder.path) }
    #expect(throws: error) {
      try StudyStore.openOrCreate(at: folder.path, study: Samples.study(), contentHash: "h")
    }
  }

  @Test(arguments: ["/dev/null", "/dev/zero"]) func aDevice(path: String) {
    #expect(throws: StoreError.notAFile(path: path, found: "no regular file")) {
      try StudyStore.open(at: path)
    }
  }

  @Test(arguments: [
    ("", "an empty file"), ("name: two-scales\n", "some other file"),
    ("SQLite format 3\0", "the first few bytes of an SQLite file"),
    (String(repeating: "SQLite format 2\0", count: 900), "some other file"),
  ]) func aFileOfAnotherKind(content: String, found: String) throws {
    let path = try folder.write(Data(content.utf8))
    #expect(try refusal() == .notAStore(path: path, found: found))
  }

  @Test func aDatabaseOfAnotherProgram() throws {
    try folder.execute("PRAGMA journal_mode = WAL; CREATE TABLE study (name); VACUUM")
    let found = "an SQLite file of another program"
    #expect(try refusal() == .notAStore(path: folder.file(), found: found))
  }

  @Test(arguments: [
    "UPDATE study SET schema = 3", "INSERT INTO grdb_migrations VALUES ('3 something new')",
  ]) func aStoreOfALaterVersion(change: String) throws {
    try makeStore()
    try folder.execute(change)
    guard case .newerSchema(folder.file(), _, 2) = try refusal() else {
      Issue.record("another error")
      return
    }
  }

  @Test(arguments: [
    "DELETE FROM study", "DROP TABLE study", "UPDATE study SET record = '{}'",
    "DELETE FROM grdb_migrations", "UPDATE study SET record = 'x' || record",
  ]) func aStoreThatSomebodyChanged(change: String) throws {
    try makeStore()
    try folder.execute(change)
    guard case .damaged(folder.file(), _) = try refusal() else {
      Issue.record("another error")
      return
    }
  }

  @Test(arguments: [100, 4096, 16_383, 16_384, 40_000, -16_384, -1])
  func aTruncatedStore(length: Int) throws {
    try makeStore()
    let bytes = try folder.bytes()
    try folder.write(bytes.prefix(length > 0 ? length : bytes.count + length))
    guard case .damaged(folder.file(), _) = try refusal() else {
      Issue.record("another error")
      return
    }
  }

  @Test(arguments: [100, 16_384, 32_768, 65_536]) func aScribbledStore(place: Int) throws {
    try makeStore()
    var bytes = try folder.bytes()
    #expect(place + 400 < bytes.count)
    for index in place..<place + 400 { bytes[index] = UInt8(truncatingIfNeeded: index &* 151) }
    try folder.write(bytes)
    guard case .damaged(folder.file(), _) = try refusal() else {
      Issue.record("another error")
      return
    }
  }

  @Test(arguments: [
    "DELETE FROM traces WHERE name = 'value/fit' AND seed = 1",
    "UPDATE traces SET data = x'00' WHERE seed = 2",
    "UPDATE traces SET data = zeroblob(8) WHERE seed = 2",
    "UPDATE runs SET evaluated = x'00'",
    "UPDATE runs SET cause = 'mood' WHERE outcome = 'failed'",
  ]) func aTraceThatSomebodyChanged(change: String) throws {
    try makeStore()
    try folder.execute(change)
    let store = try StudyStore.open(at: folder.file())
    let error = #expect(throws: StoreError.self) { try store.results() }
    guard case .damaged(folder.file(), _) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
  }

  @Test func aLockedStore() throws {
    try makeStore()
    let other = try DatabaseQueue(path: folder.file())
    try other.writeWithoutTransaction { db in
      try db.execute(sql: "PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE")
      let bytes = try folder.bytes()
      #expect(throws: StoreError.locked(path: folder.file(), seconds: 0.05)) {
        try StudyStore.open(at: folder.file(), timeout: 0.05)
      }
      #expect(try folder.bytes() == bytes)
      try db.execute(sql: "ROLLBACK")
    }
    try other.close()
  }

  @Test func aStoreThatAnotherIsWriting() throws {
    try makeStore()
    let store = try StudyStore.open(at: folder.file(), timeout: 0.05)
    let other = try DatabaseQueue(path: folder.file())
    try other.writeWithoutTransaction { db in
      try db.execute(sql: "BEGIN IMMEDIATE")
      #expect(try store.finishedRuns().count == 16, "writers do not block readers")
      #expect(throws: StoreError.locked(path: folder.file(), seconds: 0.05)) {
        try store.save([Samples.run()])
      }
      try db.execute(sql: "ROLLBACK")
    }
    #expect(try store.save([Samples.run(points: 200)]) == [])
  }

  @Test func creatingDoesNotReplace() throws {
    try folder.write(Data("mine".utf8))
    #expect(throws: StoreError.alreadyExists(path: folder.file())) {
      try StudyStore.create(at: folder.file(), study: Samples.study(), contentHash: "h")
    }
    #expect(try folder.bytes() == Data("mine".utf8))
    #expect(try folder.contents == ["study.sqlite"])
  }

  @Test func aStoreThatAppearedInTheMeantimeIsNotReplaced() throws {
    let file = StoreFile(folder.file())
    let draft = StoreFile(try folder.write(Data("mine".utf8), to: "draft"))
    try folder.write(Data("theirs".utf8))
    #expect(throws: StoreError.alreadyExists(path: file.path)) { try file.publish(draft) }
    #expect(try folder.bytes() == Data("theirs".utf8))
    draft.discard()
    #expect(throws: StoreError.alreadyExists(path: file.path)) { try file.publish(draft) }
  }

  @Test func aNewStoreIsInWriteAheadMode() throws {
    try openOrCreate().close()
    #expect(try folder.bytes()[18...19] == Data([2, 2]))
    #expect(try folder.bytes()[68..<72] == Data("Pois".utf8))
  }

  @Test func aFolderThatIsNotThere() {
    let error = StoreError.unusableFolder(path: folder.file("no"), reason: "it is not there")
    #expect(throws: error) {
      try StudyStore.create(
        at: folder.file("no/study.sqlite"), study: Samples.study(), contentHash: "h")
    }
  }

  @Test func theLogOfAStoreThatIsGone() throws {
    try folder.write(Data("frames".utf8), to: "study.sqlite-wal")
    #expect(throws: StoreError.leftoverLog(path: folder.file("study.sqlite-wal"))) {
      try openOrCreate()
    }
    #expect(try folder.contents == ["study.sqlite-wal"])
  }

  @Test func draftsOfKilledCreatorsAreRemoved() throws {
    try folder.write(Data(), to: ".study.sqlite.draft-0badcafe")
    try folder.write(Data(), to: ".study.sqlite.draft-0badcafe-wal")
    try folder.write(Data(), to: ".another.sqlite.draft-1")
    try openOrCreate().close()
    #expect(try folder.contents == [".another.sqlite.draft-1", "study.sqlite"])
  }

  @Test func aStoreOfTheSameStudyIsContinued() throws {
    try makeStore()
    #expect(try openOrCreate().finishedRuns().count == 16)
  }

  @Test func aStoreOfAnotherStudyIsRefusedWithTheDifference() throws {
    try makeStore()
    let bytes = try folder.bytes()
    let error = #expect(throws: StoreError.self) {
      try openOrCreate(Samples.study(alpha: 0.5, seeds: 5), hash: "other")
    }
    #expect(
      error
        == .differentStudy(
          path: folder.file(), foundHash: Samples.hash, wantedHash: "other",
          differences: [
            StudyDifference(key: "arms.gradnorm.settings.alpha", found: "1.5", wanted: "0.5"),
            StudyDifference(key: "seeds", found: "4", wanted: "5"),
          ]))
    let words = "arms.gradnorm.settings.alpha: found 1.5, wanted 0.5; seeds: found 4, wanted 5"
    #expect("\(try #require(error))".contains(words))
    #expect(try folder.bytes() == bytes)
    #expect(try folder.contents == ["study.sqlite"])
  }
}
