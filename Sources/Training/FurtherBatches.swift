import Neural
import Records

/// The costs and their gradients on further batches of a step, at the parameters of the lanes in
/// training. It has lanes of its own and changes nothing.
final class FurtherBatches<Number: LaneNumber> {
  private let feeder: BatchFeeder<Number>
  /// The lanes of each further batch: the second and, where there is one, the third.
  private let lanes: [Lanes<Number>]
  /// The costs on each further batch, `[m, R]`.
  private let costs: [LaneBuffer<Double>]
  /// Inner products of the gradients on the last two batches, for two and for three batches:
  /// `[places, m, m, R]`.
  private var products: [LaneBuffer<Double>] = []
  private let signs: [Double]
  private let m: Int
  private let width: Int

  /// Prepares for the batches that the feeder has; `nil` where it has one.
  init?(
    _ plan: TrainingPlan, feeder: BatchFeeder<Number>, width: LaneWidth, set: InstructionSet
  ) {
    guard feeder.batches > 1 else { return nil }
    (self.feeder, self.width) = (feeder, width.rawValue)
    (signs, m) = (plan.objectives.map(\.direction.sign), plan.objectives.count)
    lanes = (1..<feeder.batches).map { _ in
      Lanes(plan.each, width: width, set: set, blas: plan.blas)
    }
    costs = lanes.map { LaneBuffer(plan.objectives.count * $0.width) }
    for lanes in lanes { feeder.prepare(lanes) }
  }

  /// Computes costs, gradients and products, after the backward pass of the lanes in training.
  ///
  /// - Parameter places: The distinct elements over which products are taken.
  func look(from training: Lanes<Number>, places: [[Range<Int>]]) {
    if products.isEmpty {
      products = lanes.map { _ in LaneBuffer(places.count * m * m * width) }
    }
    for (index, lanes) in lanes.enumerated() {
      feeder.give(batch: index + 1, to: lanes)
      lanes.parameters.update(
        from: training.parameters, count: training.program.layout.count * width)
      lanes.forward()
      lanes.readCosts(signs: signs, into: costs[index].start)
      lanes.backward()
      let rows = index == 0 ? training : self.lanes[index - 1]
      for (place, ranges) in places.enumerated() {
        for i in 0..<m {
          for j in 0..<m {
            rows.dot(
              i, j, of: lanes, over: ranges,
              into: products[index].start + ((place * m + i) * m + j) * width)
          }
        }
      }
    }
  }

  /// The cost of one objective in one lane, on a batch that is not the first.
  func cost(_ i: Int, batch: Int, lane: Int) -> Double {
    costs[batch - 1].start[i * width + lane]
  }

  /// The inner product of one cost's gradient on the last batch but one with another's on the last,
  /// where `batches` are wanted, two or three.
  func product(_ i: Int, _ j: Int, batches: Int, place: Int, lane: Int) -> Double {
    let products = products[batches - 2].start
    return signs[i] * signs[j] * products[((place * m + i) * m + j) * width + lane]
  }
}
