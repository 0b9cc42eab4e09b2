import Records
public import Tensors

/// IMTL-L: learns scales that make all losses alike.
///
///     min Σ e^{sᵢ} Lᵢ − sᵢ  over s,   wᵢ = e^{sᵢ},   ∂/∂sᵢ = e^{sᵢ} Lᵢ − 1
public struct IMTLL: ScaleLearning {
  /// The catalogue entry.
  public static let card = StrategyCard(
    id: "imtl-l", title: "IMTL-L",
    rule: "min Σ e^{sᵢ} Lᵢ − sᵢ over s along with the parameters, wᵢ = e^{sᵢ}",
    reference: Reference(
      "Liu et al. (ICLR 2021), Sec. 3.2, loss balance",
      url: "https://openreview.net/forum?id=IMPnRXEWpvr"),
    claims: .usual, domain: .positive, weightSum: "varies",
    settings: scaleSettings,
    departures: [
      "s has an optimizer of its own; LibMTL and TorchJD leave it to the model's; the step size is "
        + "ours",
      "s begins at 0 as in TorchJD",
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
    try weigh(evidence, sign: 1, factor: 1, &state, into: &decision.weights)
  }
}
