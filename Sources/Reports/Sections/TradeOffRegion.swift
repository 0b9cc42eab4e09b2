import Fronts
import Records
import Stability

extension Material {
  /// The final values of runs, as the trade-off draws them.
  typealias Finals = [(name: String, seed: Int, values: [Double])]

  /// Shades what the nondominated medians dominate.
  func drawDominated(
    _ finals: [(ArmReport, Finals)], _ first: Int, _ second: Int, in panel: inout Panel
  ) {
    let stairs = staircase(finals, first, second)
    guard !stairs.isEmpty else { return }
    let worst = (
      x: isMinimized(first) ? panel.x.scale.upper : panel.x.scale.lower,
      y: isMinimized(second) ? panel.y.scale.upper : panel.y.scale.lower
    )
    panel.dominated(
      by: stairs.map { ($0.x, $0.y) }, worst: worst,
      title: "dominated by the medians of \(stairs.map(\.name).joined(separator: ", "))")
  }

  /// The knee of the nondominated medians; `nil` where they do not bulge.
  func knee(_ finals: [(ArmReport, Finals)], _ first: Int, _ second: Int) -> Median? {
    let stairs = staircase(finals, first, second)
    guard let place = front(of: stairs, first, second)?.knee(), bulge(stairs, place) > 0.02 else {
      return nil
    }
    return stairs[place]
  }

  /// Names the knee of the nondominated medians.
  func drawKnee(
    _ finals: [(ArmReport, Finals)], _ first: Int, _ second: Int, in panel: inout Panel
  ) {
    guard let knee = knee(finals, first, second) else { return }
    let look = SeriesStyle(color: "knee", dash: "d0", shape: .circle)
    panel.mark((knee.x, knee.y), look, radius: 9, look: "ring", title: "knee: \(knee.name)")
    panel.callout(
      "knee", at: (knee.x, knee.y), toRight: isMinimized(first), above: isMinimized(second))
  }

  /// How far a median lies beyond the line between the two ends, each objective scaled to its range:
  /// 0 on the line, 1 at the ideal. What is next to nothing is no knee.
  private func bulge(_ stairs: [Median], _ place: Int) -> Double {
    guard let best = stairs.first, let worst = stairs.last, stairs.count > 2 else { return 0 }
    let across = (stairs[place].x - best.x) / (worst.x - best.x)
    return 1 - across - (stairs[place].y - worst.y) / (best.y - worst.y)
  }

  /// The median final values of an arm or a member in two objectives.
  typealias Median = (name: String, x: Double, y: Double)

  /// The medians that no other median beats in both objectives, the best in the first objective
  /// first.
  private func staircase(
    _ finals: [(ArmReport, Finals)], _ first: Int, _ second: Int
  ) -> [Median] {
    let medians = finals.flatMap { levels($0, $1, first, second) }
    let front = self.front(of: medians, first, second)
    let sign = objectives[first].direction.sign
    return (front?.nondominated() ?? []).map { medians[$0] }.sorted { sign * $0.x < sign * $1.x }
  }

  /// Medians as a front of two objectives; `nil` of none.
  private func front(of medians: [Median], _ first: Int, _ second: Int) -> Front? {
    try? Front(
      medians.map { [$0.x, $0.y] }, directions: [first, second].map { objectives[$0].direction })
  }

  private func levels(
    _ arm: ArmReport, _ points: Finals, _ first: Int, _ second: Int
  ) -> [Median] {
    if let front = front(arm.name) {
      return front.members.compactMap { member in
        member.median.flatMap {
          $0.count == objectives.count ? (member.name, $0[first], $0[second]) : nil
        }
      }
    }
    func median(_ index: Int) -> Double {
      Quantiles.quantile(points.map { $0.values[index] }.sorted(), 0.5)
    }
    return points.isEmpty ? [] : [(arm.name, median(first), median(second))]
  }

  private func isMinimized(_ index: Int) -> Bool { objectives[index].direction == .minimize }

  /// What shade and knee mean.
  func regionCaption(_ hasKnee: Bool) -> String {
    let knee =
      hasKnee
      ? """
       Knee: the one of them farthest beyond the line between their two ends, each objective scaled \
      to its range.
      """ : ""
    return """
      Shaded: what the medians that no other median beats dominate in these two objectives.\(knee)
      """
  }
}
