import Neural
import Records
import Training

/// Computes the objectives and their gradients on the first batch of a seed, without dropout.
final class PointProbe<Number: LaneNumber> {
  /// What is seen at a point.
  struct Look {
    /// The values, turned so that less is better, of shape `[m]`.
    let costs: [Double]
    /// Their gradients, of shape `[m, n]`.
    let gradients: [[Double]]
    /// The norms of these.
    let norms: [Double]
  }

  private let lanes: Lanes<Number>
  private let signs: [Double]

  init(_ plan: TrainingPlan, _ program: Program, seed: Int) {
    lanes = Lanes<Number>(program, width: .one)
    signs = plan.objectives.map(\.direction.sign)
    for part in plan.firstBatch(seed: seed) { lanes.setData(part.name, part.values, lane: 0) }
  }

  /// Looks at a point of the parameters.
  func look(at point: [Double]) -> Look {
    lanes.setParameters(point, lane: 0)
    flushingSubnormals {
      lanes.forward()
      lanes.backward()
    }
    let gradients = signs.enumerated().map { i, sign in
      lanes.gradient(i, lane: 0, elements: 0..<point.count).map { sign * $0 }
    }
    return Look(
      costs: signs.enumerated().map { $1 * lanes.value($0, lane: 0) }, gradients: gradients,
      norms: gradients.map(\.length))
  }
}

extension [Double] {
  /// `‖x‖`, scaled so that no square overflows.
  var length: Double {
    let largest = reduce(0) { $1.isNaN ? .nan : Swift.max($0, $1.magnitude) }
    guard largest > 0, largest.isFinite else { return largest }
    return largest * reduce(0) { $0 + ($1 / largest) * ($1 / largest) }.squareRoot()
  }
}
