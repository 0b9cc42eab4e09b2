import Neural
import Records
import Tensors
import Training

/// How a problem looks where one seed begins.
struct SeedView {
  /// The parameters moved a little at random.
  struct Nudge {
    let costs: [Double]
    let norms: [Double]
  }

  private static let nudges = 8
  /// The length of a nudge in norms of the parameters.
  private static let reach = 0.1

  /// The seed.
  let seed: Int
  /// What is seen in double precision.
  let start: PointProbe<Double>.Look
  /// The norms of the gradients in the precision of the study.
  let norms: [Double]
  /// What makes each objective or its gradient infinite or NaN in the precision of the study; `nil`
  /// where all is finite.
  let faults: [NonFiniteFault?]
  /// What is seen nearby, in double precision.
  let nudged: [Nudge]

  /// Looks at a seed.
  ///
  /// - Parameters:
  ///   - program: Computes the objectives and their gradients on a batch.
  ///   - evaluation: Computes the objectives on an evaluation set of its own, if there is one.
  init(
    _ study: Study, program: Program, evaluation: Program?, seed: Int, probe: PointProbe<Double>
  ) {
    let plan = study.plan
    let point = plan.initialParameters(seed: seed)
    self.seed = seed
    start = probe.look(at: point)
    switch study.precision {
    case .float32:
      let look = PointProbe<Float>(plan, program, seed: seed).look(at: point)
      norms = look.norms
      faults = NonFiniteFault.find(look, plan, seed: seed, at: point, evaluation: evaluation)
    case .float64:
      norms = start.norms
      faults = NonFiniteFault.find(start, plan, seed: seed, at: point, evaluation: evaluation)
    }
    var random = RandomStream(seed: UInt64(seed), purpose: .diagnosis)
    nudged = (0..<Self.nudges).map { _ in
      let step = point.map { _ in random.normal() }
      let length = Self.reach * (point.length > 0 ? point.length : 1) / step.length
      let look = probe.look(at: zip(point, step).map { $0 + length * $1 })
      return Nudge(costs: look.costs, norms: look.norms)
    }
  }

  /// The cosine between the gradients of two costs; NaN where one is zero.
  func cosine(_ i: Int, _ j: Int) -> Double {
    let norms = start.norms[i] * start.norms[j]
    guard norms > 0, norms.isFinite else { return .nan }
    let product = zip(start.gradients[i], start.gradients[j]).reduce(0) { $0 + $1.0 * $1.1 }
    return max(-1, min(1, product / norms))
  }
}
