public import Records

/// All rated arms compared at once.
public struct ComparisonReport: Codable, Hashable, Sendable {
  /// An arm's mean rank over the seeds.
  public struct MeanRank: Codable, Hashable, Sendable {
    /// The arm's name.
    public var arm: String
    /// The mean over seeds of the rank of its guarded run score, 1 for the best.
    public var rank: Double
  }

  /// The probability of the permutation test on the variance of the stabilities, which sees seed to
  /// seed effects; null for fewer than three arms.
  @Nullable public var omnibusP: Double?
  /// Friedman's χ² of the guarded run scores over seeds, corrected for ties.
  public var friedman: Double
  /// Its probability.
  public var friedmanP: Double
  /// Iman and Davenport's F; null where it is infinite.
  @Nullable public var imanDavenport: Double?
  /// Its probability.
  public var imanDavenportP: Double
  /// Kendall's coefficient of concordance, in [0, 1].
  public var concordance: Double
  /// Nemenyi's critical difference of mean ranks at 5%, for display.
  public var criticalDifference: Double
  /// By rated arm, in the order of the report.
  public var meanRanks: [MeanRank]
  /// How many permutations a test makes where not all are listed.
  public var permutations: Int
  /// Whether the tests of pairs list all patterns of swaps.
  public var isExact: Bool
  /// The best-ranked arm with all that are not distinguished from it, then the best of the rest with
  /// those of the rest not distinguished from it, and so on.
  public var groups: [[String]]
}
