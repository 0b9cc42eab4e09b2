/// The constants of the stability score: policy, in one public value, printed in every report.
///
/// Two reports with different profiles are not comparable.
public struct ScoreProfile: Codable, Hashable, Sendable {
  /// How much of one instability alone halves the score, in units.
  public struct Tolerances: Codable, Hashable, Sendable {
    /// Noise, `N`.
    public var noise = 0.10
    /// Spikes, `P`.
    public var spikes = 0.20
    /// Uncompensated regress, `U`.
    public var regress = 0.15
    /// Late wander, `W`.
    public var wander = 0.15
    /// Seed-to-seed spread, `R`.
    public var spread = 0.15

    /// The tolerances of profile v1.
    public init() {}
  }

  /// The profile's version.
  public var version = 1
  /// The tolerances.
  public var tolerances = Tolerances()
  /// The exchange rate `ρ`: a loss of `x` is excused if another objective gained `x/ρ`.
  public var exchangeRate = 10.0
  /// The attainment below which an arm is not ranked, and its score fades.
  public var attainmentFloor = 0.5
  /// The share of the worst values that a CVaR averages.
  public var tailShare = 0.05
  /// The share of the run whose median is the final level.
  public var finalShare = 0.10
  /// How many units above its start a run's final level (or any evaluation) is a runaway.
  public var runawayUnits = 10.0
  /// How many units beyond its aspiration (or 10 units beyond a start that lies farther off) an
  /// objective's gain still counts; farther values are clipped.
  public var clipUnits = 20.0
  /// How many times its noise a baseline must have moved an objective for the move to be a unit.
  public var unitToNoise = 5.0
  /// The fewest seeds that are rated.
  public var leastSeeds = 6
  /// The fewest evaluations that are rated.
  public var leastEvaluations = 32
  /// The change, in units, below which an objective counts as not moved, or as settled.
  public var stillUnits = 0.1
  /// The confidence level of every interval.
  public var confidence = 0.95
  /// Bootstrap resamples. Of 8 seeds and fewer there are no more than 6,435 that differ: then all are
  /// taken, each with its probability, and nothing is drawn.
  public var resamples = 10_000
  /// Random permutations of a test whose patterns are too many to list.
  public var permutations = 9_999
  /// Draws from the posterior of the Bayesian signed-rank test.
  public var posteriorDraws = 10_000
  /// The half width of the region of practical equivalence, in stability.
  public var equivalence = 0.05
  /// The probability, corrected for all pairs, below which a difference counts.
  public var significance = 0.05
  /// Draws of tolerances, exchange rate and units, to see what the ranking owes to them.
  public var sensitivityDraws = 1_000
  /// The share of those draws in which a difference must keep its sign to count.
  public var agreement = 0.95
  /// The master seed of every random number that scoring draws.
  public var masterSeed: UInt64 = 1

  /// Whether a run stopped after `count` evaluations is too short to be measured, in a study of
  /// `evaluations` that is not: fewer than ``leastEvaluations``.
  ///
  /// Where the whole study is too short no run fails for it: the study is not rated.
  public func isTooShort(_ count: Int, of evaluations: Int) -> Bool {
    count < min(leastEvaluations, evaluations)
  }

  /// Profile v1.
  public static let v1 = ScoreProfile()

  /// Profile v1, to be varied.
  public init() {}
}
