/// Fewer points of a long curve, with its extremes kept.
enum Decimation {
  /// The indices to keep so that at most `limit` remain: of each stretch its least and its
  /// greatest value, and both ends of the curve.
  static func indices(of values: [Double], limit: Int) -> [Int] {
    guard values.count > limit, limit >= 4 else { return Array(values.indices) }
    let stretches = (limit - 2) / 2
    var kept: Set<Int> = [0, values.count - 1]
    for stretch in 0..<stretches {
      let range = values.count * stretch / stretches..<values.count * (stretch + 1) / stretches
      let finite = range.filter { values[$0].isFinite }
      if let least = finite.min(by: { values[$0] < values[$1] }) { kept.insert(least) }
      if let greatest = finite.max(by: { values[$0] < values[$1] }) { kept.insert(greatest) }
    }
    return kept.sorted()
  }
}
