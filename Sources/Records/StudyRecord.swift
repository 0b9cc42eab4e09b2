/// Everything about a study but its runs: enough to score it, to report on it and to repeat it.
public struct StudyRecord: Hashable, Codable, Sendable {
  /// The name, any non-empty text.
  public let name: String
  /// The objectives, in order.
  public let objectives: [Objective]
  /// The arms, the baseline (if there is one) first.
  public let arms: [ArmRecord]
  /// The number of seeds; a run's seed is in `0..<seeds`.
  public let seeds: Int
  /// The number of updates of each run.
  public let steps: Int
  /// The steps at which every run is evaluated, of shape `[T]`.
  public let evaluationSteps: [Int]
  /// `float32` or `float64`, and the library that made the products, if one did.
  public let precision: String
  /// The number of trainable parameters, `n`; 0 where that is not known, as of logs of another program.
  public let parameterCount: Int
  /// The problem in words that fix it: model, data, objective expressions. Hashed.
  public let problem: String
  /// The study file as it was written, or `nil` for a study made in Swift.
  public let source: String?
  /// What the diagnosis found before training.
  public let diagnosis: [Finding]
  /// Whether a finished run may have fewer evaluations than the others, because its trainer stopped it
  /// early; no trainer of Poise does.
  public var allowsEarlyStopping: Bool { earlyStopping ?? false }
  /// Left out of what is stored where it is not allowed.
  private let earlyStopping: Bool?

  /// Describes a study.
  public init(
    name: String, objectives: [Objective], arms: [ArmRecord], seeds: Int, steps: Int,
    evaluationSteps: [Int], precision: String, parameterCount: Int, problem: String,
    source: String? = nil, diagnosis: [Finding] = [], allowsEarlyStopping: Bool = false
  ) {
    precondition(!name.isEmpty, "a study needs a name")
    (self.name, self.objectives, self.arms) = (name, objectives, arms)
    (self.seeds, self.steps, self.evaluationSteps) = (seeds, steps, evaluationSteps)
    (self.precision, self.parameterCount) = (precision, parameterCount)
    (self.problem, self.source, self.diagnosis) = (problem, source, diagnosis)
    earlyStopping = allowsEarlyStopping ? true : nil
  }
}

/// A study with the runs that are there.
public struct StudyResults: Hashable, Codable, Sendable {
  /// What was asked.
  public let study: StudyRecord
  /// What happened, ordered by arm, member and seed.
  public let runs: [Run]

  /// Puts a study and its runs together, in the study's order; runs of arms that the study does
  /// not know stand last, by name.
  public init(study: StudyRecord, runs: [Run]) {
    self.study = study
    let order = Dictionary(
      study.arms.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
    self.runs = runs.sorted {
      (order[$0.arm] ?? .max, $0.arm, $0.member, $0.seed)
        < (order[$1.arm] ?? .max, $1.arm, $1.member, $1.seed)
    }
  }

  /// The runs of one member of one arm, by seed.
  public func runs(of arm: String, member: Int = 0) -> [Run] {
    runs.filter { $0.arm == arm && $0.member == member }
  }
}
