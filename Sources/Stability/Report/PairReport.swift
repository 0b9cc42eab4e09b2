public import Records
public import Statistics

/// A comparison between two arms.
public struct PairReport: Codable, Hashable, Sendable {
  /// What may be said of the two.
  public enum Reading: String, Codable, Hashable, Sendable {
    /// The first is more stable.
    case first
    /// The second is more stable.
    case second
    /// They are practically equal.
    case equivalent
    /// Neither may be said.
    case notDistinguished = "not distinguished"
  }

  /// One test of the pair.
  public struct TestResult: Codable, Hashable, Sendable {
    /// Its id in the metric catalogue.
    public var id: String
    /// Its two-sided probability; null where the test is not defined.
    @Nullable public var p: Double?
    /// The probability corrected within the pair, of the tests that explain the difference; null of
    /// the others.
    @Nullable public var pHolm: Double?
  }

  /// The size of a difference with its interval.
  public struct Effect: Codable, Hashable, Sendable {
    /// The size.
    public var value: Double
    /// Its interval.
    public var interval: Interval
  }

  /// The sizes of the difference between the two arms' guarded run scores.
  public struct Effects: Codable, Hashable, Sendable {
    /// Hodges and Lehmann's shift, with Wilcoxon's interval.
    public var shift: Effect
    /// The matched rank-biserial correlation, in [−1, 1].
    public var rankBiserial: Effect
    /// The share of seeds in which the first is better, ties half.
    public var improvement: Effect
    /// The chance that a run of the first beats one of the second of any seed, ties half.
    public var superiority: Effect
    /// Cliff's delta, `2·superiority − 1`.
    public var cliffsDelta: Effect
    /// The posterior of the Bayesian signed-rank test on what each seed adds to `Q`: `right` that the
    /// first is better by more than the region of equivalence.
    public var posterior: BayesianSignedRank
    /// The posterior probability that both are practically equal.
    public var equivalence: Double { posterior.equivalent }
  }

  /// The first arm.
  public var a: String
  /// The second arm.
  public var b: String
  /// `Q(a) − Q(b)`.
  public var difference: Double
  /// Its bootstrap interval, paired over seeds.
  public var interval: Interval
  /// The probability of the permutation test on the difference, two-sided; null where none was made.
  @Nullable public var p: Double? = nil
  /// The same, corrected for all pairs of the report.
  @Nullable public var pHolm: Double? = nil
  /// The share of the sensitivity's draws in which the difference keeps its sign.
  @Nullable public var agreement: Double? = nil
  /// What may be said.
  public var reading = Reading.notDistinguished
  /// The tests: the primary one first, then those that explain it.
  public var tests: [TestResult] = []
  /// The sizes; null where no test was made.
  @Nullable public var effects: Effects? = nil
}
