import Records
import Stability

extension Material {
  /// The cosine between the gradients of objectives, over the steps.
  var conflictSection: Section {
    let figures = gradientPairs.enumerated().compactMap { index, pair in
      evidenceFigure(
        "conflict-\(index + 1)", title: "\(pair.a) and \(pair.b)", label: "cosine of the gradients",
        scale: { _ in Scale(-1, 1) }, hasZero: true
      ) { $0.evidence["cosine/\(pair.a)/\(pair.b)"] ?? $0.evidence["cosine/\(pair.b)/\(pair.a)"] }
    }
    return Section(
      id: "conflict", title: "When the objectives conflicted",
      blocks: figures.isEmpty ? [] : [.figures(figures, caption: conflictCaption)])
  }

  /// The weights of the objectives, over the steps.
  var weightsSection: Section {
    let figures = objectives.enumerated().compactMap { index, objective in
      evidenceFigure(
        "weight-\(index + 1)", title: "Weight of \(objective.name)", label: "weight",
        scale: { Scale.fitting($0, containing: [0]) }, hasZero: false
      ) { $0.evidence["weight/\(objective.name)"] }
    }
    return Section(
      id: "weights", title: "How the weights moved",
      blocks: figures.isEmpty ? [] : [.figures(figures, caption: weightsCaption)])
  }

  private var gradientPairs: [(a: String, b: String)] {
    let names = objectives.map(\.name)
    let pairs = names.indices.flatMap { first in
      names.indices.filter { $0 > first }.map { (a: names[first], b: names[$0]) }
    }
    return Array(pairs.prefix(6))
  }

  /// One evidence column of the arms that have it; nil if none has.
  private func evidenceFigure(
    _ name: String, title: String, label: String, scale: ([Double]) -> Scale, hasZero: Bool,
    column: (Trace) -> [Double]?
  ) -> Figure? {
    let all = arms.filter { front($0.name) == nil }.map {
      ($0, Quantiles(runs($0.name), column: column))
    }
    let shown = all.filter { $0.1.points.count > 1 }.prefix(Material.armsInOnePicture)
    guard !shown.isEmpty else { return nil }
    var panel = Panel(
      title, x: stepAxis, y: Panel.Axis(label: label, scale: scale(shown.flatMap(\.1.extent))))
    if hasZero { panel.rule(at: 0) }
    for (arm, curve) in shown where shown.count <= 3 { panel.band(curve.band, style(arm.name)) }
    for (index, (arm, curve)) in shown.enumerated() {
      panel.line(curve.line, style(arm.name), marksFrom: index, title: "\(arm.name), median")
    }
    panel.legend = Legend(
      entries: shown.map { Legend.Entry(name: $0.0.name, style: style($0.0.name)) })
    return panel.figure(name, summary: "\(title) over the steps")
  }

  private var conflictCaption: String {
    """
    Median over seeds of the cosine between two objectives' gradients, each turned so that less is \
    better: below 0 they conflict, at −1 a step that helps one hurts the other as much. It is \
    watched for every arm, whatever its strategy sees. At most \(Material.armsInOnePicture) arms \
    are drawn, the steadiest first.
    """
  }

  private var weightsCaption: String {
    """
    Median over seeds of the weight a strategy gave each objective; those that decide on a \
    direction instead have no line. Only ratios compare between strategies, since some weights sum \
    to 1 and some to the number of objectives. At most \(Material.armsInOnePicture) arms are drawn, \
    the steadiest first.
    """
  }
}
