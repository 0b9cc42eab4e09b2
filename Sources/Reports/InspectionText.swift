public import Records

/// What probing a problem showed, as text for a terminal.
public struct InspectionText: Sendable {
  /// Pairs that are shown at most, the most conflicting first.
  private static let pairLimit = 10

  private let inspection: Inspection

  /// Takes what is to be shown.
  public init(_ inspection: Inspection) { self.inspection = inspection }

  /// Tables of objectives, conflicts and units, and the findings below.
  ///
  /// - Parameters:
  ///   - width: The columns the terminal has; no line is longer, save for a word that is.
  ///   - color: Whether to emphasize with escape sequences.
  /// - Returns: Lines without a break at the end.
  public func text(width: Int = 80, color: Bool = false) -> String {
    let paragraphs: [[String]] = [
      PlainText.wrapped(headline, to: width), lines(objectives, width),
      inspection.pairs.isEmpty ? [] : lines(pairs, width) + pairNote(width),
      inspection.layers.isEmpty ? [] : lines(layers, width),
      PlainText.wrapped(key, to: width), findings(width, color: color),
    ]
    return paragraphs.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") }
      .joined(separator: "\n\n")
  }

  private var headline: String {
    PlainText.clean(inspection.study) + ": "
      + Numeral.count(inspection.objectives.count, "objective") + ", "
      + Numeral.count(inspection.parameters, "parameter") + ", \(inspection.precision). Probed: "
      + Numeral.count(inspection.seeds, "seed") + ", "
      + Numeral.count(inspection.steps, "step") + " by equal weights on normalized gradients, "
      + "\(inspection.optimizer)."
  }

  private let key =
    "Second lines: least and most over seeds; of cosines on the way and similarity "
    + "10% and 90% quantiles over seeds and steps. Weight ×: what makes a gradient as long as the "
    + "first objective's."

  private func lines(_ table: Table, _ width: Int) -> [String] {
    TextTable(table).lines(width: width)
  }

  // MARK: Tables

  private var objectives: Table {
    Table(
      [
        .text("Objective"), .number("At the start"), .number("After the probe"),
        .number("Gradient"), .number("Weight ×"),
      ],
      inspection.objectives.map { view in
        [
          Table.Cell(PlainText.clean(view.name) + (view.direction == .minimize ? " ↓" : " ↑")),
          cell(view.start), cell(view.end), cell(view.gradientNorm), cell(view.weightAtStart),
        ]
      })
  }

  private var pairs: Table {
    let ordered = inspection.pairs.enumerated().sorted {
      ($1.element.conflictShare ?? -1, $0.offset) < ($0.element.conflictShare ?? -1, $1.offset)
    }.map(\.element)
    return Table(
      [
        .text("Pair"), .number("Conflict"), .number("Cosine, start"), .number("On the way"),
        .number("Similarity"),
      ],
      ordered.prefix(Self.pairLimit).map { view in
        let share = view.conflictShare.map { "\(Int((100 * $0).rounded()))%" }
        return [
          Table.Cell("\(PlainText.clean(view.first)), \(PlainText.clean(view.second))"),
          Table.Cell(share ?? Numeral.missing), cell(view.cosineAtStart, digits: 2),
          cell(view.cosine, digits: 2), cell(view.magnitudeSimilarity, digits: 2),
        ]
      })
  }

  private func pairNote(_ width: Int) -> [String] {
    let hidden = inspection.pairs.count - Self.pairLimit
    guard hidden > 0 else { return [] }
    return PlainText.wrapped(
      "… and \(hidden) more pairs, of less conflict; --json has all.", to: width)
  }

  private var layers: Table {
    Table(
      [.text("Rectified units"), .number("Dead, start"), .number("After the probe")],
      inspection.layers.map { view in
        [
          Table.Cell("layer \(view.layer), " + Numeral.count(view.units, "unit")),
          share(view.deadAtStart), share(view.deadAtEnd),
        ]
      })
  }

  private func cell(_ spread: Spread?, digits: Int = 3) -> Table.Cell {
    guard let spread else { return Table.Cell(Numeral.missing) }
    let (lower, upper) = (
      Numeral.text(spread.lower, digits: digits), Numeral.text(spread.upper, digits: digits)
    )
    return Table.Cell(
      Numeral.text(spread.median, digits: digits),
      detail: lower == upper ? nil : "\(lower) to \(upper)")
  }

  private func share(_ spread: Spread?) -> Table.Cell {
    guard let spread else { return Table.Cell(Numeral.missing) }
    func percent(_ x: Double) -> String { "\(Int((100 * x).rounded()))" }
    return Table.Cell(
      percent(spread.median) + "%",
      detail: spread.lower == spread.upper
        ? nil : "\(percent(spread.lower)) to \(percent(spread.upper))%")
  }

  // MARK: Findings

  private func findings(_ width: Int, color: Bool) -> [String] {
    guard inspection.findings.contains(where: { $0.severity != .note }) else {
      return PlainText.wrapped("Found nothing to object to.", to: width)
        + inspection.findings.flatMap { [""] + lines(of: $0, width, color: color) }
    }
    return Array(
      inspection.findings.map { lines(of: $0, width, color: color) }.joined(separator: [""]))
  }

  private func lines(of finding: Finding, _ width: Int, color: Bool) -> [String] {
    let title = "\(finding.severity.title) (\(finding.kind)): "
    var said = PlainText.wrapped(title + PlainText.clean(finding.evidence), to: width)
    if color, !said.isEmpty, said[0].hasPrefix(title) {
      said[0] = "\u{1B}[1m\(title)\u{1B}[0m" + said[0].dropFirst(title.count)
    }
    let advice = PlainText.wrapped(PlainText.clean(finding.advice), to: width - 4)
    return said + advice.enumerated().map { ($0 == 0 ? "  → " : "    ") + $1 }
  }
}
