import Foundation
import Records
import Stability

/// The machine-readable report: the stability report with `machine` and `times` beside its keys.
struct ReportJSON: Encodable {
  let report: StabilityReport
  let machine: Machine?
  let times: Times?

  private enum CodingKeys: String, CodingKey {
    case machine, times
  }

  func encode(to encoder: any Encoder) throws {
    try report.encode(to: encoder)
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encodeIfPresent(machine, forKey: .machine)
    try container.encodeIfPresent(times, forKey: .times)
  }

  /// The text, its keys sorted, so that equal reports are equal bytes.
  func text() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    do {
      return String(decoding: try encoder.encode(self), as: UTF8.self) + "\n"
    } catch {
      throw ReportError.unrenderable("JSON: \(error)")
    }
  }
}
