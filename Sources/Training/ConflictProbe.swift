import Neural
import Records

/// Looks at every objective's gradient at the steps that are recorded, whatever the strategy sees.
/// It has lanes of its own and changes nothing.
final class ConflictProbe<Number: LaneNumber> {
  private let lanes: Lanes<Number>
  private let feeder: BatchFeeder<Number>
  private let signs: [Double]
  /// Inner products of the costs' gradients by all parameters: `[m, m, R]`.
  private let products: LaneBuffer<Double>
  private let m: Int

  init(
    _ plan: TrainingPlan, feeder: BatchFeeder<Number>, width: LaneWidth, set: InstructionSet
  ) {
    lanes = Lanes<Number>(plan.each, width: width, set: set, blas: plan.blas)
    (signs, m) = (plan.objectives.map(\.direction.sign), plan.objectives.count)
    products = LaneBuffer(m * m * width.rawValue)
    self.feeder = feeder
    feeder.prepare(lanes)
  }

  /// Computes gradients and their products at the parameters of the lanes in training, on the batch
  /// of the present step.
  func look(at training: Lanes<Number>) {
    feeder.give(batch: 0, to: lanes)
    let n = training.program.layout.count
    lanes.parameters.update(from: training.parameters, count: n * training.width)
    lanes.forward()
    lanes.backward()
    for i in 0..<m {
      for j in 0...i { lanes.dot(i, j, over: [0..<n], into: place(i, j)) }
    }
  }

  /// The norm of an objective's gradient.
  func norm(_ i: Int, lane: Int) -> Double { place(i, i)[lane].squareRoot() }

  /// The cosine between the gradients of two costs; NaN where one is zero.
  func cosine(_ i: Int, _ j: Int, lane: Int) -> Double {
    let norms = norm(i, lane: lane) * norm(j, lane: lane)
    guard norms > 0 else { return .nan }
    let cosine = signs[i] * signs[j] * place(max(i, j), min(i, j))[lane] / norms
    return min(1, max(-1, cosine))
  }

  private func place(_ i: Int, _ j: Int) -> UnsafeMutablePointer<Double> {
    products.start + (i * m + j) * lanes.width
  }
}
