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
  /// All rated arms at once; null for fewer than two.
  @Nullable public var comparison: ComparisonReport? = nil
  /// What the ranking owes to the score's constants; null for fewer than two ranked arms.
  @Nullable public var sensitivity: SensitivityReport? = nil
  /// One entry for each Pareto arm.
  public var fronts: [FrontReport]
  /// All arms at equal gradient evaluations; left out without a Pareto arm.
  public var equalCost: EqualCostReport? = nil
  /// Where fixed weights are stable; left out unless the study is a sweep of them.
  public var sweep: SweepReport? = nil
  /// What the diagnosis found.
  public var diagnosis: [Finding]
  /// What to do about what was seen, one sentence each, the most pressing first.
  public var advice: [String] = []
  /// The sources of every strategy and statistic that was used.
  public var references: [Reference]
}
