import Foundation
import Records
import Tables
import Testing

@testable import TraceFiles

@Suite("TensorBoard event files")
struct EventFileTests {
  private func fixture() throws -> Data {
    try Data(
      contentsOf: Bundle.module.bundleURL.appending(
        path: "Fixtures/events.out.tfevents.1.example"))
  }

  @Test func `checksums are those of RFC 3720`() {
    #expect(CRC32C.of(Array("123456789".utf8)[...]) == 0xE306_9283)
    #expect(CRC32C.of([UInt8](repeating: 0, count: 32)[...]) == 0x8A91_36AA)
    #expect(CRC32C.of([UInt8](repeating: 0xFF, count: 32)[...]) == 0x62A8_AB43)
  }

  @Test func `scalars are read, simple and as tensors, and nothing else`() throws {
    let table = try EventFile.table(of: fixture(), file: "x").table
    #expect(table.columns == ["step", "loss/fit", "eval/accuracy"])
    #expect(try table.column("step").numbers() == [0, 100, 200, 300])
    let steps: [Double] = [0, 100, 200, 300]
    #expect(try table.column("eval/accuracy").numbers() == steps.map { $0 / 512 })
    #expect(
      try table.column("loss/fit").numbers() == steps.map { Double(Float(1 / ($0 + 1))) })
  }

  @Test func `a damaged record is refused, a cut one ends the file`() throws {
    var bytes = [UInt8](try fixture())
    let whole = try EventFile.table(of: Data(bytes), file: "x").table.rowCount
    #expect(try EventFile.table(of: Data(bytes.dropLast(80)), file: "x").table.rowCount < whole)
    bytes[60] ^= 1
    #expect(throws: TraceFileError.self) { try EventFile.table(of: Data(bytes), file: "x") }
    #expect(throws: TraceFileError.self) { try EventFile.table(of: Data(), file: "x") }
    #expect(throws: TraceFileError.self) {
      try EventFile.table(of: Data("no events".utf8), file: "x")
    }
    bytes[60] ^= 1
    bytes[2] ^= 1
    #expect(throws: TraceFileError.self) { try EventFile.table(of: Data(bytes), file: "x") }
  }

  /// An event of one scalar, framed as a record.
  private func record(step: UInt8, tag: String, value: Float) -> [UInt8] {
    func bytes(_ number: UInt64, _ count: Int) -> [UInt8] {
      (0..<count).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) }
    }
    func field(_ number: UInt8, _ content: [UInt8]) -> [UInt8] {
      [number << 3 | 2, UInt8(content.count)] + content
    }
    let scalar = field(1, Array(tag.utf8)) + [0x15] + bytes(UInt64(value.bitPattern), 4)
    let payload = [0x10, step] + field(5, field(1, scalar))
    let length = bytes(UInt64(payload.count), 8)
    return length + bytes(UInt64(CRC32C.masked(length[...])), 4) + payload
      + bytes(UInt64(CRC32C.masked(payload[...])), 4)
  }

  @Test func `tags at other steps are left out and said, or refused where asked for`() throws {
    let records = (0..<4).flatMap { record(step: $0, tag: "loss", value: 1 / (1 + Float($0))) }
    let data = Data(records + record(step: 2, tag: "rare", value: 7))
    let (table, leftOut) = try EventFile.table(of: data, file: "x")
    #expect(table.columns == ["step", "loss"] && table.rowCount == 4 && leftOut == ["rare"])
    let file = try LogFile(table: table, leftOut: leftOut, path: "x", TraceQuestion())
    #expect(LogFormat.notes([file, file]).count { $0.contains("`rare`") } == 1)
    let asked = try ObjectiveColumns(
      of: [file], TraceQuestion(objectives: [Objective("rare", .minimize)]))
    let refusal = #expect(throws: TraceFileError.self) { try file.runs(asked) }
    #expect(refusal?.description.contains("logged at other steps") == true)
  }

  @Test func `bytes that are no message are no event`() {
    #expect(ScalarEvent([0xFF]) == nil && ScalarEvent([0x0A, 0x7F, 0x00]) == nil)
    #expect(ScalarEvent([])?.values.isEmpty == true)
  }
}
