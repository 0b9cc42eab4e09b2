/// Progress of a run towards a front, blind to which trade-off it chose; less is better everywhere.
///
///     E_P = clip(1 − ε(end, F)/ε(start, F), 0, 1)
///     ε(p, F) = min over f in F of maxᵢ (pᵢ − fᵢ)₊
///
/// - SeeAlso: Zitzler et al., IEEE TEVC 7 (2003), the additive epsilon indicator.
public enum ParetoEfficiency {
  /// Measures a run.
  ///
  /// - Parameters:
  ///   - start: Costs at the start, of shape `[m]`.
  ///   - end: Costs at the end, of shape `[m]`.
  ///   - front: Points of `m` costs.
  /// - Returns: In [0, 1]; `nil` for a start on the front, or without a front.
  public static func value(
    from start: [Double], to end: [Double], front: [[Double]]
  ) -> Double? {
    let (before, after) = (shortfall(of: start, from: front), shortfall(of: end, from: front))
    guard before > 0, before.isFinite else { return nil }
    return min(1, max(0, 1 - after / before))
  }

  /// By how much a point must improve in every coordinate to be dominated by none of a front.
  private static func shortfall(of point: [Double], from front: [[Double]]) -> Double {
    front.map { zip(point, $0).reduce(0) { max($0, $1.0 - $1.1) } }.min() ?? .infinity
  }
}
