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

  /// Names the knee of the nondominated medians.
  func drawKnee(
    _ finals: [(ArmReport, Finals)], _ first: Int, _ second: Int, in panel: inout Panel
  ) {
    guard let knee = knee(of: staircase(finals, first, second)) else { return }
    let look = SeriesStyle(color: "knee", dash: "d0", shape: .circle)
    panel.mark((knee.x, knee.y), look, radius: 9, look: "ring", title: "knee: \(knee.name)")
    panel.callout("knee", at: (knee.x, knee.y))
  }

  private typealias Median = (name: String, x: Double, y: Double)

  /// The medians that no other median beats in both objectives, the best in the first objective
  /// first.
  private func staircase(
    _ finals: [(ArmReport, Finals)], _ first: Int, _ second: Int
  ) -> [Median] {
    let medians = finals.flatMap { levels($0, $1, first, second) }
    let pair = [first, second].map { Objective(objectives[$0].name, objectives[$0].direction) }
    let costs = medians.map { pair.costs(of: [$0.x, $0.y]) }
    let kept = medians.indices.filter { index in !costs.contains { $0.dominates(costs[index]) } }
    return kept.sorted { costs[$0].values[0] < costs[$1].values[0] }.map { medians[$0] }
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

  /// The point farthest beyond the straight line between both ends, each objective scaled to its
  /// range; `nil` for fewer than three points or where none lies beyond it.
  ///
  ///     d = (1 − u − v)/√2,  u and v the scaled costs, 0 at the best and 1 at the worst end
  ///
  /// - SeeAlso: Das, "On characterizing the 'knee' of the Pareto curve", Struct. Optim. 18 (1999).
  private func knee(of stairs: [Median]) -> Median? {
    guard stairs.count > 2, let first = stairs.first, let last = stairs.last else { return nil }
    let (width, height) = (last.x - first.x, first.y - last.y)
    guard width != 0, height != 0 else { return nil }
    func gain(_ point: Median) -> Double {
      1 - (point.x - first.x) / width - (point.y - last.y) / height
    }
    return stairs.max { gain($0) < gain($1) }.flatMap { gain($0) > 1e-9 ? $0 : nil }
  }

  private func isMinimized(_ index: Int) -> Bool { objectives[index].direction == .minimize }

  /// What shade and knee mean.
  var regionCaption: String {
    """
    Shaded: what the medians that no other median beats dominate in these two objectives. Knee: the \
    one of them farthest beyond the line between their two ends, each objective scaled to its range.
    """
  }
}
