public import Records

/// How an arm's runs differ from seed to seed.
public struct SeedReport: Codable, Hashable, Sendable {
  /// The spread of one objective's level at one point of the run.
  public struct Checkpoint: Codable, Hashable, Sendable {
    /// The share of the run that is over.
    public var share: Double
    /// Qn over surviving seeds of each objective's level, in units, `[m]`.
    public var spreads: [Double]
  }

  /// Two outcomes that seeds fall into.
  public struct Clusters: Codable, Hashable, Sendable {
    /// The objective along which they lie apart.
    public var objective: String
    /// The seeds of the lower final level, and of the higher.
    public var lower: [Int]
    /// The seeds of the higher final level.
    public var upper: [Int]
    /// The gap between them, in units.
    public var gap: Double
  }

  /// The interquartile mean of the guarded run scores, a typical run; to be read beside survival.
  public var interquartileMean: Double
  /// Their median.
  public var median: Double
  /// Their Qn.
  public var qn: Double
  /// Their median absolute deviation, scaled for Gaussian values.
  public var mad: Double
  /// At 25, 50, 75 and 100% of the run; empty for fewer than two survivors.
  public var checkpoints: [Checkpoint]
  /// Two outcomes; null where the final levels form one group.
  @Nullable public var clusters: Clusters?
  /// The median over seeds of the tail mean of the worst objective's drawdown, in units, traded or
  /// not; null without a survivor.
  @Nullable public var drawdown: Double?
  /// The median over surviving seeds of the Pareto efficiency; null without a reference front.
  @Nullable public var paretoEfficiency: Double?
  /// The numbers of halvings at which ``performance`` is given.
  public var halvings: [Double]
  /// The share of all runs with at most so many halvings, failed runs never: the performance profile.
  public var performance: [Double]
}
