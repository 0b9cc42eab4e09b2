import Records
import Tensors

/// Logarithms of weights that are learned along with the parameters.
public struct LearnedScales: Codable, Sendable {
  /// The logarithms, of shape `[m]`.
  private(set) var values: [Double]
  /// The losses they are learned from.
  var losses: MeasuredLosses
  private var moments: WeightMoments

  /// Begins with all of one value.
  init(_ initial: Double, losses: LossMeasure, for objectives: [Objective]) {
    values = objectives.map { _ in initial }
    moments = WeightMoments(count: objectives.count)
    self.losses = MeasuredLosses(losses, for: objectives)
  }

  /// Begins a step.
  mutating func begin(_ evidence: some Evidence) throws(StrategyFailure) {
    try losses.begin(evidence)
    moments.beginStep()
  }

  /// Steps down a slope.
  mutating func step(
    _ i: Int, slope: Double, _ optimizer: WeightOptimizer, _ learningRate: Double
  ) {
    values[i] -= moments.step(i, slope, optimizer, learningRate)
  }

  /// Writes the evidence of losses times `eˣ`, `x` the scales; the values of losses stay.
  func write<E: Evidence>(_ evidence: E, to room: inout E) {
    evidence.write(to: &room) { i, loss in
      MappedLoss(value: loss, slope: slope(i, loss, sign: 1))
    }
  }

  /// `eˣ L̃ᵢ` for `x` the scale, or its negative.
  ///
  /// - Throws: ``StrategyFailure`` where it leaves the range of numbers.
  func scaled(_ i: Int, _ loss: Double, sign: Double) throws(StrategyFailure) -> Double {
    try losses.value(i, loss, timesExp: sign * values[i])
  }

  /// `eˣ ∂L̃ᵢ/∂Lᵢ` for `x` the scale, or its negative; infinite where ``scaled(_:_:sign:)`` throws.
  func slope(_ i: Int, _ loss: Double, sign: Double) -> Double {
    losses.slope(i, loss, timesExp: sign * values[i])
  }
}
