import Records

/// A preference among the objectives and the costs it is measured from, as scalarizations need
/// them.
public struct Scalarization: Codable, Sendable {
  /// How much each objective counts, of shape `[m]`.
  let preference: [Double]
  /// The ideal costs `z`, of shape `[m]`.
  let ideal: [Double]

  /// Fills in what is not given: `1/m`, and for `z` the declared aspirations, or 0.
  init(_ preference: [Double]?, ideal: [Double]?, for objectives: [Objective]) {
    self.preference = preference ?? objectives.map { _ in 1 / Double(objectives.count) }
    self.ideal =
      objectives.costs(of: ideal ?? objectives.map { $0.aspiration ?? 0 }).values
  }

  /// Writes the gradient of `max cᵢ (Lᵢ − zᵢ)`: `cᵢ` for the largest, 0 for the others. Where several
  /// are largest to the bit, they share it: a subgradient all the same.
  func writeGradientOfLargest(_ losses: [Double], into weights: inout [Double]) {
    var (largest, ties) = (-Double.infinity, 0.0)
    for i in preference.indices {
      let x = preference[i] * excess(i, losses)
      if x > largest { (largest, ties) = (x, 1) } else if x == largest { ties += 1 }
    }
    for i in preference.indices {
      let isLargest = preference[i] * excess(i, losses) == largest
      weights[i] = isLargest ? preference[i] / ties : 0
    }
  }

  /// `cᵢ (Lᵢ − zᵢ)`, of shape `[m]`.
  func weighted(_ losses: [Double]) -> [Double] {
    preference.indices.map { preference[$0] * excess($0, losses) }
  }

  /// `max cᵢ (Lᵢ − zᵢ)`.
  func largest(_ losses: [Double]) -> Double { weighted(losses).reduce(-.infinity) { max($0, $1) } }

  /// `Lᵢ − zᵢ`.
  func excess(_ i: Int, _ losses: [Double]) -> Double { losses[i] - ideal[i] }
}
