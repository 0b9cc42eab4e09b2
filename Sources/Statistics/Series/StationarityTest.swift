/// The KPSS test: whether a series is stationary around a level or a line.
///
///     η = Σₜ (Σₛ≤ₜ eₛ)² / (n²·σ²),   σ² = Σ e²/n + 2/n·Σₗ (1 − l/(L+1))·Σₜ eₜeₜ₊ₗ
///
/// with `e` the residuals from the mean or the line and `L` Bartlett lags. Large values speak against
/// stationarity. Edge case: 0 for a series that is exactly its level or line.
///
/// - SeeAlso: Kwiatkowski, Phillips, Schmidt and Shin, J. Econometrics 54 (1992), Table 1.
public struct StationarityTest: Hashable, Sendable {
  /// What the series is thought to be stationary around.
  public enum Center: String, Sendable {
    /// Its mean.
    case level
    /// Its straight line.
    case trend

    /// The statistic that is exceeded with probability 10, 5, 2.5 and 1 % by a stationary series.
    public var criticalValues: [(share: Double, statistic: Double)] {
      let values: [Double] =
        self == .level ? [0.347, 0.463, 0.574, 0.739] : [0.119, 0.146, 0.176, 0.216]
      return Array(zip([0.10, 0.05, 0.025, 0.01], values))
    }
  }

  /// The statistic `η`.
  public let statistic: Double
  /// Whether stationarity is rejected at 5%.
  public let isRejected: Bool

  /// Tests a series.
  ///
  /// - Parameters:
  ///   - series: At least three values.
  ///   - lags: `L`, in `0..<n`; `nil` for `⌊4·(n/100)^{1/4}⌋`.
  /// - Throws: ``StatisticsError/tooShort(series:needed:found:)``,
  ///   ``StatisticsError/outOfRange(parameter:value:wanted:)``.
  public init(
    _ series: FiniteSeries, around center: Center, lags: Int? = nil
  ) throws(StatisticsError) {
    try series.require(3)
    let n = Double(series.count)
    let lags = lags ?? Int(4 * (n / 100).squareRoot().squareRoot())
    guard (0..<series.count).contains(lags) else {
      throw .outOfRange(
        parameter: "the number of lags", value: "\(lags)", wanted: "0 to \(series.count - 1)")
    }
    let mean = series.mean
    let e =
      center == .level ? series.values.map { $0 - mean } : try LinearFit(series).residuals
    var variance = e.reduce(0) { $0 + $1 * $1 } / n
    for lag in 1..<(lags + 1) {
      let product = zip(e, e.dropFirst(lag)).reduce(0) { $0 + $1.0 * $1.1 }
      variance += 2 / n * (1 - Double(lag) / Double(lags + 1)) * product
    }
    var (sum, squares) = (0.0, 0.0)
    for value in e {
      sum += value
      squares += sum * sum
    }
    // Rounding alone is no movement.
    let floor = 1e-24 * (mean * mean + 1e-300)
    statistic = variance > floor ? squares / (n * n * variance) : 0
    isRejected = statistic > center.criticalValues[1].statistic
  }
}
