public import Records

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
  /// The number of trainable parameters; 0 where that is not known, as of logs of another program.
  public var parameters: Int
  /// `float32` or `float64`.
  public var precision: String
  /// How the intervals were resampled; null where nothing was.
  @Nullable public var bootstrap: BootstrapSummary?
  /// The seeds of the other random streams of scoring, by purpose, all derived from the profile's
  /// master seed; empty where nothing was compared.
  public var streams: [String: UInt32] = [:]
  /// A checksum of all recorded values, in hexadecimal: the same traces give the same.
  public var checksum = ""
  /// The constants of the score.
  public var profile: ScoreProfile
  /// The problem in words.
  public var problem: String
  /// The study file as written; null for a study made in Swift.
  @Nullable public var source: String?
}
