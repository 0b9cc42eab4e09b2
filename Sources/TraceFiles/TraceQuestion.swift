public import Records

/// What one wants to know of some logs: the objectives, the baseline, and where names come from.
public struct TraceQuestion: Hashable, Sendable {
  /// Objectives by the column or tag they stand in; none takes every column that holds numbers and is
  /// no arm, seed, step or time.
  public var objectives: [Objective]
  /// The arm whose movement is the unit; `nil` for none.
  public var baseline: String?
  /// How a path names arm and seed, for instance `{arm}/seed{seed}.csv`; `nil` guesses.
  public var pattern: String?
  /// Units by objective, for objectives that are taken from the columns.
  public var units: [String: Double]
  /// Aspirations by objective, for the same.
  public var aspirations: [String: Double]
  /// The column that names the arm; `nil` guesses.
  public var armColumn: String?
  /// The column that holds the seed; `nil` guesses.
  public var seedColumn: String?
  /// The column that holds the step; `nil` guesses.
  public var stepColumn: String?
  /// The objectives that are scored on the logarithm of their values, which are positive and span
  /// decades. Units and aspirations are then the logarithm's.
  public var logarithms: Set<String> = []
  /// Whether a run that ends before others was stopped on purpose, so that it is complete at its
  /// length; otherwise it failed where it ends.
  public var allowsEarlyStopping = false
  /// Whether arms that were evaluated at other steps are brought to common ones, each with the value it
  /// logged last; otherwise they are refused.
  public var resamples = false

  /// Asks.
  public init(
    objectives: [Objective] = [], baseline: String? = nil, pattern: String? = nil,
    units: [String: Double] = [:], aspirations: [String: Double] = [:], armColumn: String? = nil,
    seedColumn: String? = nil, stepColumn: String? = nil
  ) {
    (self.objectives, self.baseline, self.pattern) = (objectives, baseline, pattern)
    (self.units, self.aspirations) = (units, aspirations)
    (self.armColumn, self.seedColumn, self.stepColumn) = (armColumn, seedColumn, stepColumn)
  }
}
