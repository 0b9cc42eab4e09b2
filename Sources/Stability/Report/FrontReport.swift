public import Records

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

  /// What a share of the seeds attained in two objectives, the third being whatever it is.
  public struct Surface: Codable, Hashable, Sendable {
    /// Which share of the seeds.
    public enum Level: String, Codable, CaseIterable, Sendable {
      /// Attained by any seed.
      case best
      /// Attained by half of the seeds.
      case median
      /// Attained by every seed.
      case worst
    }

    /// The two objectives, counted from 0.
    public var objectives: [Int]
    /// The share.
    public var level: Level
    /// The corners of the staircase in the objectives' own directions, from the best of the first
    /// objective to its worst; none when too few seeds survived.
    public var corners: [[Double]]
    /// The hypervolume of the surface, in units up to the reference point; null without a unit and
    /// for a third objective.
    @Nullable public var hypervolume: Double?
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
  /// The attainment surfaces of each pair of two or three objectives; left out for more.
  public var surfaces: [Surface]? = nil
}
