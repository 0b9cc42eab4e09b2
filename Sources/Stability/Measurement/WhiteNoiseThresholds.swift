internal import Glibc

/// What white noise alone would score, so that it costs nothing beyond its noise.
///
/// Each is the 90th percentile of a statistic over 2,000 simulated traces of white noise, for a
/// number of evaluations `T` and, for the regress, of objectives `m`. Calibrated lengths stand in
/// ``WhiteNoiseTable``, both ends of every window up to `T = 439` among them; between two neighbors
/// the thresholds are linear in `ln T`. Longer runs than the longest take its thresholds, and more than
/// 16 objectives those of 16.
public struct WhiteNoiseThresholds: Hashable, Sendable {
  /// `κ_P`: the tail mean of the residuals in units of their Qn.
  public let spikes: Double
  /// `κ_W`: the late wander in units of the level's standard deviation.
  public let wander: Double
  /// `κ_U`: the tail mean of the regress in units of the level's standard deviation.
  public let regress: Double

  /// No thresholds at all: components as they are, with what noise alone contributes.
  public static let none = WhiteNoiseThresholds(spikes: 0, wander: 0, regress: 0)

  private init(spikes: Double, wander: Double, regress: Double) {
    (self.spikes, self.wander, self.regress) = (spikes, wander, regress)
  }

  /// Looks the thresholds up.
  ///
  /// - Parameters:
  ///   - evaluations: `T`, at least 1; below 32 those of 32 are given, which nothing rates.
  ///   - objectives: `m`, at least 1.
  public init(evaluations: Int, objectives: Int) {
    let rows = WhiteNoiseTable.rows
    let column = min(objectives, WhiteNoiseTable.objectives) - 1
    let (low, high) = Self.neighbors(of: evaluations, among: rows)
    let share =
      low.length == high.length
      ? 0
      : log(Double(evaluations) / Double(low.length))
        / log(Double(high.length) / Double(low.length))
    func between(_ value: (WhiteNoiseTable.Row) -> Double) -> Double {
      share == 0 ? value(low) : value(low) + share * (value(high) - value(low))
    }
    spikes = between(\.spikes)
    wander = between(\.wander)
    regress = between { $0.regress[column] }
  }

  /// The calibrated lengths next to `evaluations`, the same twice at or beyond an end.
  private static func neighbors(
    of evaluations: Int, among rows: [WhiteNoiseTable.Row]
  ) -> (low: WhiteNoiseTable.Row, high: WhiteNoiseTable.Row) {
    let low = rows.last { $0.length <= evaluations } ?? rows[0]
    let high = rows.first { $0.length >= evaluations } ?? rows[rows.count - 1]
    return (low, high)
  }
}
