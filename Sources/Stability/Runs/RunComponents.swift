internal import Glibc
internal import Statistics

/// The instabilities of one run, in units, none negative.
public struct RunComponents: Hashable, Sendable {
  /// Noise `N`: the largest Qn of an objective's residuals around its moving median.
  public let noise: Double
  /// Spikes `P`: the largest excess of an objective's residual tail over that of white noise.
  public let spikes: Double
  /// Uncompensated regress `U`: tail mean of the ground lost since an earlier evaluation that no
  /// other objective gained for, beyond that of white noise.
  public let regress: Double
  /// Late wander `W`: the largest amplitude of an objective's level around its own straight line
  /// over the last half, beyond that of white noise.
  public let wander: Double

  /// Measures a run.
  ///
  ///     m = moving median of z,  e = z − m,  N = maxᵢ Qn(eᵢ)
  ///     P = maxᵢ (CVaR(eᵢ) − κ_P·Qn(eᵢ))₊
  ///     U = (CVaR(u) − κ_U·maxᵢ sᵢ)₊,  sᵢ = 1.2533·Qn(eᵢ)/√K
  ///     W = maxᵢ √(2·mean(rᵢ²) − (κ_W·sᵢ)²)₊,  r = residuals of the late level from its line
  ///
  /// - Parameters:
  ///   - z: The trace in units, of shape `[m, T]`, finite.
  ///   - window: For the same `T`, at least 8 evaluations.
  ///   - profile: Names the exchange rate and the tail's share.
  /// - Throws: `StatisticsError` for values that are not finite or too few.
  public init(
    of z: [[Double]], window: EvaluationWindow, thresholds: WhiteNoiseThresholds,
    profile: ScoreProfile = .v1
  ) throws {
    let traces = try z.map { try FiniteSeries($0, named: "a trace in units") }
    let levels = try traces.map { try $0.movingMedian(window: window.width) }
    let residuals = try zip(traces, levels).map { try $0.residuals(from: $1, window) }
    let noises = residuals.map(\.qn)
    let levelNoises = noises.map { 1.2533 * $0 / Double(window.width).squareRoot() }
    noise = Shortfall.of(noises)
    spikes = try zip(residuals, noises).reduce(0) { worst, objective in
      let tail = try objective.0.largestShareMean(profile.tailShare)
      return max(worst, tail - thresholds.spikes * objective.1)
    }
    let points = levels.map { level in window.levelPoints.map { level[$0] } }
    let lost = Regress.lost(in: points, exchangeRate: profile.exchangeRate)
    let tail = try FiniteSeries(lost, named: "the regress").largestShareMean(profile.tailShare)
    regress = max(0, tail - thresholds.regress * Shortfall.of(levelNoises))
    wander = try zip(levels, levelNoises).reduce(0) { worst, objective in
      let late = try FiniteSeries(Array(objective.0[window.lastHalf]), named: "the late level")
      let squares = try LinearFit(late).residuals.map { $0 * $0 }
      let floor = thresholds.wander * objective.1
      let excess = 2 * (try FiniteSeries(squares).mean) - floor * floor
      return max(worst, max(0, excess).squareRoot())
    }
  }

  /// How often each component halves the score.
  public func halvings(_ tolerances: ScoreProfile.Tolerances) -> ArmReport.Halvings {
    ArmReport.Halvings(
      noise: noise / tolerances.noise, spikes: spikes / tolerances.spikes,
      regress: regress / tolerances.regress, wander: wander / tolerances.wander)
  }
}

extension ArmReport.Halvings {
  /// All halvings together, `h`.
  public var total: Double { noise + spikes + regress + wander }

  /// The score they leave: `S = 2⁻ʰ`, in (0, 1].
  public var score: Double { exp2(-total) }

  /// The mean of each component; `nil` of none.
  static func mean(of all: [Self]) -> Self? {
    guard !all.isEmpty else { return nil }
    func mean(_ component: (Self) -> Double) -> Double {
      all.reduce(0) { $0 + component($1) } / Double(all.count)
    }
    return Self(
      noise: mean(\.noise), spikes: mean(\.spikes), regress: mean(\.regress),
      wander: mean(\.wander))
  }
}
