import Foundation
import Records
import Statistics

@testable import Stability

/// Fifteen ways for a training of two objectives to go, on the front `f₂ = (1 − √f₁)²` from (1, 1),
/// with unit 1 and aspiration (0.25, 0.25), from steadiest to worst.
///
/// The design's simulation is known by its words and by what it measured (``published``). Here a run is
///
///     zᵢ(t) = eᵢ + (1 − eᵢ)·exp(−t/τᵢ) + 0.01·ε,   e = (0.25 + s, 0.25 − s),  s ~ N(0, 0.024²)
///
/// with the golden runs' τ = (0.08, 0.10), seesaw (±0.15, period 0.125) and collapse (to 0.9 at 0.85),
/// the words' doses (5×, 2 % of +0.5, +0.3, one run in five), and ends on the front where the published
/// attainment puts them. Fitted to the published components, not to the order, are the spread of ends
/// 0.024, the slow arm's τ, the ringing, the slope of the drift and the size of the crumb.
enum Character: String, CaseIterable {
  case slowButSteady, smooth, movesAlongTheFront, dampedRinging, fifthDiverges, noisy, spikes
  case seesaw, switchesModes, drifts, neglectsB, neverLearns, collapseForACrumb, lateCollapse
  case allDiverge

  static let rows = 200

  /// What the design's simulation of 400 seeds found: the mean components of survivors, the mean
  /// attainment, the seed spread and Q.
  struct Published {
    var (noise, spikes, regress, wander) = (0.0, 0.0, 0.0, 0.0)
    var (attainment, spread, stability) = (0.0, 0.0, 0.0)
  }

  /// The row of the design's table.
  var published: Published {
    switch self {
    case .slowButSteady: .init(spikes: 0, wander: 0.003, 0.60, 0.018, 0.851)
    case .smooth: .init(noise: 0.008, 0.97, 0.029, 0.811)
    case .movesAlongTheFront: .init(noise: 0.008, spikes: 0.004, wander: 0.039, 0.85, 0.004, 0.762)
    case .dampedRinging: .init(noise: 0.011, spikes: 0.031, wander: 0, 0.98, 0.028, 0.729)
    case .fifthDiverges: .init(0.81, 0.028, 0.679)
    case .noisy: .init(noise: 0.048, spikes: 0.001, wander: 0.004, 0.97, 0.039, 0.587)
    case .spikes: .init(spikes: 0.189, 0.98, 0.027, 0.448)
    case .seesaw:
      .init(noise: 0, spikes: 0.044, regress: 0.018, wander: 0.131, 0.94, 0.063, 0.321)
    case .switchesModes: .init(spikes: 0.001, 0.58, 0.270, 0.266)
    case .drifts: .init(noise: 0.008, regress: 0.246, wander: 0.004, 0.64, 0.029, 0.260)
    case .neglectsB: .init(spikes: 0.001, 0.09, 0.004, 0.162)
    case .neverLearns: .init(noise: 0.010, spikes: 0, wander: 0.001, 0.01, 0.004, 0.015)
    case .collapseForACrumb: .init(regress: 0.338, wander: 0.276, 0.07, 0.025, 0.008)
    case .lateCollapse: .init(regress: 0.661, wander: 0.262, 0.14, 0.004, 0.004)
    case .allDiverge: .init()
    }
  }

  /// How much of what makes a character there is; 1 is the character itself.
  func trace(_ stream: inout Synthetic.Stream, seed: Int, dose: Double = 1) -> [[Double]] {
    let ends = ends(&stream)
    let phase = 2 * .pi * stream.next()
    let noise = self == .noisy ? 0.01 + 0.04 * dose : 0.01
    var z = (0..<2).map { i in
      (0..<Self.rows).map { row -> Double in
        let t = Double(row) / Double(Self.rows)
        return value(i, t, end: ends[i], dose, phase) + noise * stream.gaussian()
      }
    }
    // A burst of the network shows in both objectives.
    for row in 0..<Self.rows where self == .spikes && stream.next() < 0.02 {
      for i in 0..<2 { z[i][row] += 0.5 * dose }
    }
    let isLost = self == .allDiverge || (self == .fifthDiverges && seed % 5 == 0)
    if isLost { z[0][150] = .nan }
    return z
  }

  /// Where a seed ends; the same place for every seed where the published spread is noise alone.
  private func ends(_ stream: inout Synthetic.Stream) -> [Double] {
    let shift = 0.024 * stream.gaussian()
    let isSwitched = stream.next() < 0.5
    switch self {
    case .movesAlongTheFront, .lateCollapse: return [0.25, 0.25]
    case .neglectsB: return [0.0013, 0.93]
    case .neverLearns: return [0.99, 0.99]
    case .switchesModes where isSwitched: return [0.062 + shift, 0.565 - shift]
    case .switchesModes: return [0.565 + shift, 0.062 - shift]
    default: return [0.25 + shift, 0.25 - shift]
    }
  }

  /// The noiseless level of an objective.
  private func value(
    _ i: Int, _ t: Double, end: Double, _ dose: Double, _ phase: Double
  ) -> Double {
    let tau = self == .slowButSteady ? 1.06 : i == 0 ? 0.08 : 0.10
    let settled = end + (1 - end) * exp(-t / tau)
    switch self {
    case .movesAlongTheFront where t >= 0.7: return settled + (i == 0 ? -0.09 : 0.11)
    case .dampedRinging: return settled + 0.27 * exp(-t / 0.10) * sin(2 * .pi * t / 0.06)
    case .seesaw:
      return settled + (i == 0 ? dose : -dose) * 0.15 * sin(2 * .pi * t / 0.125 + phase)
    case .drifts where i == 0: return settled + dose * max(0, t - 0.5) * 0.615
    case .collapseForACrumb where t >= 0.85: return i == 0 ? 0.95 : settled - 0.05
    case .lateCollapse where t >= 0.85: return 0.9
    default: return settled
    }
  }

  /// The score of many runs, without what needs resampling.
  func score(seeds: Int = 100, dose: Double = 1, stream state: UInt64 = 1) throws -> ArmScore {
    var stream = Synthetic.Stream(state &* 1_000_003 &+ UInt64(rawValue.count))
    let objectives = ["A", "B"].map { Objective($0, .minimize, unit: 1, aspiration: 0.25) }
    let steps = Array(0..<Self.rows)
    let study = StudyRecord(
      name: rawValue, objectives: objectives,
      arms: [ArmRecord(name: rawValue, strategy: "x", settings: .null, optimizer: "sgd")],
      seeds: seeds, steps: Self.rows - 1, evaluationSteps: steps, precision: "float64",
      parameterCount: 1, problem: "characters")
    let runs = (0..<seeds).map { seed in
      Run(
        arm: rawValue, seed: seed, outcome: .finished,
        trace: Trace(
          objectives: 2, steps: steps, values: trace(&stream, seed: seed, dose: dose)))
    }
    let grid = try StudyGrid(StudyResults(study: study, runs: runs))
    let model = try MeasurementModel(grid, profile: .v1)
    let scored = try runs.map {
      try ScoredRun($0, name: rawValue, preference: nil, model: model)
    }
    return try ArmScore(rawValue, scored, profile: .v1)
  }
}

extension Character.Published {
  fileprivate init(
    noise: Double = 0.009, spikes: Double = 0.002, regress: Double = 0, wander: Double = 0.002,
    _ attainment: Double, _ spread: Double, _ stability: Double
  ) {
    (self.noise, self.spikes, self.regress, self.wander) = (noise, spikes, regress, wander)
    (self.attainment, self.spread, self.stability) = (attainment, spread, stability)
  }
}
