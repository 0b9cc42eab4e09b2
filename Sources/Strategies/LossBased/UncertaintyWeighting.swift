import Records
public import Tensors

/// Uncertainty weighting: learns the variance of each objective.
///
///     min Σ ½ e^{−sᵢ} Lᵢ + ½ sᵢ  over s = ln σ²,   wᵢ = ½ e^{−sᵢ},   ∂/∂sᵢ = ½ − ½ e^{−sᵢ} Lᵢ
public struct UncertaintyWeighting: ScaleLearning {
  /// The catalogue entry.
  public static let card = StrategyCard(
    id: "uw", title: "Uncertainty weighting",
    rule: "min Σ ½ e^{−sᵢ} Lᵢ + ½ sᵢ over s along with the parameters, wᵢ = ½ e^{−sᵢ}",
    reference: Reference(
      "Kendall, Gal & Cipolla (CVPR 2018), Eq. 7", url: "https://arxiv.org/abs/1705.07115"),
    claims: .usual, domain: .positive, weightSum: "varies",
    settings: scaleSettings,
    departures: [
      "s has an optimizer of its own, without weight decay; the paper and LibMTL use the model's",
      "s begins at 0 as in TorchJD and nash-mtl; LibMTL begins at −0.5; the step size is ours",
    ])

  /// The step size on the scales.
  public let learningRate: Double
  /// The optimizer of the scales.
  public let optimizer: WeightOptimizer
  /// The scales with which a run begins.
  public let initial: Double
  /// How losses are taken.
  public let losses: LossMeasure

  /// Chooses the settings.
  public init(
    learningRate: Double = 0.025, optimizer: WeightOptimizer = .adam, initial: Double = 0,
    losses: LossMeasure = .ratio
  ) {
    precondition(learningRate >= 0, "the learning rate is at least 0")
    (self.learningRate, self.optimizer) = (learningRate, optimizer)
    (self.initial, self.losses) = (initial, losses)
  }

  /// The weights before the step on `s`.
  public func decide(
    _ evidence: Losses, state: inout LearnedScales, random: inout RandomStream,
    into decision: inout Decision
  ) throws {
    try weigh(evidence, sign: -1, factor: 0.5, &state, into: &decision.weights)
  }
}
