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
  ///
  /// - Parameters:
  ///   - axis: The upright axis.
  ///   - zero: Where a line of reference goes, if anywhere.
  ///   - column: The quantity, one value for each recorded step.
  func evidenceFigure(
    _ name: String, title: String, label: String, axis: EvidenceAxis, zero: Double? = nil,
    column: (Trace) -> [Double]?
  ) -> Figure? {
    let all = arms.filter { front($0.name) == nil }.map {
      ($0, Quantiles(runs($0.name), column: column))
    }
    let shown = all.filter { $0.1.points.count > 1 }.prefix(Material.armsInOnePicture)
    guard !shown.isEmpty else { return nil }
    var panel = Panel(
      title, x: stepAxis(),
      y: Panel.Axis(label: label, scale: axis.scale(shown.flatMap(\.1.extent))))
    if let zero { panel.rule(at: zero) }
    for (arm, curve) in shown where shown.count <= 3 { panel.band(curve.band, style(arm.name)) }
    for (index, (arm, curve)) in shown.enumerated() {
      panel.line(curve.line, style(arm.name), marksFrom: index, title: "\(arm.name), median")
    }
    panel.legend = Legend(
      entries: shown.map { Legend.Entry(name: $0.0.name, style: style($0.0.name)) })
    return panel.figure(name, summary: "\(title) over the steps")
  }

  /// The pairs of objectives of which figures are drawn.
  var gradientPairs: [(a: String, b: String)] {
    let names = objectives.map(\.name)
    let pairs = names.indices.flatMap { first in
      names.indices.filter { $0 > first }.map { (a: names[first], b: names[$0]) }
    }
    return Array(pairs.prefix(6))
  }

  /// What figures of evidence leave out.
  var evidenceLimits: String {
    """
    Lines are medians over seeds, with 10 to 90% bands where few arms share a picture; at most \
    \(Material.armsInOnePicture) arms are drawn, the first of the table of arms.
    """
  }
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
