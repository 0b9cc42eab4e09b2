internal import Fronts
internal import Records
internal import Statistics

/// The front that a study's own sweep found: what can be had, whichever trade-off one wants.
///
/// Made of the median final levels of the members of Pareto arms and, where there are at least three,
/// of the arms of fixed weights; a member counts when at least half of its runs survived.
struct ReferenceFront {
  /// The nondominated points in units.
  let points: [[Double]]

  /// Finds the front; `nil` without a sweep.
  init?(of arms: [StudyScore.Arm]) throws {
    let fixed = arms.filter { !$0.record.isFront && $0.record.strategy == "fixed" }
    let swept = arms.filter(\.record.isFront) + (fixed.count >= 3 ? fixed : [])
    let candidates = try swept.flatMap(\.members).compactMap { member -> [Double]? in
      let ends = member.runs.compactMap { $0.measures?.end }
      guard 2 * ends.count >= member.runs.count, let first = ends.first else { return nil }
      return try first.indices.map { i in try FiniteSeries(ends.map { $0[i] }).median }
    }
    guard !candidates.isEmpty else { return nil }
    points = try Front(minimizing: candidates).nondominated().map { candidates[$0] }
  }

  /// Pareto efficiency; `nil` for a start on the front.
  func efficiency(from start: [Double], to end: [Double]) -> Double? {
    ParetoEfficiency.value(from: start, to: end, front: points)
  }
}
