import Records
import Stability

/// The objectives of one arm, or of one run, over the steps: minimized ones in blue on the left
/// axis, maximized ones in red on the right.
struct ObjectivePicture {
  /// The axes of minimized and of maximized objectives.
  typealias Scales = (minimize: Scale?, maximize: Scale?)

  private let material: Material
  private let title: String
  private let subtitle: String
  private let members: [[Quantiles]]
  private let groups: [[Run]]
  private let runs: [Run]

  /// Gathers the curves.
  ///
  /// - Parameters:
  ///   - material: What the report is made from.
  ///   - title: The heading.
  ///   - subtitle: What stands below it.
  ///   - members: The runs of each member; one for a single strategy or a single run.
  init(_ material: Material, title: String, subtitle: String = "", members: [[Run]]) {
    (self.material, self.title, self.subtitle) = (material, title, subtitle)
    runs = members.flatMap { $0 }
    groups = members
    self.members = members.map { runs in
      material.objectives.indices.map { material.quantiles(runs, $0) }
    }
  }

  private var objectives: [StudySummary.ObjectiveSummary] { material.objectives }

  private func indices(_ direction: Direction) -> [Int] {
    objectives.indices.filter { objectives[$0].direction == direction }
  }

  /// Axes with room for all of these pictures.
  static func scales(_ pictures: [ObjectivePicture]) -> Scales {
    func scale(_ direction: Direction) -> Scale? {
      let values = pictures.first?.indices(direction).flatMap { extent(pictures, $0) } ?? []
      return values.isEmpty ? nil : .fitting(values)
    }
    return (scale(.minimize), scale(.maximize))
  }

  /// What the axis of an objective must have room for; all of it where each picture is of one run.
  private static func extent(_ pictures: [ObjectivePicture], _ objective: Int) -> [Double] {
    guard let material = pictures.first?.material else { return [] }
    let groups = pictures.flatMap(\.groups)
    return pictures.allSatisfy { $0.runs.count == 1 }
      ? groups.flatMap { material.quantiles($0, objective).extent }
      : material.extent(groups, objective)
  }

  /// The picture on these axes.
  ///
  /// - Parameter last: The step at which the horizontal one ends; by default the study's last.
  func panel(_ scales: Scales, until last: Int? = nil) -> Panel {
    let both = scales.minimize != nil && scales.maximize != nil
    let first: Direction = scales.minimize == nil ? .maximize : .minimize
    var panel = Panel(
      title, x: material.stepAxis(until: last),
      y: Panel.Axis(label: label(first), scale: scales.minimize ?? scales.maximize ?? Scale(0, 1)),
      right: both ? scales.maximize.map { Panel.Axis(label: label(.maximize), scale: $0) } : nil,
      width: Figure.smallWidth, plotHeight: 170)
    for direction in [Direction.minimize, .maximize] {
      let side: Panel.Side = both && direction == .maximize ? .right : .left
      for (order, index) in indices(direction).enumerated() {
        let look = SeriesStyle.objective(
          isMinimized: direction == .minimize,
          index: both && objectives.count == 2 && side == .right ? 1 : order)
        draw(index, look, on: side, in: &panel)
      }
    }
    (panel.legend, panel.subtitle) = (legend, subtitle)
    return panel
  }

  private func draw(
    _ index: Int, _ look: SeriesStyle, on side: Panel.Side, in panel: inout Panel
  ) {
    let isSet = members.count > 1
    for curves in members {
      if !isSet, runs.count > 1 { panel.band(curves[index].band, look, on: side) }
      panel.line(
        curves[index].line, look, on: side, isThin: isSet,
        title: runs.count > 1 ? "\(objectives[index].name), median" : objectives[index].name)
    }
    material.markFailures(of: runs, index, look, on: side, in: &panel)
  }

  private var legend: Legend {
    let isShared = [Direction.minimize, .maximize].contains { indices($0).count > 1 }
    guard isShared else { return Legend(entries: []) }
    let entries = [Direction.minimize, .maximize].flatMap { direction in
      indices(direction).enumerated().map { order, index in
        Legend.Entry(
          name: objectives[index].name,
          style: .objective(isMinimized: direction == .minimize, index: order), hasMark: false)
      }
    }
    return Legend(entries: entries)
  }

  private func label(_ direction: Direction) -> String {
    let own = indices(direction)
    guard own.count == 1 else {
      return direction == .minimize ? "minimized, raw values ↓" : "maximized, raw values ↑"
    }
    return "\(objectives[own[0]].name), raw value \(objectives[own[0]].arrow)"
  }
}
