public import Records

/// Hypervolumes after equally many gradient evaluations, single strategies as fronts of one point.
public struct EqualCostReport: Codable, Hashable, Sendable {
  /// One arm.
  public struct Arm: Codable, Hashable, Sendable {
    /// The arm's name.
    public var arm: String
    /// Its members, 1 for a single strategy.
    public var members: Int
    /// The gradient evaluations that its members make in all, a seed.
    public var gradients: Int
    /// The last evaluated step within the evaluations that all arms have.
    public var step: Int
    /// The median hypervolume over seeds at that step.
    public var hypervolume: Double
    /// Its interval; null where nothing was resampled.
    @Nullable public var interval: Interval?
    /// The median hypervolume over seeds at the last step.
    public var final: Double
    /// Its interval; left out where nothing was resampled.
    public var finalInterval: Interval?
  }

  /// The gradient evaluations a seed at which arms are compared: all that the cheapest makes.
  public var gradients: Int
  /// The reference point in units from the aspiration, `[m]`, less being better.
  public var reference: [Double]
  /// The arms in the order of the study.
  public var arms: [Arm]
}
