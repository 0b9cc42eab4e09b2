internal import Statistics

/// Whether an objective still moves at the end of a run.
enum Drift: Int {
  case falling = -1
  case none = 0
  case rising = 1

  /// Tests the slope of the last half.
  ///
  /// A line is fitted to the trace in units. With `r₁` the lag-1 autocorrelation of its residuals,
  /// the `n` evaluations count as `n′ = n·(1 − r₁)/(1 + r₁)`, kept within `[3, n]`, and
  ///
  ///     t = slope/se·√((n′ − 2)/(n − 2)),   n′ − 2 degrees of freedom
  ///
  /// The objective drifts when the two-sided p-value is below 0.05 and the line changes over the
  /// last half by more than the profile's `stillUnits`.
  static func late(
    _ z: [Double], _ window: EvaluationWindow, _ profile: ScoreProfile
  ) throws -> Self {
    let late = try FiniteSeries(Array(z[window.lastHalf]), named: "the last half")
    let fit = try LinearFit(late)
    let change = fit.slope * Double(late.count - 1)
    guard change.magnitude > profile.stillUnits else { return .none }
    let drift: Self = change > 0 ? .rising : .falling
    guard fit.slopeError > 0 else { return drift }
    let n = Double(late.count)
    let r = try FiniteSeries(fit.residuals).lag1Autocorrelation ?? 0
    let effective = min(n, max(3, n * (1 - r) / (1 + r)))
    let t = fit.slope / fit.slopeError * ((effective - 2) / (n - 2)).squareRoot()
    return try StudentDistribution(degrees: effective - 2).bothTails(t) < 0.05 ? drift : .none
  }
}
