import Foundation
import GRDB
import Records
import Testing

@testable import Store

@Suite("A damaged store says so, and gives no wrong number")
struct DamageTests {
  let folder: ScratchFolder
  static let expected = Samples.runs(of: Samples.study())

  init() throws {
    folder = try ScratchFolder()
    let store = try StudyStore.create(
      at: folder.file(), study: Samples.study(), contentHash: Samples.hash)
    try store.save(Self.expected)
    try store.close()
  }

  /// A generator that the same seed repeats (Knuth's MMIX constants).
  private struct Dice {
    var state: UInt64
    mutating func roll(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int((state >> 33) % UInt64(bound))
    }
  }

  /// How often each kind of damage is tried; the heavy tests ask for more.
  static let rounds =
    ProcessInfo.processInfo.environment["POISE_FUZZ_ROUNDS"].flatMap(Int.init) ?? 25

  /// Another one finds other faults: `Scripts/fuzz` counts it up.
  static let seed =
    ProcessInfo.processInfo.environment["POISE_FUZZ_SEED"].flatMap(UInt64.init) ?? 0

  /// Reads everything; whatever is not refused must be what was saved.
  private func examine(_ what: String) {
    for access in [StudyStore.Access.read, .write] {
      do throws(StoreError) {
        let store = try StudyStore.open(at: folder.file(), for: access, timeout: 0.2)
        let results = try store.results()
        _ = try? store.attempts()
        #expect(results.study == Samples.study(), "\(what)")
        #expect(results.runs.count == Self.expected.count, "\(what)")
        for run in results.runs {
          #expect(Self.expected.contains { $0.isIdentical(to: run) }, "\(what): \(run.key)")
        }
        try? store.close()
      } catch {
        #expect("\(error)".contains(folder.file()), "\(what): \(error)")
      }
      for log in ["-wal", "-shm"] { unlink(folder.file() + log) }
    }
  }

  @Test(arguments: 1...4) func flippedBytes(seed: UInt64) throws {
    let bytes = try folder.bytes()
    var dice = Dice(state: seed + 10 * Self.seed)
    for _ in 0..<Self.rounds {
      var damaged = bytes
      for _ in 0...dice.roll(3) {
        damaged[dice.roll(bytes.count)] ^= UInt8(1 << dice.roll(8))
      }
      try folder.write(damaged)
      examine("bits flipped, seed \(seed)")
    }
  }

  @Test func truncatedFiles() throws {
    let bytes = try folder.bytes()
    var dice = Dice(state: 5 + 10 * Self.seed)
    for _ in 0..<Self.rounds {
      try folder.write(bytes.prefix(dice.roll(bytes.count)))
      examine("truncated")
    }
  }

  @Test func scribbledPages() throws {
    let bytes = try folder.bytes()
    var dice = Dice(state: 6 + 10 * Self.seed)
    for _ in 0..<Self.rounds {
      var damaged = bytes
      let place = dice.roll(bytes.count - 64)
      for k in 0..<dice.roll(64) { damaged[place + k] = UInt8(dice.roll(256)) }
      try folder.write(damaged)
      examine("scribbled at \(place)")
    }
  }

  @Test(arguments: ["study", "runs", "traces", "attempts", "claims", "checkpoints", "digests"])
  func missingTables(table: String) throws {
    try folder.execute("PRAGMA foreign_keys = OFF; DROP TABLE \(table)")
    let error = #expect(throws: StoreError.self) {
      let store = try StudyStore.open(at: folder.file())
      _ = (try store.results(), try store.attempts())
      _ = try store.claim([RunKey(arm: "fixed", seed: 9)])
      try store.keep([Checkpoint(run: RunKey(arm: "fixed", seed: 9), step: 1, content: [])])
    }
    guard case .damaged = error else {
      Issue.record("\(String(describing: error))")
      return
    }
  }

  /// A bit that flips in the name of a column leaves a sound database, without the column.
  @Test(arguments: ["study.schema", "runs.cause", "traces.data", "attempts.host", "claims.born"])
  func aColumnOfAnotherName(column: String) throws {
    let (table, name) = (column.prefix { $0 != "." }, column.drop { $0 != "." }.dropFirst())
    try folder.execute("ALTER TABLE \(table) RENAME COLUMN \(name) TO \(name)x")
    let error = #expect(throws: StoreError.self) { try StudyStore.open(at: folder.file()) }
    guard case .damaged(folder.file(), _) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
  }

  /// The columns that are read, by table.
  static let columns = [
    "study": ["name", "hash", "record", "schema"],
    "runs": ["arm", "member", "seed", "outcome", "cause", "step", "detail", "evaluated"],
    "traces": ["arm", "member", "seed", "name", "data"],
    "attempts": ["arm", "member", "seed", "token", "host", "process", "started", "finished"],
    "claims": ["arm", "member", "seed", "token", "host", "process", "born", "expires"],
    "checkpoints": ["arm", "member", "seed", "step", "digest", "content"],
    "digests": ["part", "arm", "member", "seed", "digest"],
    "grdb_migrations": ["identifier"],
  ]

  /// A store with everything in it: a run that finished, one that failed, one that is claimed, one
  /// that was given back; both of these with checkpoints.
  private func makeVariedStore(_ folder: ScratchFolder) throws -> [Run] {
    let store = try StudyStore.create(
      at: folder.file(), study: Samples.study(), contentHash: Samples.hash)
    let runs = [Samples.run(seed: 0), Samples.run(seed: 2)]
    let open = [1, 3].map { RunKey(arm: "fixed", seed: $0) }
    _ = try store.claim(open)
    try store.keep(open.map { Checkpoint(run: $0, step: 5, content: [1, 2, 3]) })
    try store.release([open[1]])
    try store.save(runs)
    try store.close()
    return runs
  }

  /// To SQLite a value of another type than the table says is sound.
  @Test(arguments: columns.keys.sorted()) func valuesOfOtherTypes(table: String) throws {
    let folder = try ScratchFolder()
    let runs = try makeVariedStore(folder)
    let bytes = try folder.bytes()
    for column in Self.columns[table] ?? [] {
      for value in ["'abc'", "x'c300'", "1.5", "-1", "9e99", "NULL"] {
        try folder.write(bytes)
        try folder.execute(
          """
          PRAGMA ignore_check_constraints = ON; PRAGMA foreign_keys = OFF;
          UPDATE OR IGNORE \(table) SET \(column) = \(value)
          """)
        let what = "\(table).\(column) = \(value)"
        for read in [readRuns, readAttempts, readStatus, readClaims, mergeAll] {
          do { try read(folder, runs, what) } catch let error as StoreError {
            #expect("\(error)".contains(folder.path), "\(what): \(error)")
          }
        }
        for name in try folder.contents { unlink(folder.file(name)) }
      }
    }
  }

  private func readRuns(_ folder: ScratchFolder, _ runs: [Run], _ what: String) throws {
    let found = try StudyStore.open(at: folder.file(), for: .read).results().runs
    #expect(found.count == runs.count, "\(what)")
    for run in found { #expect(runs.contains { $0.isIdentical(to: run) }, "\(what)") }
  }

  private func readAttempts(_ folder: ScratchFolder, _ runs: [Run], _ what: String) throws {
    #expect(try StudyStore.open(at: folder.file()).attempts().count == 4, "\(what)")
  }

  private func readStatus(_ folder: ScratchFolder, _ runs: [Run], _ what: String) throws {
    let store = try StudyStore.open(at: folder.file())
    let status = try StudyStatus(of: store.study, contentHash: Samples.hash, in: [store])
    #expect(status.all.finished + status.all.failed <= 2, "\(what)")
  }

  private func readClaims(_ folder: ScratchFolder, _ runs: [Run], _ what: String) throws {
    let store = try StudyStore.open(at: folder.file())
    let claim = try store.claim((0..<4).map { RunKey(arm: "fixed", seed: $0) })
    for (_, checkpoint) in claim.granted {
      #expect(checkpoint.map { $0.content == [1, 2, 3] } ?? true, "\(what)")
    }
    try store.keep([Checkpoint(run: RunKey(arm: "fixed", seed: 3), step: 6, content: [])])
  }

  private func mergeAll(_ folder: ScratchFolder, _ runs: [Run], _ what: String) throws {
    let merged = try StudyStore.merge(
      storesAt: [folder.file()], into: folder.file("merged.sqlite"))
    #expect(try merged.results().runs.count == 2, "\(what)")
  }

  @Test(arguments: [
    ("attempts SET process = 'abc'", "a column process holds a text, wanted an integer"),
    ("attempts SET started = x'00'", "a column started holds bytes, wanted a number"),
    ("attempts SET host = x'c3'", "a column host holds bytes, wanted a text"),
    ("claims SET expires = 'soon'", "a column expires holds a text, wanted a number"),
    ("claims SET process = 1.5", "a column process holds a number, wanted an integer"),
    ("claims SET token = x'c3'", "a column token holds bytes, wanted a text"),
    ("checkpoints SET step = 'abc'", "a column step holds a text, wanted an integer"),
    ("checkpoints SET content = 'abc'", "a column content holds a text, wanted bytes"),
  ]) func aValueOfAnotherTypeIsNamed(change: String, words: String) throws {
    let folder = try ScratchFolder()
    _ = try makeVariedStore(folder)
    try folder.execute("UPDATE " + change)
    let store = try StudyStore.open(at: folder.file())
    let error = #expect(throws: StoreError.self) {
      _ = try store.attempts()
      _ = try store.claim([1, 3].map { RunKey(arm: "fixed", seed: $0) })
    }
    #expect(error == .damaged(path: folder.file(), detail: words))
  }

  /// Changes that leave a sound database: only the digests tell.
  @Test(arguments: [
    "UPDATE runs SET outcome = 'failed', cause = 'runaway', step = 1, detail = 'x' WHERE seed = 1 "
      + "AND outcome = 'finished'",
    "UPDATE runs SET step = step + 1 WHERE outcome = 'failed'",
    "UPDATE traces SET data = zeroblob(length(data)) WHERE name = 'value/fit' AND seed = 2",
    "UPDATE traces SET name = 'weight/7' WHERE name = 'weight/0' AND seed = 2",
    "DELETE FROM traces WHERE seed = 3; DELETE FROM runs WHERE seed = 3",
    "DELETE FROM traces WHERE name = 'weight/0' AND seed = 1",
    "DELETE FROM digests WHERE part = 'run' AND seed = 0",
  ]) func changedRows(change: String) throws {
    try folder.execute("PRAGMA foreign_keys = OFF; " + change)
    let store = try StudyStore.open(at: folder.file())
    let error = #expect(throws: StoreError.self) { try store.results() }
    guard case .damaged(folder.file(), _) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
  }

  @Test(arguments: [
    "UPDATE study SET record = replace(record, '1-5-1', '1-5-2')",
    "UPDATE study SET hash = 'other'", "DELETE FROM digests WHERE part = 'study'",
    "UPDATE study SET schema = 0", "UPDATE study SET schema = 1",
  ]) func aChangedStudy(change: String) throws {
    try folder.execute(change)
    let error = #expect(throws: StoreError.self) { try StudyStore.open(at: folder.file()) }
    guard case .damaged(folder.file(), _) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
  }

  /// A store of the first layout gets its digests when it is opened.
  @Test func aStoreOfTheFirstLayoutIsBroughtUpToDate() throws {
    let before = try dump(folder.file())
    try folder.execute(
      """
      DROP TABLE claims; DROP TABLE checkpoints; DROP TABLE digests;
      UPDATE study SET schema = 1;
      DELETE FROM grdb_migrations WHERE identifier LIKE '2%'
      """)
    let store = try StudyStore.open(at: folder.file(), for: .read)
    #expect(try store.results().runs.count == Self.expected.count)
    try store.close()
    #expect(try dump(folder.file()) == before)
    #expect(try folder.counts(of: ["digests"]) == [Self.expected.count + 1])
  }
}
