import Poise

/// The indicators of a front as lines, each with what it means or why there is none.
struct FrontText: CustomStringConvertible {
  /// The most points that are listed one by one.
  private static let listed = 30

  let file: FrontFile
  let indicators: FrontIndicators
  let isReferenceGiven: Bool
  let hasTrueFront: Bool

  var description: String {
    ([heading, ""] + measures + [""] + table).joined(separator: "\n")
  }

  /// The reference with its origin.
  var reference: String {
    point(indicators.reference ?? [])
      + (isReferenceGiven
        ? " (given)"
        : " (not given: a tenth of the range of the nondominated points beyond the worst; give "
          + "--reference to compare fronts)")
  }

  private var heading: String {
    let names = zip(file.objectives, indicators.directions).map {
      "\($0) (\($1.rawValue))"
    }
    let nondominated = indicators.nondominated.count { $0 }
    return "\(count(file.points.count, "point")) of \(names.joined(separator: ", ")); "
      + "\(nondominated) nondominated"
  }

  private var measures: [String] {
    let truth = hasTrueFront ? "" : "needs a true front: give --true-front FILE"
    return [
      row("hypervolume", indicators.hypervolume, "from \(reference)"),
      row("IGD", indicators.igd, truth), row("IGD+", indicators.igdPlus, truth),
      row("GD", indicators.gd, truth), row("GD+", indicators.gdPlus, truth),
      row("epsilon, additive", indicators.epsilonAdditive, truth),
      row(
        "epsilon, multiplicative", indicators.epsilonMultiplicative,
        truth.isEmpty && indicators.epsilonMultiplicative == nil
          ? "needs values that are all positive" : truth),
      row("average Hausdorff", indicators.averageHausdorff, truth),
      row("spacing", indicators.spacing, indicators.spacing == nil ? "needs two points" : ""),
      row(
        "spread", indicators.spread,
        truth.isEmpty && indicators.spread == nil ? "needs two points that differ" : truth),
      knee,
    ]
  }

  private var knee: String {
    guard let knee = indicators.knee else {
      return row("knee", nil, "no point bulges from the plane through the ends towards the ideal")
    }
    return label("knee") + "point \(knee): \(point(file.points[knee]))"
  }

  /// Every point, or of many only the nondominated ones, up to a number.
  private var table: [String] {
    let all = Array(file.points.indices)
    let shown = all.count <= Self.listed ? all : all.filter { indicators.nondominated[$0] }
    let rows = shown.prefix(Self.listed).map { index in
      ["\(index)", "\(indicators.ranks[index])", "\(indicators.contributions?[index] ?? 0)"]
        + file.points[index].map { "\($0)" }
    }
    let left = all.count - rows.count
    return aligned([["point", "rank", "contribution"] + file.objectives] + rows)
      + (left > 0 ? ["… and \(count(left, "further point")): --json lists all"] : [])
  }

  private func aligned(_ rows: [[String]]) -> [String] {
    let widths = rows[0].indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
    return rows.map { row in
      zip(row, widths).map { String(repeating: " ", count: $1 - $0.count) + $0 }
        .joined(separator: "  ")
    }
  }

  private func row(_ title: String, _ value: Double?, _ note: String) -> String {
    label(title) + (value.map { "\($0)" } ?? "–") + (note.isEmpty ? "" : "  \(note)")
  }

  private func label(_ title: String) -> String {
    title + String(repeating: " ", count: max(1, 25 - title.count))
  }

  private func point(_ values: [Double]) -> String {
    zip(file.objectives, values).map { "\($0) = \($1)" }.joined(separator: ", ")
  }

  private func count(_ number: Int, _ noun: String) -> String {
    "\(number) \(noun)\(number == 1 ? "" : "s")"
  }
}
