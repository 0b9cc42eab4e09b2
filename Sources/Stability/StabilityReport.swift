public import Records

/// All that can be said of a study's stability: what `report.json` holds and every report shows.
public struct StabilityReport: Codable, Hashable, Sendable {
  /// The version of this schema.
  public var version = 1
  /// What was asked, with the measurement model.
  public var study: StudySummary
  /// Two sentences, with their uncertainty.
  public var verdict: String
  /// The arms, the baseline first, then in the order of the study.
  public var arms: [ArmReport]
  /// The runs, by arm, member and seed.
  public var runs: [RunReport]
  /// Comparisons between arms.
  public var pairs: [PairReport]
  /// One entry for each Pareto arm.
  public var fronts: [FrontReport]
  /// What the diagnosis found.
  public var diagnosis: [Finding]
  /// The sources of every strategy and statistic that was used.
  public var references: [Reference]
}

/// What was asked, and how it was measured.
public struct StudySummary: Codable, Hashable, Sendable {
  /// One objective with the unit it is scored in.
  public struct ObjectiveSummary: Codable, Hashable, Sendable {
    /// Where unit and aspiration come from.
    public enum Source: String, Codable, Sendable {
      /// Given by the user.
      case declared
      /// What the baseline arm moved and reached.
      case baseline
      /// Pooled over all arms.
      case pool
    }

    /// The name.
    public var name: String
    /// Which way it improves.
    public var direction: Direction
    /// The change that counts as 1, in the objective's own measure; null without a unit.
    @Nullable public var unit: Double?
    /// The level hoped for, in the objective's own direction; null without a unit.
    @Nullable public var aspiration: Double?
    /// Where they come from; null without a unit.
    @Nullable public var source: Source?
  }

  /// `SCORED`, `NO-UNIT` or `INSUFFICIENT`.
  public var status: String
  /// One sentence that explains a status other than `SCORED`; null otherwise.
  @Nullable public var reason: String?
  /// The study's name.
  public var name: String
  /// The objectives.
  public var objectives: [ObjectiveSummary]
  /// The number of seeds.
  public var seeds: Int
  /// The number of updates a run makes.
  public var steps: Int
  /// The number of evaluations of a run, `T`.
  public var evaluations: Int
  /// The window of the moving median, `K`.
  public var window: Int
  /// The number of trainable parameters.
  public var parameters: Int
  /// `float32` or `float64`.
  public var precision: String
  /// The constants of the score.
  public var profile: ScoreProfile
  /// The problem in words.
  public var problem: String
  /// The study file as written; null for a study made in Swift.
  @Nullable public var source: String?
}

/// An interval with its confidence level.
public struct Interval: Codable, Hashable, Sendable {
  /// The confidence level, 0.95.
  public var level: Double
  /// The lower end.
  public var lower: Double
  /// The upper end.
  public var upper: Double

  /// Makes an interval.
  public init(level: Double = 0.95, lower: Double, upper: Double) {
    (self.level, self.lower, self.upper) = (level, lower, upper)
  }
}

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
  /// Pullbacks a step.
  public var pullbacksPerStep: Int
  /// The stability `Q` in [0, 1]; null where it has none.
  @Nullable public var q: Double?
  /// Its bootstrap interval.
  @Nullable public var interval: Interval?
  /// The status.
  public var status: Status
  /// `UNSETTLED`, `POOL-RELATIVE`.
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
}

/// One run with its components.
public struct RunReport: Codable, Hashable, Sendable {
  /// The arm's name; for a member of a Pareto arm `name[k]`.
  public var arm: String
  /// The seed.
  public var seed: Int
  /// The preference of a Pareto member; null otherwise.
  @Nullable public var preference: [Double]?
  /// `finished` or a failure's cause.
  public var outcome: String
  /// The step of the failure; null for a finished run.
  @Nullable public var step: Int?
  /// The culprit of the failure; null for a finished run.
  @Nullable public var detail: String?
  /// Noise, in units.
  @Nullable public var N: Double?
  /// Spikes, in units.
  @Nullable public var P: Double?
  /// Uncompensated regress, in units.
  @Nullable public var U: Double?
  /// Late wander, in units.
  @Nullable public var W: Double?
  /// Attainment.
  @Nullable public var E: Double?
  /// The score of the run, unguarded; 0 for a failed run.
  @Nullable public var S: Double?
  /// The final level of each objective, in its own direction; null for a failed run.
  @Nullable public var final: [Double]?
}

/// A comparison between two arms.
public struct PairReport: Codable, Hashable, Sendable {
  /// The first arm.
  public var a: String
  /// The second arm.
  public var b: String
  /// `Q(a) − Q(b)`.
  public var difference: Double
  /// Its bootstrap interval, paired over seeds.
  public var interval: Interval
}

/// A Pareto arm: its fronts over the seeds.
public struct FrontReport: Codable, Hashable, Sendable {
  /// One member over the seeds.
  public struct Member: Codable, Hashable, Sendable {
    /// `name[k]`.
    public var name: String
    /// Its preference.
    public var preference: [Double]
    /// Its stability; null where it has none.
    @Nullable public var q: Double?
    /// Runs that survived.
    public var survived: Int
    /// Median final levels, in their own directions.
    @Nullable public var median: [Double]?
    /// In how many seeds it is nondominated among the members of that seed.
    public var nondominated: Int
  }

  /// The front of one seed.
  public struct SeedFront: Codable, Hashable, Sendable {
    /// The seed.
    public var seed: Int
    /// Hypervolume in units; null without a unit.
    @Nullable public var hypervolume: Double?
    /// Members that survived.
    public var alive: Int
    /// Indices of the nondominated members.
    public var nondominated: [Int]
  }

  /// The arm's name.
  public var arm: String
  /// The reference point in units from the aspiration, per objective; null without a unit.
  @Nullable public var reference: [Double]?
  /// Median hypervolume over seeds.
  @Nullable public var hypervolume: Double?
  /// Its interval.
  @Nullable public var interval: Interval?
  /// Qn of the hypervolume over seeds.
  @Nullable public var spread: Double?
  /// Members.
  public var members: [Member]
  /// Seeds.
  public var seeds: [SeedFront]
}
