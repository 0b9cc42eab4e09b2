public import Records

/// A sweep of fixed weights: where it is stable, how sure that is, and what goes wrong elsewhere.
///
/// A value is stable when its arm is RATED, all its runs survive, and its `Q` is at least half of the
/// best `Q` in the sweep among such. Everything is computed again for every resample of the seeds,
/// the same for all arms.
public struct SweepReport: Codable, Hashable, Sendable {
  /// What became of one value.
  public enum Outcome: String, Codable, CaseIterable, Sendable {
    /// It holds steady.
    case stable = "STABLE"
    /// It is rated and loses no run, but its `Q` is less than half of the best.
    case unsteady = "UNSTEADY"
    /// It is rated, but runs are lost.
    case lossy = "LOSSY"
    /// It learns some objectives and leaves others.
    case neglects = "NEGLECTS"
    /// It moves nothing.
    case inert = "INERT"
    /// Too few runs survive.
    case failed = "FAILED"
    /// The study cannot be scored.
    case unjudged = "UNJUDGED"
  }

  /// One value.
  public struct Point: Codable, Hashable, Sendable {
    /// The name of the arm.
    public var arm: String
    /// Where it stands: `[alpha]`, or the shares `[m]`.
    public var place: [Double]
    /// What became of it.
    public var outcome: Outcome
    /// The objectives it neglects.
    public var neglects: [String]
    /// The share of resamples in which it is stable; null where nothing was resampled.
    @Nullable public var stableShare: Double?
  }

  /// An interval whose ends may lie beyond the sweep.
  public struct OpenInterval: Codable, Hashable, Sendable {
    /// The confidence level.
    public var level: Double
    /// The lower end; null where it lies beyond the sweep.
    @Nullable public var lower: Double?
    /// The upper end; null where it lies beyond the sweep.
    @Nullable public var upper: Double?
  }

  /// One end of the stable range: it lies between a value that is stable and its neighbor that is not.
  public struct End: Codable, Hashable, Sendable {
    /// The last value that is stable.
    public var stable: Double
    /// The neighbor beyond, which is not; null where the sweep ends first.
    @Nullable public var unstable: Double?
    /// Where the end lies over the seeds: from the outer neighbor at one side to the last stable
    /// value at the other, the expanded percentiles of the resamples. Null where nothing was
    /// resampled.
    @Nullable public var interval: OpenInterval?
    /// The share of resamples in which the range reaches the edge of the sweep.
    public var openShare: Double
  }

  /// The stable range of alpha around the steadiest value.
  public struct Range: Codable, Hashable, Sendable {
    /// The lower end.
    public var lower: End
    /// The upper end.
    public var upper: End
    /// Stable values that unstable ones separate from the range.
    public var elsewhere: [Double]
  }

  /// A part of the simplex where one thing goes wrong.
  public struct Part: Codable, Hashable, Sendable {
    /// What goes wrong.
    public var outcome: Outcome
    /// The objectives neglected.
    public var neglects: [String]
    /// Its share of the simplex.
    public var share: Double
    /// Its middle, `[m]`.
    public var center: [Double]
  }

  /// The stable region of the simplex: all of it that is nearer to a stable point than to another.
  public struct Region: Codable, Hashable, Sendable {
    /// Its share of the simplex.
    public var share: Double
    /// The interval of the share over the seeds.
    @Nullable public var interval: Interval?
    /// The least and the greatest share of each objective among stable points, `[m, 2]`.
    public var extents: [[Double]]
    /// The rest, by what goes wrong, the largest first.
    public var outside: [Part]
  }

  /// What a sweep varies: see ``SweepSpace``.
  public enum Kind: String, Codable, CaseIterable, Sendable {
    /// The weight of the second of two objectives.
    case alpha
    /// The shares of three or more.
    case simplex
  }

  /// What was varied.
  public var kind: Kind
  /// What weights are multiplied by to be places, `[m]`.
  public var units: [Double]
  /// The values, by rising alpha or in the order of the study.
  public var points: [Point]
  /// The arm that is steadiest among those that are rated and lose no run; null of none.
  @Nullable public var best: String?
  /// The share of resamples in which no value is rated and keeps all its runs; null where nothing
  /// was resampled.
  @Nullable public var emptyShare: Double?
  /// For two objectives, the stable range; null where no value is stable.
  @Nullable public var range: Range?
  /// For more objectives, the stable region; null where no value is stable.
  @Nullable public var region: Region?

  /// What was varied, as places have it.
  public var space: SweepSpace { kind == .alpha ? .alpha : .simplex(units: units) }

  /// Which of some places lies nearest to one by Euclidean distance, the first of several: to it a
  /// sweep's figures and areas count the neighborhood.
  public static func nearest(to place: [Double], among places: [[Double]]) -> Int {
    var (best, least) = (0, Double.infinity)
    for (index, other) in places.enumerated() {
      let distance = zip(other, place).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
      if distance < least { (best, least) = (index, distance) }
    }
    return best
  }
}
