import Foundation
import Records

/// Makes studies of synthetic traces; less is better in every objective unless said.
enum Synthetic {
  /// A small random stream for tests, SplitMix64.
  struct Stream {
    var state: UInt64
    init(_ seed: UInt64) { state = seed }
    mutating func next() -> Double {
      state &+= 0x9E37_79B9_7F4A_7C15
      var z = state
      z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
      z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
      return Double((z ^ (z >> 31)) >> 11) / 9_007_199_254_740_992
    }
    /// About Gaussian: twelve uniforms.
    mutating func gaussian() -> Double {
      var (sum, count) = (-6.0, 0)
      while count < 12 {
        sum += next()
        count += 1
      }
      return sum
    }
  }

  /// How one arm behaves.
  struct Character {
    var name: String
    var noise = 0.01
    var ends = [0.25, 0.3]
    var spread = 0.02
    var isBaseline = false
    /// Seeds that fail, and how.
    var failures: [Int: Failure.Cause] = [:]
    /// Changes a trace of one objective.
    var bend: @Sendable (_ objective: Int, _ time: Double, _ value: Double) -> Double = { $2 }
  }

  static let rows = 64

  /// A run from (1, 1, …) towards the ends.
  static func run(_ arm: Character, seed: Int, m: Int, rows: Int, member: Int = 0) -> Run {
    // Seeds are paired: the noise is the same for every arm.
    var stream = Stream(UInt64(1000 + seed))
    let shift = arm.spread * stream.gaussian()
    var values = (0..<m).map { i in
      (0..<rows).map { k -> Double in
        let t = Double(k) / Double(rows)
        let end = arm.ends[i % arm.ends.count] + shift
        let level = k == 0 ? 1 : end + (1 - end) * exp(-t / 0.1)
        return arm.bend(i, t, level) + arm.noise * stream.gaussian()
      }
    }
    var steps = (0..<rows).map { 10 * $0 }
    var outcome = Outcome.finished
    switch arm.failures[seed] {
    case .runaway: values[0][rows - 3] = values[0][0] + 1000
    case .some(let cause):
      steps = Array(steps.prefix(rows / 2))
      values = values.map { Array($0.prefix(rows / 2)) }
      outcome = .failed(Failure(cause, step: steps.count * 10 - 5, detail: "loss is nan"))
    case nil: break
    }
    return Run(
      arm: arm.name, member: member, seed: seed, outcome: outcome,
      trace: Trace(objectives: m, steps: steps, values: values))
  }

  /// A study of some characters; the first is the baseline unless every objective has a unit.
  static func study(
    _ arms: [Character], seeds: Int = 12, rows: Int = Synthetic.rows,
    objectives: [Objective] = [Objective("fit", .minimize), Objective("size", .minimize)]
  ) -> StudyResults {
    let record = StudyRecord(
      name: "synthetic", objectives: objectives,
      arms: arms.map {
        ArmRecord(
          name: $0.name, strategy: $0.name, settings: .object([:]), optimizer: "sgd",
          isBaseline: $0.isBaseline, references: [Reference("A (2020)", url: "https://a.org")])
      },
      seeds: seeds, steps: 10 * (rows - 1), evaluationSteps: (0..<rows).map { 10 * $0 },
      precision: "float64", parameterCount: 3, problem: "synthetic")
    return StudyResults(
      study: record,
      runs: arms.flatMap { arm in
        (0..<seeds).map { run(arm, seed: $0, m: objectives.count, rows: rows) }
      })
  }

  static let baseline = Character(name: "equal-normalized", isBaseline: true)
  static let steady = Character(name: "steady", ends: [0.24, 0.28])
  static let noisy = Character(name: "noisy", noise: 0.08, ends: [0.24, 0.28])
  static let frozen = Character(name: "frozen", noise: 0, spread: 0, bend: { _, _, _ in 1 })
  static let lopsided = Character(name: "lopsided", bend: { i, _, value in i == 1 ? 1 : value })
}

extension StudyResults {
  /// The same study with every value of one objective changed, and perhaps its description.
  func mapping(
    _ index: Int, to objective: Objective? = nil, _ change: (Double) -> Double
  ) -> StudyResults {
    var objectives = study.objectives
    objectives[index] = objective ?? objectives[index]
    let runs = runs.map { run in
      var trace = run.trace
      trace.values[index] = trace.values[index].map(change)
      return Run(
        arm: run.arm, member: run.member, seed: run.seed, outcome: run.outcome, trace: trace)
    }
    return StudyResults(study: study.with(objectives: objectives), runs: runs)
  }
}

extension StudyRecord {
  /// The same study with other objectives or arms.
  func with(
    objectives: [Objective]? = nil, arms: [ArmRecord]? = nil, allowsEarlyStopping: Bool? = nil
  ) -> StudyRecord {
    StudyRecord(
      name: name, objectives: objectives ?? self.objectives, arms: arms ?? self.arms, seeds: seeds,
      steps: steps, evaluationSteps: evaluationSteps, precision: precision,
      parameterCount: parameterCount, problem: problem, source: source, diagnosis: diagnosis,
      allowsEarlyStopping: allowsEarlyStopping ?? self.allowsEarlyStopping)
  }
}
