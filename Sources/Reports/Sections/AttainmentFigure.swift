import Records
import Stability

/// The attainment surfaces of one Pareto arm in two objectives: what any, half and all seeds attained.
struct AttainmentFigure {
  private let material: Material
  private let front: FrontReport
  private let pair: (Int, Int)
  private let surfaces: [FrontReport.Surface]
  /// The final values of each run of the arm that survived.
  private let finals: [(name: String, seed: Int, values: [Double])]

  /// Draws an arm; `nil` where nothing was attained.
  init?(_ front: FrontReport, _ first: Int, _ second: Int, in material: Material) {
    (self.front, self.material, pair) = (front, material, (first, second))
    surfaces = (front.surfaces ?? []).filter { $0.objectives == [first, second] }
    let names = Set(front.members.map(\.name))
    finals = material.report.runs.filter { names.contains($0.arm) }.compactMap { run in
      run.final.map { (run.arm, run.seed, $0) }
    }
    guard surfaces.contains(where: { !$0.corners.isEmpty }) else { return nil }
  }

  /// The finished figure, its axes those of the extent given, so that arms can be compared.
  func figure(_ name: String, x: Scale, y: Scale) -> Figure {
    let (first, second) = (material.objectives[pair.0], material.objectives[pair.1])
    var panel = Panel(
      front.arm, x: Panel.Axis(label: first.sidewaysTitle, scale: x),
      y: Panel.Axis(label: second.axisTitle, scale: y), width: Figure.smallWidth, plotHeight: 230)
    let worst = (
      x: first.direction == .minimize ? x.upper : x.lower,
      y: second.direction == .minimize ? y.upper : y.lower
    )
    for final in finals {
      panel.mark(
        (final.values[pair.0], final.values[pair.1]), material.style(front.arm), radius: 1.8,
        look: "seed", title: "\(final.name), seed \(final.seed)")
    }
    for surface in surfaces {
      panel.staircase(
        surface.corners.map { ($0[0], $0[1]) }, worst: worst, style(surface.level),
        isThin: surface.level != .median, title: "\(front.arm): \(Self.words(surface.level))")
    }
    panel.legend = Legend(
      entries: surfaces.map {
        Legend.Entry(name: Self.words($0.level), style: style($0.level), hasMark: false)
      })
    return panel.figure(
      name, summary: "What the seeds of \(front.arm) attained in \(first.name) and \(second.name)")
  }

  /// The values that the axes must hold.
  var extent: (x: [Double], y: [Double]) {
    (finals.map { $0.values[pair.0] }, finals.map { $0.values[pair.1] })
  }

  private func style(_ level: FrontReport.Surface.Level) -> SeriesStyle {
    let dash =
      switch level {
      case .best: "d1"
      case .median: "d0"
      case .worst: "d2"
      }
    return SeriesStyle(color: "c0", dash: dash, shape: .circle)
  }

  private static func words(_ level: FrontReport.Surface.Level) -> String {
    switch level {
    case .best: "any seed"
    case .median: "half"
    case .worst: "every seed"
    }
  }
}
