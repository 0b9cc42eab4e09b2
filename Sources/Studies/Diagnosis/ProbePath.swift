import Neural
import Records
import Strategies
import Training

/// A short training of a few seeds by equal weights on normalized gradients.
struct ProbePath {
  /// How often gradients are looked at.
  private static let looks = 51

  /// The runs, in the order of the seeds.
  let runs: [Run]
  /// The parameters with which each run ended.
  let ends: [[Double]]
  private let names: [String]

  /// Trains.
  init(_ study: Study, seeds: [Int], steps: Int, options: Study.RunOptions) {
    let plan = TrainingPlan(study.problem, steps: steps, evaluations: Self.looks)
    names = plan.objectives.map(\.name)
    let tasks = seeds.map {
      LaneTask(
        arm: "probe", member: 0, seed: $0, strategy: EqualNormalized(), optimizer: study.optimizer)
    }
    let width = min(study.laneWidth(options).rawValue, LaneWidth.eight.rawValue)
    var (runs, ends) = ([Run](), [[Double]]())
    for first in stride(from: 0, to: tasks.count, by: width) {
      let block = Array(tasks[first..<min(first + width, tasks.count)])
      // Equal weights fit any objectives, so that nothing is thrown.
      let made = try? plan.train(
        block, doublePrecision: study.precision == .float64,
        width: width == 1 ? .one : .eight, set: options.instructionSet,
        ended: { parameters in for lane in block.indices { ends.append(parameters(lane)) } })
      runs += made ?? []
    }
    (self.runs, self.ends) = (runs, ends)
  }

  /// The values of an objective at the first or the last row of the runs that got there.
  func values(_ i: Int, atEnd: Bool) -> [Double] {
    runs.compactMap { run in
      guard !atEnd || run.outcome == .finished else { return nil }
      return atEnd ? run.trace.values[i].last : run.trace.values[i].first
    }
  }

  /// The norms of the gradients of two objectives wherever both were seen and are not zero.
  func norms(_ i: Int, _ j: Int) -> [(Double, Double)] {
    runs.flatMap { run -> [(Double, Double)] in
      let (a, b) = (norms(i, run), norms(j, run))
      return zip(a, b).filter { $0 > 0 && $1 > 0 && $0.isFinite && $1.isFinite }
    }
  }

  /// The cosines between the gradients of two costs wherever they were seen.
  func cosines(_ i: Int, _ j: Int) -> [Double] {
    runs.flatMap { $0.trace.evidence["cosine/\(names[i])/\(names[j])"] ?? [] }
      .filter { !$0.isNaN }
  }

  private func norms(_ i: Int, _ run: Run) -> [Double] {
    run.trace.evidence["gradientNorm/\(names[i])"] ?? []
  }
}
