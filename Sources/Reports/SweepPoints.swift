import Stability

/// The points of a sweep with their arms: what its text, tables and pictures are made from.
struct SweepPoints {
  /// One point.
  struct Point {
    let place: [Double]
    let arm: ArmReport
    let outcome: SweepReport.Outcome
    let stableShare: Double?

    /// The swept weight of two objectives.
    var alpha: Double { place[0] }
    /// The place as a person reads it.
    var name: String { place.map { Numeral.exact($0) }.joined(separator: ", ") }
  }

  let sweep: SweepReport
  let report: StabilityReport
  /// The points in the order of the sweep; one whose arm is not in the report is left out.
  let all: [Point]

  init(_ sweep: SweepReport, report: StabilityReport) {
    (self.sweep, self.report) = (sweep, report)
    let arms = Dictionary(
      report.arms.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    all = sweep.points.compactMap { point in
      arms[point.arm].map {
        Point(
          place: point.place, arm: $0, outcome: point.outcome, stableShare: point.stableShare)
      }
    }
  }

  /// The steadiest point.
  var best: Point? { all.first { $0.arm.name == sweep.best } }

  /// The objectives' names, in order.
  var objectives: [String] { report.study.objectives.map(\.name) }

  /// Every point with its numbers.
  var table: Table {
    let titles = report.study.objectives
    let places: [Table.Column] =
      sweep.space == .alpha ? [.number("alpha")] : objectives.map { .number($0, note: "share") }
    return Table(
      places + [.number("Stability Q", note: "95% interval"), .number("Survival")]
        + titles.map { .number($0.title, note: "median") }
        + [.text("Outcome"), .number("Stable", note: "of resamples")],
      all.map { point in
        point.place.map { Table.Cell(SweepPoints.word($0), isStrong: true) } + [
          Table.Cell(
            Numeral.fixed(point.arm.q, 3), detail: Numeral.interval(point.arm.interval)),
          Table.Cell("\(point.arm.survival.survived)/\(point.arm.survival.runs)"),
        ] + titles.indices.map { Table.Cell(Numeral.text(level(point.arm, $0)?.median)) } + [
          Table.Cell(point.outcome.rawValue),
          Table.Cell(point.stableShare.map(Numeral.percent) ?? Numeral.missing),
        ]
      })
  }

  /// The parts of the simplex: the stable region, then what goes wrong elsewhere.
  var parts: Table {
    let stable = sweep.region.map { region in
      [
        Table.Cell("stable", isStrong: true),
        Table.Cell(
          Numeral.percent(region.share),
          detail: region.interval.map {
            "\(Numeral.percent($0.lower)) to \(Numeral.percent($0.upper))"
          }),
      ]
        + region.extents.map {
          Table.Cell("\(SweepPoints.word($0[0])) to \(SweepPoints.word($0[1]))")
        }
    }
    let outside = (sweep.region?.outside ?? []).map { part in
      [Table.Cell(SweepAnswer.words(part)), Table.Cell(Numeral.percent(part.share))]
        + part.center.map { Table.Cell(Numeral.fixed($0, 2)) }
    }
    return Table(
      [.text("Outcome"), .number("Share", note: "of the simplex")]
        + objectives.map { .number($0, note: "extent or middle") },
      (stable.map { [$0] } ?? []) + outside)
  }

  /// Final levels of an objective.
  func level(_ arm: ArmReport, _ index: Int) -> ArmReport.ObjectiveLevel? {
    index < arm.objectives.count ? arm.objectives[index] : nil
  }

  /// A number short enough for a table: four significant digits.
  static func word(_ value: Double) -> String {
    Numeral.exact(SignificantDigits.rounded(value, to: 4))
  }
}
