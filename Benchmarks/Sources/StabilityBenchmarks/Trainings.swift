import Foundation
import Records
import Statistics

/// Studies of synthetic trainings in declared units.
enum Trainings {
  /// What happens in every training of a study.
  enum Kind: String, CaseIterable {
    case smooth, noisy, spikes, divergence, modes
    /// Arms that reproduce equally well but end at different trade-offs.
    case tradeoffs
  }

  /// A study of arms that are equally stable.
  static func study(
    _ kind: Kind, arms: Int, seeds: Int, rows: Int, objectives m: Int, _ stream: MersenneTwister
  ) -> StudyResults {
    let objectives = (0..<m).map { Objective("o\($0)", .minimize, unit: 1, aspiration: 0.25) }
    let steps = Array(0..<rows)
    let names = (0..<arms).map { "arm \($0)" }
    let record = StudyRecord(
      name: kind.rawValue, objectives: objectives,
      arms: names.map { ArmRecord(name: $0, strategy: "x", settings: .null, optimizer: "sgd") },
      seeds: seeds, steps: rows - 1, evaluationSteps: steps, precision: "float64",
      parameterCount: 1, problem: "synthetic")
    let runs = names.enumerated().flatMap { arm, name in
      (0..<seeds).map { seed in
        Run(
          arm: name, seed: seed, outcome: .finished,
          trace: Trace(
            objectives: m, steps: steps, values: values(kind, arm, rows: rows, m, stream)))
      }
    }
    return StudyResults(study: record, runs: runs)
  }

  private static func values(
    _ kind: Kind, _ arm: Int, rows: Int, _ m: Int, _ stream: MersenneTwister
  ) -> [[Double]] {
    let isSwitched = stream.uniform() < 0.5
    let isLost = kind == .divergence && stream.uniform() < 0.2
    return (0..<m).map { i in
      let end = end(kind, isFirst: i.isMultiple(of: 2), arm, isSwitched, stream)
      let rate = 0.08 + 0.04 * stream.uniform()
      return (0..<rows).map { row in
        let t = Double(row) / Double(rows)
        var value = end + (1 - end) * exp(-t / rate)
        value += (kind == .noisy ? 0.05 : 0.01) * stream.gaussian()
        if kind == .spikes, stream.uniform() < 0.02 { value += 0.5 }
        return isLost && i == 0 && row == rows / 2 ? .nan : value
      }
    }
  }

  /// Where an objective ends.
  private static func end(
    _ kind: Kind, isFirst: Bool, _ arm: Int, _ isSwitched: Bool, _ stream: MersenneTwister
  ) -> Double {
    if kind == .modes { return isFirst == isSwitched ? 0.1 : 0.4 }
    let shift = kind == .tradeoffs ? (isFirst == arm.isMultiple(of: 2) ? 0.1 : -0.1) : 0
    return 0.25 + shift + 0.02 * stream.gaussian()
  }
}
