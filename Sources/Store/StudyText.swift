import Foundation
import Records

/// A study as the text that a store keeps: JSON with sorted keys, so that equal studies have equal
/// texts. Numbers that JSON cannot hold are written as the texts `inf`, `-inf` and `nan`.
enum StudyText {
  static func text(of study: StudyRecord) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    encoder.nonConformingFloatEncodingStrategy = .convertToString(
      positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
    return String(decoding: try encoder.encode(study), as: UTF8.self)
  }

  static func study(in text: String) throws -> StudyRecord {
    try decoder.decode(StudyRecord.self, from: Data(text.utf8))
  }

  static var decoder: JSONDecoder {
    let decoder = JSONDecoder()
    decoder.nonConformingFloatDecodingStrategy = .convertFromString(
      positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
    return decoder
  }
}
