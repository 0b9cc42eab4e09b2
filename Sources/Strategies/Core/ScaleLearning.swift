public import Records

/// A strategy that learns one scale for each loss.
public protocol ScaleLearning: LossMeasuring where State == LearnedScales {
  /// The scales with which a run begins.
  var initial: Double { get }
  /// The step size on the scales.
  var learningRate: Double { get }
  /// The optimizer of the scales.
  var optimizer: WeightOptimizer { get }
}

extension ScaleLearning {
  /// The settings of every such strategy.
  static var scaleSettings: [SettingCard] {
    WeightOptimizer.settings + [
      SettingCard("initial", .number(.finite), "the scales with which a run begins"),
      LossMeasure.setting,
    ]
  }

  /// Writes the weights `f e^{±sᵢ}` of `min Σ f e^{±sᵢ} Lᵢ ∓ f sᵢ`, then steps down its slope by `s`.
  func weigh(
    _ evidence: Losses, sign: Double, factor: Double, _ scales: inout LearnedScales,
    into weights: inout [Double]
  ) throws(StrategyFailure) {
    try scales.begin(evidence)
    for i in evidence.losses.indices {
      let loss = evidence.losses[i]
      weights[i] = factor * scales.slope(i, loss, sign: sign)
      let slope = sign * factor * (try scales.scaled(i, loss, sign: sign) - 1)
      scales.step(i, slope: slope, optimizer, learningRate)
    }
  }

  /// The initial scales.
  public func initialState(for objectives: [Objective]) -> LearnedScales {
    LearnedScales(initial, losses: losses, for: objectives)
  }
}
