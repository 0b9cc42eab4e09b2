public import Neural
public import Strategies
public import Training

/// Problem × arms × seeds: what is trained, stored, resumed and reported as one.
public struct Study: Sendable {
  /// The precision of the lanes.
  public enum Precision: String, Codable, CaseIterable, Sendable {
    /// Single precision, the default.
    case float32
    /// Double precision, for checks.
    case float64
  }

  /// The name, any non-empty text.
  public let name: String
  /// The problem.
  public let problem: Problem
  /// The arms as given, without the baseline.
  public let arms: [Arm]
  /// The optimizer of every arm that has none of its own.
  public let optimizer: Optimizer
  /// The number of seeds.
  public let seeds: Int
  /// The number of updates of each run.
  public let steps: Int
  /// The precision of the lanes.
  public let precision: Precision
  /// The study file as it was written; `nil` for a study made in Swift.
  public let source: String?

  /// Puts a study together.
  ///
  /// - Throws: ``StudyError`` if there is no arm, two arms have one name, a setting does not fit
  ///   the objectives, or `seeds` or `steps` is not positive.
  public init(
    _ problem: Problem, name: String? = nil, arms: [Arm], optimizer: Optimizer = .adam(),
    seeds: Int = 20, steps: Int, precision: Precision = .float32, source: String? = nil
  ) throws(StudyError) {
    (self.name, self.problem, self.arms) = (name ?? problem.name, problem, arms)
    (self.optimizer, self.seeds, self.steps) = (optimizer, seeds, steps)
    (self.precision, self.source) = (precision, source)
  }

  /// Puts a study of strategies and samplers together, all with the same optimizer.
  ///
  /// - Throws: ``StudyError``, as above.
  public init(
    _ problem: Problem, name: String? = nil, arms: [any Sampler], optimizer: Optimizer = .adam(),
    seeds: Int = 20, steps: Int, precision: Precision = .float32
  ) throws(StudyError) {
    try self.init(
      problem, name: name, arms: arms.map { Arm($0) }, optimizer: optimizer, seeds: seeds,
      steps: steps, precision: precision)
  }
}
