import Records

/// Median and band over the runs of one quantity, at each evaluation.
struct Quantiles {
  /// One evaluation.
  struct Point {
    let step: Double
    let lower: Double
    let median: Double
    let upper: Double
  }

  /// The evaluations at which something finite was seen, at most 160 with the extremes kept.
  let points: [Point]

  /// Gathers a column over runs.
  ///
  /// - Parameter column: The column of a trace, one value for each of its steps; nil if it has none.
  init(_ runs: [Run], column: (Trace) -> [Double]?) {
    var seen: [Int: [Double]] = [:]
    for run in runs {
      guard let values = column(run.trace) else { continue }
      for (step, value) in zip(run.trace.steps, values) where value.isFinite {
        seen[step, default: []].append(value)
      }
    }
    let all = seen.sorted { $0.key < $1.key }.map { Quantiles.point($0.key, $0.value.sorted()) }
    points = Quantiles.decimated(all)
  }

  private static func decimated(_ points: [Point]) -> [Point] {
    let kept = [points.map(\.median), points.map(\.lower), points.map(\.upper)].map {
      Decimation.indices(of: $0, limit: 60)
    }
    guard points.count > 160 else { return points }
    return Set(kept.joined()).sorted().map { points[$0] }
  }

  private static func point(_ step: Int, _ sorted: [Double]) -> Point {
    Point(
      step: Double(step), lower: quantile(sorted, 0.1), median: quantile(sorted, 0.5),
      upper: quantile(sorted, 0.9))
  }

  /// The quantile of ascending values, linear between them; 0 values have none.
  static func quantile(_ sorted: [Double], _ share: Double) -> Double {
    guard let last = sorted.last else { return .nan }
    let place = share * Double(sorted.count - 1)
    let index = Int(place)
    guard index + 1 < sorted.count else { return last }
    return sorted[index] + (place - Double(index)) * (sorted[index + 1] - sorted[index])
  }
}

extension Quantiles {
  /// The medians as a line.
  var line: [(x: Double, y: Double)] { points.map { ($0.step, $0.median) } }
  /// The band between the 10% and the 90% quantile.
  var band: [(x: Double, lower: Double, upper: Double)] {
    points.map { ($0.step, $0.lower, $0.upper) }
  }
  /// Every value that a figure must have room for.
  var extent: [Double] { points.flatMap { [$0.lower, $0.median, $0.upper] } }
}
