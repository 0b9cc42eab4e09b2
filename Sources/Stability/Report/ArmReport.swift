public import Records

/// One row of the table of arms.
public struct ArmReport: Codable, Hashable, Sendable {
  /// The final value of one objective over the seeds, in its own direction.
  public struct ObjectiveLevel: Codable, Hashable, Sendable {
    /// The objective's name.
    public var name: String
    /// The median start value, over seeds.
    @Nullable public var start: Double?
    /// The median final level over surviving seeds.
    @Nullable public var median: Double?
    /// The lower quartile of the final level.
    @Nullable public var lowerQuartile: Double?
    /// The upper quartile of the final level.
    @Nullable public var upperQuartile: Double?
    /// The median final level in units from the aspiration (0 = baseline, less is better).
    @Nullable public var z: Double?
  }

  /// The halvings of the score by component, mean over surviving seeds.
  public struct Halvings: Codable, Hashable, Sendable {
    /// `N / 0.10`.
    public var noise: Double
    /// `P / 0.20`.
    public var spikes: Double
    /// `U / 0.15`.
    public var regress: Double
    /// `W / 0.15`.
    public var wander: Double
  }

  /// The bootstrap intervals of ``Halvings``, over resampled seeds.
  public struct HalvingIntervals: Codable, Hashable, Sendable {
    /// Of `N / 0.10`.
    public var noise: Interval
    /// Of `P / 0.20`.
    public var spikes: Interval
    /// Of `U / 0.15`.
    public var regress: Interval
    /// Of `W / 0.15`.
    public var wander: Interval
  }

  /// How many runs survived.
  public struct Survival: Codable, Hashable, Sendable {
    /// Survivors.
    public var survived: Int
    /// Runs.
    public var runs: Int
    /// Their share.
    public var share: Double
    /// The Clopper–Pearson interval of the share.
    public var interval: Interval
  }

  /// How many runs ended in one way.
  public struct OutcomeCount: Codable, Hashable, Sendable {
    /// `finished` or a failure's cause.
    public var outcome: String
    /// How many.
    public var count: Int
    /// The steps at which they failed, ascending; empty for `finished`.
    public var steps: [Int]
  }

  /// The status of an arm; the raw value is printed.
  public enum Status: String, Codable, Hashable, Sendable {
    /// It learns and is ranked.
    case rated = "RATED"
    /// It moved nothing.
    case inert = "INERT"
    /// It learns some objectives and leaves others.
    case neglects = "NEGLECTS"
    /// Fewer than half of the runs survived.
    case failed = "FAILED"
    /// Too few seeds or evaluations to say.
    case insufficient = "INSUFFICIENT"
    /// There is no unit to measure in.
    case noUnit = "NO-UNIT"
  }

  /// The arm's name.
  public var name: String
  /// The strategy's identifier.
  public var strategy: String
  /// Its settings, defaults included.
  public var settings: Setting
  /// Whether it is the baseline.
  public var baseline: Bool
  /// Its optimizer.
  public var optimizer: String
  /// Pullbacks a step; 0 where that is not known, as of logs of another program.
  public var pullbacksPerStep: Int
  /// The stability `Q` in [0, 1]; null where it has none.
  @Nullable public var q: Double?
  /// Its bootstrap interval.
  @Nullable public var interval: Interval?
  /// The status.
  public var status: Status
  /// `UNSETTLED`, `BORDERLINE`, `POOL-RELATIVE`.
  public var flags: [String]
  /// The objectives it neglects.
  public var neglects: [String]
  /// Survival.
  public var survival: Survival
  /// Mean run score of survivors, the second factor of `Q`.
  @Nullable public var meanScore: Double?
  /// The reproducibility factor `2^(−R/0.15)`, the third factor of `Q`.
  @Nullable public var reproducibility: Double?
  /// The mean attainment `E`.
  @Nullable public var attainment: Double?
  /// The halvings by component.
  @Nullable public var halvings: Halvings?
  /// The seed spread `R`, in units.
  @Nullable public var spread: Double?
  /// The mean of the worst quarter of run scores.
  @Nullable public var worstQuarter: Double?
  /// Final levels.
  public var objectives: [ObjectiveLevel]
  /// How the runs ended.
  public var outcomes: [OutcomeCount]
  /// The bootstrap interval of the mean attainment; one that straddles the floor is flagged
  /// `BORDERLINE`. Null where nothing was resampled.
  @Nullable public var attainmentInterval: Interval? = nil
  /// How the runs differ from seed to seed; null where the arm has no `Q`.
  @Nullable public var seeds: SeedReport? = nil
  /// How gradients and weights behaved; null where no run recorded them.
  @Nullable public var gradients: GradientReport? = nil
  /// The bootstrap intervals of the halvings; null where nothing was resampled or none survived.
  @Nullable public var halvingIntervals: HalvingIntervals? = nil
}
