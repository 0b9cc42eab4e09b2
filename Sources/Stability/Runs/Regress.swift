/// The ground a run lost and was not paid for.
enum Regress {
  /// For every level the worst loss since an earlier one, in units.
  ///
  ///     u(t) = max over s < t of [maxᵢ (mᵢ(t) − mᵢ(s))₊ − ρ·maxⱼ (mⱼ(s) − mⱼ(t))₊]₊
  ///
  /// A move along a trade-off costs nothing as long as the gain is at least `1/ρ` of the loss.
  ///
  /// - Parameters:
  ///   - levels: `m`, of shape `[m, n]`, less is better.
  ///   - exchangeRate: `ρ ≥ 0`; 0 forgives nothing, infinity everything that gained at all.
  /// - Returns: `u`, of shape `[n]`, 0 at the first level.
  static func lost(in levels: [[Double]], exchangeRate: Double) -> [Double] {
    let count = levels.first?.count ?? 0
    return (0..<count).map { t in
      (0..<t).reduce(0) { worst, s in
        var (loss, gain) = (0.0, 0.0)
        for level in levels {
          let change = level[t] - level[s]
          loss = max(loss, change)
          gain = max(gain, -change)
        }
        return max(worst, gain == 0 ? loss : loss - exchangeRate * gain)
      }
    }
  }
}
