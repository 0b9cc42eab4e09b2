import Records
import Stability

/// The upright axis of a recorded quantity.
enum EvidenceAxis {
  /// The same for every study.
  case fixed(Scale)
  /// Fitted to the values above 0, which may span decades; 0 stands at the lower end.
  case positive

  /// The axis for these values.
  func scale(_ values: [Double]) -> Scale {
    guard case .fixed(let scale) = self else {
      let positive = values.filter { $0 > 0 && $0.isFinite }
      return positive.isEmpty ? Scale(0, 1) : .fitting(positive)
    }
    return scale
  }
}

extension Material {
  /// One recorded quantity of the arms that have it, median over seeds; `nil` if none has.
  func figure(of quantity: EvidenceQuantity) -> Figure? {
    let shown = evidence.curves[quantity.name] ?? []
    guard !shown.isEmpty else { return nil }
    var panel = Panel(
      quantity.title, x: stepAxis(),
      y: Panel.Axis(
        label: quantity.label, scale: quantity.axis.scale(shown.flatMap(\.curve.extent))))
    if let zero = quantity.zero { panel.rule(at: zero) }
    for (arm, curve) in shown where shown.count <= Material.armsWithBands {
      panel.band(curve.band, style(arm))
    }
    for (index, (arm, curve)) in shown.enumerated() {
      panel.line(curve.line, style(arm), marksFrom: index, title: "\(arm), median")
    }
    panel.legend = Legend(
      entries: shown.map { Legend.Entry(name: $0.arm, style: style($0.arm)) })
    return panel.figure(quantity.name, summary: "\(quantity.title) over the steps")
  }

  /// What the lines of these figures of evidence are, and what is left out.
  func evidenceLimits(_ figures: [String]) -> String {
    let counts = figures.compactMap { evidence.curves[$0]?.count }
    let bands =
      counts.contains { $0 <= Material.armsWithBands } ? ", bands 10 to 90% of the seeds" : ""
    let most = counts.max() ?? 0
    let rest =
      most == Material.armsInOnePicture
      ? " At most \(most) arms are drawn, the first of the table of arms." : ""
    let sets = report.fronts.isEmpty ? "" : " Pareto arms have no line."
    return "Lines are medians over seeds\(bands).\(rest)\(sets)"
  }

  /// How many arms share a picture in which their bands can still be told apart.
  static let armsWithBands = 3
}

extension Trace {
  /// The cosine of the gradients of two objectives, in whichever order it was recorded.
  func cosine(_ a: String, _ b: String) -> [Double]? {
    evidence["cosine/\(a)/\(b)"] ?? evidence["cosine/\(b)/\(a)"]
  }

  /// The share of one objective in the sum over all of the magnitude of a quantity, each step;
  /// not a number where the sum is 0 or something is missing.
  func share(of objective: Int, _ columns: [[Double]?]) -> [Double]? {
    let known = columns.compactMap(\.self)
    guard known.count == columns.count, let rows = known.map(\.count).min() else { return nil }
    return (0..<rows).map { row in
      let sum = known.reduce(0) { $0 + $1[row].magnitude }
      return sum > 0 ? known[objective][row].magnitude / sum : .nan
    }
  }
}
