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
/// The arm **fell** if all of it is above 0, **rose** if all of it is below 0, and **held** otherwise,
/// as it did where `Q` is the same to three decimals. An arm that had a `Q` and has none any more fell
/// too. The formula takes the reports for independent; where they share seeds it is on the safe side
/// of a false alarm.
///
/// Reports of other problems, steps, evaluations or declared units measure something else and are
/// refused unless they are asked for; other seeds, precision and settings of arms are what a change
/// under test may be, and are named in ``differences``.
///
/// - SeeAlso: Zou and Donner, "Construction of confidence limits about effect measures: a general
///   approach", Statistics in Medicine 27 (2008).
public struct StabilityCheck: Codable, Hashable, Sendable {
  /// The arms of both reports: those of the baseline report in its order, then those that are new.
  public let arms: [ArmChange]
  /// What the reports do not share, the baseline's word first, one entry each.
  public let differences: [String]

  /// Whether an arm lost stability by more than the uncertainty allows.
  public var hasFallen: Bool { arms.contains { $0.change == .fell } }

  /// Compares two reports.
  ///
  /// - Parameters:
  ///   - baseline: What is to be held.
  ///   - current: What is there now.
  ///   - allowsOtherMeasures: Whether to compare reports of other problems, steps or units too.
  /// - Throws: ``StabilityCheckError`` for reports that cannot be compared.
  public init(
    baseline: StabilityReport, current: StabilityReport, allowsOtherMeasures: Bool = false
  ) throws(StabilityCheckError) {
    guard baseline.study.profile == current.study.profile else {
      throw .differentProfiles(
        baseline: baseline.study.profile.version, current: current.study.profile.version)
    }
    let wanted = baseline.study.objectives.map { "\($0.name) (\($0.direction.word))" }
    let given = current.study.objectives.map { "\($0.name) (\($0.direction.word))" }
    guard wanted == given else { throw .differentObjectives(baseline: wanted, current: given) }
    let known = Set(baseline.arms.map(\.name))
    let now = Dictionary(
      current.arms.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    guard current.arms.contains(where: { known.contains($0.name) }) else {
      throw .nothingInCommon
    }
    let found = ReportDifferences(baseline, current)
    guard found.ofMeasure.isEmpty || allowsOtherMeasures else {
      throw .differentMeasures(found.ofMeasure)
    }
    differences = found.ofMeasure + found.ofStudy
    arms =
      baseline.arms.map { ArmChange(before: $0, after: now[$0.name]) }
      + current.arms.filter { !known.contains($0.name) }.map { ArmChange(before: nil, after: $0) }
  }

  /// What fell, or that nothing did; which arms could not be compared, and which are gone or new.
  public var verdict: String {
    let scored = arms.count { [.fell, .rose, .held, .undecided].contains($0.change) }
    let fallen = names(.fell)
    let first =
      switch (scored, fallen.isEmpty) {
      case (0, _): "No arm has a Q in both reports: nothing was compared."
      case (1, true): "The one arm with a Q did not lose stability beyond its uncertainty."
      case (_, true): "None of \(scored) arms lost stability beyond its uncertainty."
      case (_, false):
        "\(fallen.joined(separator: ", ")) lost stability by more than the uncertainty allows, of "
          + "\(Numeral.count(scored, "arm")) with a Q."
      }
    return first
      + said(.rose, "More stable than before, by more than the uncertainty")
      + said(.undecided, "Not to be told, for want of an interval (too few seeds)")
      + said(.lost, "Not in the current report") + said(.added, "New in the current report")
  }

  private func names(_ change: ArmChange.Change) -> [String] {
    arms.filter { $0.change == change }.map(\.name)
  }

  private func said(_ change: ArmChange.Change, _ words: String) -> String {
    let names = names(change)
    return names.isEmpty ? "" : " \(words): \(names.joined(separator: ", "))."
  }
}

// MARK: - As text and JSON

extension StabilityCheck {
  private enum CodingKeys: String, CodingKey {
    case version, verdict, hasFallen, differences, arms
  }

  /// Reads what ``encode(to:)`` wrote.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    arms = try container.decode([ArmChange].self, forKey: .arms)
    differences = try container.decode([String].self, forKey: .differences)
  }

  /// Writes `version`, `verdict`, `hasFallen`, `differences` and `arms`.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(1, forKey: .version)
    try container.encode(verdict, forKey: .verdict)
    try container.encode(hasFallen, forKey: .hasFallen)
    try container.encode(differences, forKey: .differences)
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

  /// The verdict, what differs, a table of all arms and the rule, as lines of a terminal.
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
      + "is above 0; second lines show the intervals, an arm held where neither can be said."
    let differing =
      "The reports differ (baseline against current): \(differences.joined(separator: "; "))."
    let said = [verdict] + (differences.isEmpty ? [] : [differing])
    return
      (said.flatMap { PlainText.wrapped(PlainText.clean($0), to: width) } + [""] + lines
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
