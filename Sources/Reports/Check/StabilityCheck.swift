import Foundation
public import Stability

/// Compares two reports of one study, for continuous integration: did an arm lose stability by more
/// than both reports' uncertainty allows?
///
/// For an arm in both reports, with the fall `d = Q_b − Q_c` from the baseline report to the current
/// one, the interval of the fall is put together from the two intervals of `Q` (the method of variance
/// estimates recovery, which asks neither for symmetry nor for the runs):
///
///     d − √((Q_b − l_b)² + (u_c − Q_c)²)  to  d + √((u_b − Q_b)² + (Q_c − l_c)²)
///
/// The arm **fell** if all of it is above 0, **rose** if all of it is below 0, and **held** otherwise.
/// An arm that had a `Q` and has none any more fell too. The formula takes the reports for
/// independent; where they share seeds it is on the safe side of a false alarm.
///
/// - SeeAlso: Zou and Donner, "Construction of confidence limits about effect measures: a general
///   approach", Statistics in Medicine 27 (2008).
public struct StabilityCheck: Codable, Hashable, Sendable {
  /// The arms of both reports: those of the baseline report in its order, then those that are new.
  public let arms: [ArmChange]

  /// Whether an arm lost stability by more than the uncertainty allows.
  public var hasFallen: Bool { arms.contains { $0.change == .fell } }

  /// Compares two reports.
  ///
  /// - Parameters:
  ///   - baseline: What is to be held.
  ///   - current: What is there now.
  /// - Throws: ``StabilityCheckError`` for reports that cannot be compared.
  public init(baseline: StabilityReport, current: StabilityReport) throws(StabilityCheckError) {
    guard baseline.study.profile == current.study.profile else {
      throw .differentProfiles(
        baseline: baseline.study.profile.version, current: current.study.profile.version)
    }
    let wanted = baseline.study.objectives.map { "\($0.name) (\($0.direction.word))" }
    let found = current.study.objectives.map { "\($0.name) (\($0.direction.word))" }
    guard wanted == found else { throw .differentObjectives(baseline: wanted, current: found) }
    let known = Set(baseline.arms.map(\.name))
    let now = Dictionary(
      current.arms.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    guard current.arms.contains(where: { known.contains($0.name) }) else {
      throw .nothingInCommon
    }
    arms =
      baseline.arms.map { ArmChange(before: $0, after: now[$0.name]) }
      + current.arms.filter { !known.contains($0.name) }.map { ArmChange(before: nil, after: $0) }
  }

  /// One sentence: what fell, or that nothing did.
  public var verdict: String {
    let fallen = arms.filter { $0.change == .fell }.map(\.name)
    let compared = arms.count { $0.before != nil && $0.after != nil }
    let lost = arms.filter { $0.change == .lost }.map(\.name)
    let gone = lost.isEmpty ? "" : " Not in the current report: \(lost.joined(separator: ", "))."
    guard !fallen.isEmpty else {
      return "None of \(Numeral.count(compared, "arm")) lost stability beyond its uncertainty."
        + gone
    }
    return "\(fallen.joined(separator: ", ")) lost stability by more than the uncertainty allows, "
      + "of \(Numeral.count(compared, "arm")) in both reports." + gone
  }
}

// MARK: - As text and JSON

extension StabilityCheck {
  private enum CodingKeys: String, CodingKey {
    case version, verdict, hasFallen, arms
  }

  /// Reads what ``encode(to:)`` wrote.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    arms = try container.decode([ArmChange].self, forKey: .arms)
  }

  /// Writes `version`, `verdict`, `hasFallen` and `arms`.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(1, forKey: .version)
    try container.encode(verdict, forKey: .verdict)
    try container.encode(hasFallen, forKey: .hasFallen)
    try container.encode(arms, forKey: .arms)
  }

  /// The comparison as JSON, its keys sorted.
  ///
  /// - Throws: ``ReportError/unrenderable(_:)`` if a number is not finite.
  public func json() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    do { return String(decoding: try encoder.encode(self), as: UTF8.self) } catch {
      throw ReportError.unrenderable("JSON: \(error)")
    }
  }

  /// The verdict, a table of all arms and the rule, as lines of a terminal.
  ///
  /// - Parameters:
  ///   - width: The columns the terminal has.
  ///   - color: Whether to emphasize with escape sequences.
  public func text(width: Int = 80, color: Bool = false) -> String {
    let table = Table(
      [
        .text("Arm"), .number("Q before"), .number("Q now"), .number("Fall"),
        .text("Change"), .text("Status"),
      ], arms.map(row))
    let lines = TextTable(table, priorities: [9, 6, 6, 4, 8, 5]).lines(width: width) {
      _, cell, padded in
      color && cell.isStrong && !cell.text.isEmpty ? "\u{1B}[31m\(padded)\u{1B}[0m" : padded
    }
    let rule =
      "An arm fell if the 95% interval of its fall, put together from the intervals of both Q, "
      + "is above 0; second lines show the intervals."
    return
      (PlainText.wrapped(PlainText.clean(verdict), to: width) + [""] + lines
      + PlainText.wrapped(rule, to: width)).joined(separator: "\n")
  }

  private func row(_ arm: ArmChange) -> [Table.Cell] {
    let fall = arm.fall.map { Numeral.fixed($0, 3) } ?? Numeral.missing
    let statuses = [arm.before?.status.rawValue, arm.after?.status.rawValue].compactMap(\.self)
    let isSame = statuses.count == 2 && statuses[0] == statuses[1]
    return [
      Table.Cell(arm.name),
      Table.Cell(
        Numeral.fixed(arm.before?.q, 3), detail: Numeral.interval(arm.before?.interval)),
      Table.Cell(Numeral.fixed(arm.after?.q, 3), detail: Numeral.interval(arm.after?.interval)),
      Table.Cell(fall, detail: Numeral.interval(arm.interval)),
      Table.Cell(arm.change.rawValue, isStrong: arm.change == .fell),
      Table.Cell(isSame ? statuses[0] : statuses.joined(separator: " → ")),
    ]
  }
}
