import Foundation
public import Records

extension StudyRecord {
  /// What a store recognizes a study by: 16 hexadecimal digits over everything that decides its
  /// numbers. The study file's spelling and the diagnosis play no part.
  ///
  ///     FNV-1a, 64 bits, of the record as JSON with sorted keys
  public var contentHash: String {
    let essence = StudyRecord(
      name: name, objectives: objectives, arms: arms, seeds: seeds, steps: steps,
      evaluationSteps: evaluationSteps, precision: precision, parameterCount: parameterCount,
      problem: problem)
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    // An aspiration may be infinite.
    encoder.nonConformingFloatEncodingStrategy = .convertToString(
      positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
    let bytes = (try? encoder.encode(essence)) ?? Data()
    let hash = bytes.reduce(0xcbf2_9ce4_8422_2325 as UInt64) {
      ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01b3
    }
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
