public import Neural
public import Records
public import Strategies
public import Training

/// Problem × arms × seeds: what is trained, stored, resumed and reported as one.
///
/// The baseline, equal weights on normalized gradients, joins every study whose objectives do not
/// all declare a unit; it comes first.
public struct Study: Sendable {
  /// The precision of the lanes.
  public enum Precision: String, Codable, CaseIterable, Sendable {
    /// Single precision, the default.
    case float32
    /// Double precision, for checks.
    case float64

    var bytes: Int { self == .float32 ? 4 : 8 }
  }

  /// How many seeds a study may have.
  public static let seedRange = 1...100_000
  /// How many steps a run may make.
  public static let stepRange = 1...1_000_000_000

  /// The name, any non-empty text.
  public let name: String
  /// The problem.
  public let problem: Problem
  /// The arms, resolved: the baseline (if there is one) first.
  public let arms: [ResolvedArm]
  /// The number of seeds.
  public let seeds: Int
  /// The number of updates of each run.
  public let steps: Int
  /// The precision of the lanes.
  public let precision: Precision
  /// The study file as it was written; `nil` for a study made in Swift.
  public let source: String?
  /// The compiled problem.
  public let plan: TrainingPlan
  /// The arms as they were given, and the optimizer of those that have none.
  private let given: (arms: [Arm], optimizer: Optimizer)

  /// The optimizer of the arms that have none of their own.
  public var optimizer: Optimizer { given.optimizer }

  /// Puts a study together.
  ///
  /// - Parameter blas: A library for the products of large networks, by its name part of what the
  ///   study is: its numbers are not those of our own kernels, nor those of another processor.
  /// - Throws: ``StudyError`` if there is no arm, two arms have one name, a setting does not fit
  ///   the objectives, or `seeds` or `steps` is out of range.
  public init(
    _ problem: Problem, name: String? = nil, arms: [Arm], optimizer: Optimizer = .adam(),
    seeds: Int = 20, steps: Int, precision: Precision = .float32, blas: BLAS? = nil,
    source: String? = nil
  ) throws(StudyError) {
    try Self.require(seeds, "seeds", in: Self.seedRange)
    try Self.require(steps, "steps", in: Self.stepRange)
    (self.name, self.problem) = (name ?? problem.name, problem)
    (self.seeds, self.steps) = (seeds, steps)
    (self.precision, self.source) = (precision, source)
    plan = TrainingPlan(problem, steps: steps, blas: blas)
    given = (arms, optimizer)
    self.arms = try ResolvedArm.resolve(arms, optimizer: optimizer, plan: plan)
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

  private static func require(
    _ number: Int, _ what: String, in range: ClosedRange<Int>
  ) throws(StudyError) {
    guard range ~= number else {
      throw StudyError(
        "found \(number) \(what), wanted a whole number from \(range.lowerBound) to "
          + "\(range.upperBound)")
    }
  }

  /// The same study with other arms, seeds or steps, or with a library for large products.
  ///
  /// - Throws: ``StudyError``, as ``init(_:name:arms:optimizer:seeds:steps:precision:blas:source:)``.
  public func changed(
    name: String? = nil, arms: [Arm]? = nil, seeds: Int? = nil, steps: Int? = nil,
    blas: BLAS? = nil
  ) throws(StudyError) -> Study {
    try Study(
      problem, name: name ?? self.name, arms: arms ?? given.arms, optimizer: given.optimizer,
      seeds: seeds ?? self.seeds, steps: steps ?? self.steps, precision: precision,
      blas: blas ?? plan.blas, source: source)
  }

  /// Everything but the runs, as it is stored and reported, with the diagnosis of the problem.
  public func record(diagnosis: [Finding]) -> StudyRecord {
    StudyRecord(
      name: name, objectives: problem.objectives, arms: arms.map(\.record), seeds: seeds,
      steps: steps, evaluationSteps: plan.evaluationSteps, precision: arithmetic,
      parameterCount: plan.layout.count, problem: problem.listing, source: source,
      diagnosis: diagnosis)
  }

  /// The precision, and the library where one makes the products.
  private var arithmetic: String {
    ([precision.rawValue] + [plan.blas?.name].compactMap(\.self)).joined(separator: ", ")
  }

  /// All runs of the study, in the order of arms, members and seeds.
  public var tasks: [LaneTask] {
    arms.flatMap { arm in
      arm.members.indices.flatMap { member in
        (0..<seeds).map { task(of: arm, member: member, seed: $0) }
      }
    }
  }

  /// The runs of an arm from one seed.
  func tasks(of arm: ResolvedArm, seed: Int) -> [LaneTask] {
    arm.members.indices.map { task(of: arm, member: $0, seed: seed) }
  }

  private func task(of arm: ResolvedArm, member: Int, seed: Int) -> LaneTask {
    LaneTask(
      arm: arm.name, member: member, seed: seed, strategy: arm.members[member].strategy,
      optimizer: arm.optimizer, round: arm.asksInRounds ? arm.members[member].round : nil,
      startsApart: arm.members[member].startsApart)
  }
}
