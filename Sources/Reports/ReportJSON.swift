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

  /// The text, its keys sorted, so that equal reports are equal bytes; piece by piece, because the
  /// runs of a large study take many times the memory of their text while they are encoded.
  ///
  /// - Throws: ``ReportError/unrenderable(_:)`` if a number is not finite, as do the pieces.
  func pieces() throws -> [() throws -> String] {
    var rest = report
    rest.runs = []
    let frame = try Self.text(Self(report: rest, machine: machine, times: times)) + "\n"
    guard !report.runs.isEmpty else { return [{ frame }] }
    // No other line begins so: what is within a value is indented further.
    guard let runs = frame.range(of: "\n  \"runs\" : ["),
      let end = frame.range(of: "]", range: runs.upperBound..<frame.endIndex)
    else { throw ReportError.unrenderable("JSON: the list of runs has no place") }
    return [{ frame[..<runs.upperBound] + "\n" }]
      + report.runs.indices.map { index in
        {
          let isLast = index == report.runs.count - 1
          return Self.indented(try Self.text(report.runs[index])) + (isLast ? "\n  " : ",\n")
        }
      } + [{ String(frame[end.lowerBound...]) }]
  }

  /// A value as an element of a list of the top; an empty list within it has a line without content.
  private static func indented(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false)
      .map { $0.isEmpty ? "" : "    " + $0 }.joined(separator: "\n")
  }

  private static func text(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    do { return String(decoding: try encoder.encode(value), as: UTF8.self) } catch {
      throw ReportError.unrenderable("JSON: \(error)")
    }
  }
}
