import Foundation
import Records
import Testing

@testable import Store

@Suite("What is saved comes back")
struct RoundTripTests {
  let folder: ScratchFolder

  init() throws { folder = try ScratchFolder() }

  @Test func anEmptyStoreKnowsItsStudy() throws {
    let study = Samples.study()
    let store = try StudyStore.create(
      at: folder.file(), study: study, contentHash: Samples.hash)
    #expect(store.study == study)
    #expect(store.contentHash == Samples.hash)
    #expect(try store.results() == StudyResults(study: study, runs: []))
    #expect(try store.finishedRuns().isEmpty)
    #expect(try store.attempts().isEmpty)
  }

  @Test func sourceAndDiagnosisRoundTrip() throws {
    let source = "name: \"two scales\" # Größe, 尺度, 🎚️\r\n\tsteps: 10\n\u{0}end\\/'\n"
    let finding = Finding(
      .warning, kind: "unbounded", objective: "größe/2", evidence: "fell to −1e9", advice: "bound")
    let study = Samples.study(
      name: "Ω/..\n'; DROP TABLE runs;--", source: source, diagnosis: [finding])
    try StudyStore.create(at: folder.file(), study: study, contentHash: "h'").close()
    let store = try StudyStore.open(at: folder.file())
    #expect(store.study == study)
    #expect(store.study.source?.utf8.elementsEqual(source.utf8) == true)
    #expect(store.study.diagnosis == [finding])
    #expect(store.contentHash == "h'")
  }

  @Test func aspirationsThatJSONCannotHoldRoundTrip() throws {
    let objective = Objective("fit", .minimize, aspiration: -.infinity)
    let study = StudyRecord(
      name: "s", objectives: [objective], arms: Samples.arms(), seeds: 1, steps: 1,
      evaluationSteps: [0, 1], precision: "float64", parameterCount: 1, problem: "p")
    try StudyStore.create(at: folder.file(), study: study, contentHash: "h").close()
    #expect(try StudyStore.open(at: folder.file()).study == study)
  }

  @Test func everyRunComesBackToTheBit() throws {
    let study = Samples.study()
    let runs = Samples.runs(of: study)
    #expect(runs.contains { $0.outcome.failure != nil })
    let store = try StudyStore.create(
      at: folder.file(), study: study, contentHash: Samples.hash)
    #expect(try store.save(runs.reversed()) == runs.reversed().map(\.key))
    try store.close()
    let results = try StudyStore.open(at: folder.file()).results()
    #expect(results.runs.count == runs.count)
    #expect(zip(results.runs, runs).allSatisfy { $0.isIdentical(to: $1) })
  }

  @Test func awkwardNumbersKeepTheirBits() throws {
    let values = Samples.awkward
    let trace = Trace(
      objectives: 2, steps: Array(values.indices), values: [values, values.reversed()],
      evidence: ["cosine/fit/größe/2": values.map { -$0 }.map { $0.isNaN ? .nan : $0 }])
    let run = Run(arm: "fixed", seed: 3, outcome: .finished, trace: trace)
    let store = try StudyStore.create(
      at: folder.file(), study: Samples.study(), contentHash: Samples.hash)
    try store.save([run])
    #expect(try store.results().runs.first?.isIdentical(to: run) == true)
  }

  @Test func everyNaNIsTheSame() throws {
    let store = try StudyStore.create(
      at: folder.file(), study: Samples.study(), contentHash: Samples.hash)
    let make = { (nan: Double) in
      let trace = Trace(objectives: 2, steps: [0], values: [[nan], [1]])
      return Run(arm: "fixed", seed: 0, outcome: .finished, trace: trace)
    }
    try store.save([make(-.nan)])
    #expect(try store.save([make(.nan), make(Double(nan: 7, signaling: false))]).isEmpty)
    let value = try #require(try store.results().runs.first?.trace.values[0][0])
    #expect(value.bitPattern == 0x7FF8_0000_0000_0000)
  }

  @Test(arguments: [0, 1, 4095]) func tracesOfAnyLengthComeBack(points: Int) throws {
    let run = Samples.run(points: points, columns: 1)
    let store = try StudyStore.create(
      at: folder.file(), study: Samples.study(), contentHash: Samples.hash)
    try store.save([run])
    #expect(try store.results().runs.first?.isIdentical(to: run) == true)
  }

  @Test func closingLeavesOneFile() throws {
    let store = try StudyStore.create(
      at: folder.file(), study: Samples.study(), contentHash: Samples.hash)
    try store.save([Samples.run()])
    #expect(try folder.contents.contains("study.sqlite-wal"))
    try store.close()
    #expect(try folder.contents == ["study.sqlite"])
    try store.close()
    let failure = StoreError.closed(path: folder.file())
    #expect(throws: failure) { try store.save([Samples.run()]) }
    #expect(throws: failure) { try store.results() }
    #expect(throws: failure) { try store.finishedRuns() }
    #expect(try StudyStore.open(at: folder.file()).finishedRuns() == [Samples.run().key])
  }

  @Test func closingOneOfTwoOpeningsDisturbsNobody() throws {
    let first = try StudyStore.create(
      at: folder.file(), study: Samples.study(), contentHash: Samples.hash)
    let second = try StudyStore.open(at: folder.file())
    try first.save([Samples.run(seed: 0)])
    try first.close()
    try second.save([Samples.run(seed: 1)])
    #expect(try second.finishedRuns().count == 2)
    try second.close()
    #expect(try folder.contents == ["study.sqlite"])
  }

  @Test func theColumnsAreLittleEndianFloat64() {
    #expect(
      Array(BitPatterns.bytes(of: [1.0, -2.0])) == [
        0, 0, 0, 0, 0, 0, 0xF0, 0x3F, 0, 0, 0, 0, 0, 0, 0, 0xC0,
      ])
    #expect(
      Array(BitPatterns.bytes(of: [-2, 258])) == [
        0xFE, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 2, 1, 0, 0, 0, 0, 0, 0,
      ])
    #expect([UInt8](repeating: 0, count: 7).withUnsafeBytes(BitPatterns.numbers) == nil)
  }
}
