import Foundation
import Neural
import Records

/// Everything that one run remembers from step to step, as a checkpoint holds it: a binary property
/// list whose arrays are little-endian numbers.
///
/// What a step computes from the seed and the step alone is left out: data, their order, dropout.
struct LaneMemory: Codable {
  /// The form of this value, raised when it changes.
  static let currentForm = 1

  let form: Int
  /// Parameters `[n]` and moments `[moments, n]`, in the precision of the lanes.
  let parameters: Data
  let moments: Data
  /// Hindsight and initial norms, `[2m]`.
  let evidence: Data
  /// The strategy's memory and its chance, JSON.
  let balancer: Data
  /// The recorded steps and their rows.
  let steps: [Int]
  let rows: Data
  /// The members of the run's population that were in training then, by index; `nil` for a run that
  /// decides alone.
  let company: [Int]?

  /// Reads a checkpoint.
  ///
  /// - Throws: ``CheckpointError``.
  static func read(_ checkpoint: Checkpoint) throws(CheckpointError) -> LaneMemory {
    do {
      return try PropertyListDecoder().decode(LaneMemory.self, from: Data(checkpoint.content))
    } catch { throw CheckpointError(run: checkpoint.run, detail: "\(error)") }
  }

  /// The bytes of numbers.
  static func bytes<Number: LaneNumber>(_ values: [Double], as type: Number.Type) -> Data {
    values.map { Number($0) }.withUnsafeBytes { Data($0) }
  }

  /// The numbers in bytes; `nil` unless there are as many as wanted.
  static func numbers<Number: LaneNumber>(
    _ bytes: Data, as type: Number.Type, count: Int
  ) -> [Double]? {
    let size = MemoryLayout<Number>.size
    guard bytes.count == count * size else { return nil }
    return bytes.withUnsafeBytes { bytes in
      (0..<count).map { Double(bytes.loadUnaligned(fromByteOffset: $0 * size, as: Number.self)) }
    }
  }
}
