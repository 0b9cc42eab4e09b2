import Stability

/// The triangle of a sweep over the weights of three objectives.
struct SimplexFigure {
  private let points: SweepPoints
  private let kinds: [(words: String, style: SeriesStyle)]

  /// Draws the sweep; `nil` for other than three objectives.
  init?(_ points: SweepPoints) {
    guard points.sweep.space != .alpha, points.objectives.count == 3, !points.all.isEmpty else {
      return nil
    }
    self.points = points
    let words = Set(points.all.filter { $0.outcome != .stable }.map(Self.words)).sorted()
    kinds =
      [(SweepAnswer.words(.stable, neglects: []), Self.stable)]
      + words.enumerated().map { ($1, Self.others[$0 % Self.others.count]) }
  }

  /// The finished figure.
  var figure: Figure {
    var panel = TernaryPanel("Where weights are stable", corners: points.objectives)
    let places = points.all.map(\.place)
    panel.shade { shares in
      let owner = points.all[SweepReport.nearest(to: shares, among: places)]
      return owner.stableShare ?? (owner.outcome == .stable ? 1 : 0)
    }
    for point in points.all { mark(point, in: &panel) }
    if let best = points.best {
      let look = SeriesStyle(color: "knee", dash: "d0", shape: .circle)
      panel.mark(best.place, look, radius: 8, look: "ring", title: "steadiest: \(best.name)")
    }
    panel.legend = Legend(
      entries: kinds.compactMap { kind in
        points.all.first { Self.words($0) == kind.words }.map {
          Legend.Entry(name: Self.legend($0), style: kind.style, hasLine: false)
        }
      })
    return panel.figure("sweep-simplex", summary: "The simplex of weights, the stable part shaded")
  }

  private func mark(_ point: SweepPoints.Point, in panel: inout TernaryPanel) {
    let words = Self.words(point)
    guard let style = kinds.first(where: { $0.words == words })?.style else { return }
    panel.mark(
      point.place, style, radius: 3,
      title: "\(point.arm.name): Q = \(Numeral.fixed(point.arm.q, 2)), \(words)")
  }

  private static func words(_ point: SweepPoints.Point) -> String {
    SweepAnswer.words(point.outcome, neglects: point.arm.neglects)
  }

  /// An outcome as a legend has it.
  private static func legend(_ point: SweepPoints.Point) -> String {
    switch point.outcome {
    case .stable: "stable"
    case .unsteady: "unsteady"
    case .neglects: "neglects \(point.arm.neglects.joined(separator: ", "))"
    case .lossy, .inert, .failed, .unjudged: words(point)
    }
  }

  private static let stable = SeriesStyle(color: "c3", dash: "d0", shape: .circle)
  private static let others = [
    SeriesStyle(color: "c2", dash: "d0", shape: .square),
    SeriesStyle(color: "c1", dash: "d0", shape: .triangle),
    SeriesStyle(color: "c5", dash: "d0", shape: .diamond),
    SeriesStyle(color: "c4", dash: "d0", shape: .wedge),
    SeriesStyle(color: "c6", dash: "d0", shape: .plus),
    SeriesStyle(color: "c0", dash: "d0", shape: .cross),
  ]
}
