public import Records
public import Tensors

/// IMTL: scales that make all losses alike, and weights that make all projections alike.
///
///     min Σ e^{sᵢ} Lᵢ − sᵢ over s;   α of IMTL-G for the gradients e^{sᵢ} gᵢ;   wᵢ = αᵢ e^{sᵢ}
public struct IMTL: LossMeasuring {
  /// The catalogue entry.
  public static let card = StrategyCard(
    id: "imtl", title: "IMTL", rule: "wᵢ = αᵢ e^{sᵢ}, s of IMTL-L, α of IMTL-G for e^{sᵢ} gᵢ",
    reference: Reference(
      "Liu et al. (ICLR 2021), Alg. 1", url: "https://openreview.net/forum?id=IMPnRXEWpvr"),
    claims: .usual.union([.lineScaleInvariant, .duplicateInvariant]),
    domain: .positive, weightSum: "varies",
    settings: WeightOptimizer.settings + [LossMeasure.setting], degenerate: "as IMTL-G",
    departures: ["s has an optimizer of its own, not the model's; the step size is ours"])

  /// The step size on the scales.
  public let learningRate: Double
  /// The optimizer of the scales.
  public let optimizer: WeightOptimizer
  /// How losses are taken.
  public let losses: LossMeasure

  /// Chooses the settings.
  public init(
    learningRate: Double = 0.025, optimizer: WeightOptimizer = .adam, losses: LossMeasure = .ratio
  ) {
    (self.learningRate, self.optimizer, self.losses) = (learningRate, optimizer, losses)
  }

  /// The scales, and room for the scaled gradients.
  public struct State: Codable, Sendable {
    var scales: LearnedScales
    var room = Room<Gramian>()
  }

  /// Scales of 1.
  public func initialState(for objectives: [Objective]) -> State {
    State(scales: LearnedScales(0, losses: losses, for: objectives))
  }

  /// The weights before the step on `s`.
  public func decide(
    _ evidence: Gramian, state: inout State, random: inout RandomStream,
    into decision: inout Decision
  ) throws {
    try state.scales.begin(evidence)
    var room = state.room.take(or: Gramian(objectives: evidence.losses.count))
    state.scales.write(evidence, to: &room)
    IMTLG().decide(room, into: &decision)
    state.room.giveBack(room)
    for (i, loss) in evidence.losses.enumerated() {
      decision.weights[i] *= state.scales.slope(i, loss, sign: 1)
      let slope = try state.scales.scaled(i, loss, sign: 1) - 1
      state.scales.step(i, slope: slope, optimizer, learningRate)
    }
  }
}
