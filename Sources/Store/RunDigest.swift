import Foundation
import Records

/// What tells that stored bytes changed: 64 bits over all that belongs together, as 16 hexadecimal
/// digits. It is a guard against damage, not against malice.
///
///     h ← (h ⊕ w) · p;  h ← h ⊕ ⌊h / 2³²⌋    for every word w of 8 bytes, the first byte lowest,
///                                            the last filled up with zeros; p = 0x9e3779b97f4a7c15
///
/// Each part is preceded by the number of its bytes as a word, so that parts cannot flow into each
/// other. Every step is one-to-one in `h` and in `w`: no change within one word goes unnoticed.
struct RunDigest {
  private var hash: UInt64 = 0x506f_6973_6521_0001

  /// The digits.
  var text: String {
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }

  mutating func add(_ text: String) { add(Data(text.utf8)) }

  mutating func add(_ number: Int) { mix(UInt64(bitPattern: Int64(number))) }

  mutating func add(_ data: Data) { data.withUnsafeBytes { add($0) } }

  mutating func add(_ bytes: UnsafeRawBufferPointer) {
    mix(UInt64(bytes.count))
    let whole = bytes.count / 8 * 8
    for offset in stride(from: 0, to: whole, by: 8) {
      mix(UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self)))
    }
    guard whole < bytes.count else { return }
    mix(bytes[whole...].reversed().reduce(0) { $0 << 8 | UInt64($1) })
  }

  private mutating func mix(_ word: UInt64) {
    hash = (hash ^ word) &* 0x9e37_79b9_7f4a_7c15
    hash ^= hash >> 32
  }
}

extension RunDigest {
  /// That of a study's row: its name, hash and record.
  static func study(name: String, hash: String, record: String) -> String {
    var digest = RunDigest()
    for text in [name, hash, record] { digest.add(text) }
    return digest.text
  }

  /// That of a checkpoint.
  static func checkpoint(_ checkpoint: Checkpoint) -> String {
    var digest = RunDigest()
    digest.begin(checkpoint.run)
    digest.add(checkpoint.step)
    checkpoint.content.withUnsafeBytes { digest.add($0) }
    return digest.text
  }

  /// Adds the name of a run.
  mutating func begin(_ run: RunKey) {
    add(run.arm)
    add(run.member)
    add(run.seed)
  }

  /// Adds how a run ended and the steps of its trace; its columns are to follow, by name.
  mutating func add(_ outcome: Outcome, evaluated: UnsafeRawBufferPointer) {
    add(outcome.failure?.cause.rawValue ?? "")
    add(outcome.failure?.step ?? -1)
    add(outcome.failure?.detail ?? "")
    add(evaluated)
  }
}
