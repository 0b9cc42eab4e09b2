import Foundation
import Testing

@testable import TraceFiles

/// Records of TensorBoard whose checksums are right and whose content is anything.
@Suite("Event files with any content") struct EventFileMutationTests {
  /// A generator that the same seed repeats (Knuth's MMIX constants).
  private struct Dice {
    var state: UInt64
    mutating func roll(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int((state >> 33) % UInt64(bound))
    }
  }

  private static func bytes(_ number: UInt64, _ count: Int) -> [UInt8] {
    (0..<count).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) }
  }

  private static func record(_ payload: [UInt8]) -> [UInt8] {
    let length = bytes(UInt64(payload.count), 8)
    let sums = [length, payload].map { bytes(UInt64(CRC32C.masked($0[...])), 4) }
    return length + sums[0] + payload + sums[1]
  }

  @Test func theyAreReadOrRefused() {
    let seed = ProcessInfo.processInfo.environment["POISE_FUZZ_SEED"].flatMap(UInt64.init) ?? 0
    var dice = Dice(state: 7 + 10 * seed)
    // An event: step 5, a summary with the value 0.5 of the tag "fit".
    let event: [UInt8] = [
      0x10, 5, 0x2A, 12, 0x0A, 10, 0x0A, 3, 0x66, 0x69, 0x74, 0x15, 0, 0, 0, 0x3F,
    ]
    var read = 0
    for _ in 0..<4_000 {
      var payload = event
      for _ in 0...dice.roll(3) {
        switch dice.roll(3) {
        case 0: payload[dice.roll(payload.count)] = UInt8(dice.roll(256))
        case 1: payload.insert(0xFF, at: dice.roll(payload.count))
        default: payload.remove(at: dice.roll(payload.count))
        }
      }
      let file = Self.record(event) + Self.record(payload)
      do {
        _ = try EventFile.table(of: Data(file), file: "x")
        read += 1
      } catch { #expect("\(error)".hasPrefix("x"), "\(error)") }
    }
    #expect(read > 100)
  }
}
