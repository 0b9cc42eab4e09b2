@testable import Stability

/// Sweeps as a scorer might report them.
enum TestSweep {
  /// Alphas of which all but the first and the last are stable.
  static func alphas(_ points: [(Double, String)]) -> SweepReport {
    let sorted = points.sorted { $0.0 < $1.0 }
    let inside = sorted.dropFirst().dropLast()
    return SweepReport(
      kind: .alpha, units: [1, 1],
      points: sorted.enumerated().map { index, point in
        let isEnd = index == 0 || index == sorted.count - 1
        return SweepReport.Point(
          arm: point.1, place: [point.0],
          outcome: isEnd ? index == 0 ? .neglects : .unsteady : .stable,
          neglects: isEnd && index == 0 ? ["fit"] : [], stableShare: isEnd ? 0.1 : 0.999)
      },
      best: inside.first?.1, emptyShare: 0.004,
      range: SweepReport.Range(
        lower: end(
          inside.first?.0 ?? 0, unstable: sorted[0].0, from: sorted[0].0, to: inside.first?.0),
        upper: end(
          inside.last?.0 ?? 0, unstable: sorted[sorted.count - 1].0, from: inside.last?.0, to: nil),
        elsewhere: []))
  }

  private static func end(
    _ stable: Double, unstable: Double?, from lower: Double?, to upper: Double?
  ) -> SweepReport.End {
    SweepReport.End(
      stable: stable, unstable: unstable,
      interval: SweepReport.OpenInterval(level: 0.95, lower: lower, upper: upper),
      openShare: upper == nil ? 0.03 : 0)
  }

  /// Weightings of three objectives, the first stable.
  static func shares(_ points: [([Double], String)]) -> SweepReport {
    SweepReport(
      kind: .simplex, units: [1, 1, 1],
      points: points.enumerated().map { index, point in
        SweepReport.Point(
          arm: point.1, place: point.0,
          outcome: index == 0 ? .stable : index == 1 ? .failed : .neglects,
          neglects: index > 1 ? ["fit"] : [], stableShare: index == 0 ? 0.9 : 0)
      },
      best: points[0].1, emptyShare: 0.1,
      region: SweepReport.Region(
        share: 0.25, interval: .init(level: 0.95, lower: 0, upper: 0.25),
        extents: [[0.2, 0.5], [0.2, 0.6], [0.3, 0.3]],
        outside: [
          SweepReport.Part(
            outcome: .neglects, neglects: ["fit"], share: 0.5, center: [0.1, 0.5, 0.4]),
          SweepReport.Part(
            outcome: .failed, neglects: [], share: 0.25, center: [0.8, 0.1, 0.1]),
        ]))
  }
}
