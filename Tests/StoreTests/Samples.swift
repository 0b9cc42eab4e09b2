import Foundation
import Records

@testable import Store

/// A study of three arms, one of them a front of two members, and the runs it could have.
enum Samples {
  static let hash = "5eed"
  /// Numbers whose bits are easily lost.
  static let awkward: [Double] = [
    .nan, .infinity, -.infinity, -0.0, 0.0, .leastNonzeroMagnitude, -.leastNonzeroMagnitude,
    .leastNormalMagnitude.nextDown, .greatestFiniteMagnitude, 0.1 + 0.2, 1.0.nextUp,
  ]

  static func study(
    name: String = "two scales", alpha: Double = 1.5, seeds: Int = 4, problem: String = "1-5-1",
    source: String? = nil, arms: [ArmRecord]? = nil, diagnosis: [Finding] = []
  ) -> StudyRecord {
    StudyRecord(
      name: name,
      objectives: [Objective("fit", .minimize, unit: 0.1), Objective("größe/2", .maximize)],
      arms: arms ?? Self.arms(alpha: alpha), seeds: seeds, steps: 100,
      evaluationSteps: [0, 50, 100], precision: "float32", parameterCount: 126, problem: problem,
      source: source, diagnosis: diagnosis)
  }

  static func arms(alpha: Double = 1.5) -> [ArmRecord] {
    let front = [[1.0, 0.0], [0.5, 0.5]].map { ArmRecord.Member(preference: $0) }
    return [
      ArmRecord(
        name: "fixed", strategy: "fixed",
        settings: .object(["weights": .list([.number(1), .number(0.01)])]),
        optimizer: "adam learningRate 0.001", isBaseline: true),
      ArmRecord(
        name: "gradnorm", strategy: "gradnorm", settings: .object(["alpha": .number(alpha)]),
        optimizer: "adam learningRate 0.001",
        references: [Reference("Chen et al. (ICML 2018), Alg. 1", url: "https://example.org")]),
      ArmRecord(
        name: "Ω front", strategy: "pareto-sampling", settings: .null, optimizer: "sgd",
        members: front),
    ]
  }

  /// Every run of a study, with numbers made from its key; every seventh one failed.
  static func runs(of study: StudyRecord, points: Int = 3, columns: Int = 3) -> [Run] {
    study.arms.flatMap { arm in
      arm.members.indices.flatMap { member in
        (0..<study.seeds).map { seed in
          run(arm: arm.name, member: member, seed: seed, points: points, columns: columns)
        }
      }
    }
  }

  static func run(
    arm: String = "fixed", member: Int = 0, seed: Int = 0, points: Int = 3, columns: Int = 3,
    outcome: Outcome? = nil, shift: Double = 0
  ) -> Run {
    let salt = Double(arm.utf8.count * 31 + member * 7 + seed) + shift
    let column = { (index: Int) in (0..<points).map { sin(salt + Double(index * 1000 + $0)) } }
    let failed = Outcome.failed(Failure(.nonFinite, step: 42 + seed, detail: "loss fit is nan"))
    return Run(
      arm: arm, member: member, seed: seed,
      outcome: outcome ?? ((arm.utf8.count + member + seed) % 7 == 0 ? failed : .finished),
      trace: Trace(
        objectives: 2, steps: (0..<points).map { $0 * 50 }, values: [column(0), column(1)],
        evidence: Dictionary(
          uniqueKeysWithValues: (0..<columns).map { ("weight/\($0)", column($0 + 2)) })))
  }
}

extension Run {
  /// Whether two runs agree to the bit.
  func isIdentical(to other: Run) -> Bool {
    key == other.key && outcome == other.outcome && trace.steps == other.trace.steps
      && trace.values.map(Self.bits) == other.trace.values.map(Self.bits)
      && trace.evidence.mapValues(Self.bits) == other.trace.evidence.mapValues(Self.bits)
  }

  private static func bits(_ values: [Double]) -> [UInt64] { values.map(\.bitPattern) }
}
