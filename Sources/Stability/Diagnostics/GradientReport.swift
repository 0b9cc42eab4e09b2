public import Records

/// How an arm's gradients and weights behaved, from the evidence its runs recorded; medians over
/// seeds of means over the run. It explains, and never counts.
public struct GradientReport: Codable, Hashable, Sendable {
  /// Two objectives.
  public struct Pair: Codable, Hashable, Sendable {
    /// The first objective's name.
    public var a: String
    /// The second objective's name.
    public var b: String
    /// The cosine of the angle between their gradients; null where it was never defined.
    @Nullable public var cosine: Double?
    /// The share of recorded steps at which it is negative.
    @Nullable public var conflictShare: Double?
    /// The magnitude similarity, in (0, 1].
    @Nullable public var magnitudeSimilarity: Double?
    /// The median curvature bounding measure; null where it is infinite or was never defined.
    @Nullable public var curvatureBounding: Double?
  }

  /// How the iterative solver of a strategy fared, over all recorded steps of all runs.
  public struct Solver: Codable, Hashable, Sendable {
    /// Recorded decisions that came from a solver.
    public var decisions: Int
    /// How many of them a fallback made in its place.
    public var fallbacks: Int
    /// The largest residual; null where none was finite.
    @Nullable public var largestResidual: Double?
  }

  /// By pair of objectives.
  public var pairs: [Pair]
  /// The median condition number of the gradients; null where it is infinite or unknown.
  @Nullable public var conditionNumber: Double?
  /// The same of the gradients scaled to length 1.
  @Nullable public var conditionNumberOfDirections: Double?
  /// The share of recorded steps at which the gradients depend on each other, so that the condition
  /// number is infinite.
  @Nullable public var dependentShare: Double?
  /// The mean change of the normalized weights from one recorded step to the next, `Σ|Δw|`, in [0, 2];
  /// 0 for fixed weights.
  @Nullable public var weightVolatility: Double?
  /// The mean entropy of the normalized weights over `ln m`: 1 for equal weights, 0 for one alone.
  @Nullable public var weightEntropy: Double?
  /// The median length of an update.
  @Nullable public var stepLength: Double?
  /// The solver; null for a strategy without one.
  @Nullable public var solver: Solver? = nil
}
