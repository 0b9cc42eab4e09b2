public import Records
public import Tensors

/// FAMO: lets all losses fall at one rate, from the losses alone.
///
///     z = softmax(ξ),   wᵢ = c zᵢ/(Lᵢ − bᵢ),   c = 1/Σ zⱼ/(Lⱼ − bⱼ)
///     δᵢ = ln(Lᵢ − bᵢ) − ln(Lᵢ′ − bᵢ),   ξ ← ξ − Adam(z ⊙ (δ − z·δ) + γ ξ)
///
/// `L′` are the losses of the same batch after the update.
public struct FAMO: LossMeasuring {
  /// The catalogue entry.
  public static let card = StrategyCard(
    id: "famo", title: "FAMO", rule: "wᵢ ∝ softmax(ξ)ᵢ/(Lᵢ − bᵢ), ξ ← ξ − Adam(Jₛᵀ δ + γ ξ)",
    reference: Reference(
      "Liu et al. (NeurIPS 2023), Alg. 2", url: "https://arxiv.org/abs/2306.03792"),
    claims: .usual.union([.convexWeights, .homogeneous, .lineScaleInvariant]), domain: .positive,
    weightSum: "1",
    settings: [
      SettingCard("learningRate", .number(.atLeast(0)), "step size on the logits"),
      SettingCard("decay", .number(.atLeast(0)), "weight decay γ of the logits"),
      SettingCard(
        "minima", .numbers(.finite),
        "lower bounds b of the costs, one an objective; 0 unless given"),
      LossMeasure.setting,
    ],
    departures: [
      "0.025 and 1e-3 are the paper's; the released class has 1e-5 and clips the direction to 1: "
        + "wrap it in `clipped` for that",
      "no 1e-8 in the logarithms",
    ])

  /// The step size on the logits.
  public let learningRate: Double
  /// The weight decay of the logits.
  public let decay: Double
  /// The lower bounds of the costs, of shape `[m]`; `nil` for 0.
  public let minima: [Double]?
  /// How losses are taken.
  public let losses: LossMeasure

  /// Chooses the settings.
  public init(
    learningRate: Double = 0.025, decay: Double = 1e-3, minima: [Double]? = nil,
    losses: LossMeasure = .ratio
  ) {
    (self.learningRate, self.decay) = (learningRate, decay)
    (self.minima, self.losses) = (minima, losses)
  }

  /// As the losses are taken; with bounds of their own, the losses above them.
  public var domain: LossDomain { minima == nil ? losses.domain : .any }

  /// Checks the bounds.
  public func validate(for objectives: [Objective]) throws(SettingError) {
    guard let minima else { return }
    guard minima.count == objectives.count else {
      throw SettingError(
        "minima", "found \(minima.count) numbers, wanted \(objectives.count), one an objective")
    }
    guard losses == .ratio else {
      throw SettingError("minima", "exponential losses have no lower bounds; leave them out")
    }
  }

  /// The logits, their moments, and the logarithms of the last losses.
  public struct State: Codable, Sendable {
    var logits: [Double]
    var moments: WeightMoments
    var former: [Double]
    var isFirst = true
    var losses: MeasuredLosses
  }

  /// Logits of 0.
  public func initialState(for objectives: [Objective]) -> State {
    let zeros = objectives.map { _ in 0.0 }
    return State(
      logits: zeros, moments: WeightMoments(count: zeros.count), former: zeros,
      losses: MeasuredLosses(losses, for: objectives))
  }

  /// Learns from the last update, then weighs this one.
  ///
  /// - Throws: ``StrategyFailure`` for a cost that is not above its bound.
  public func decide(
    _ evidence: Hindsight, state: inout State, random: inout RandomStream,
    into decision: inout Decision
  ) throws {
    try state.losses.begin(evidence)
    if !state.isFirst { try learn(evidence, &state, &decision.weights) }
    state.isFirst = false
    for i in state.logits.indices { decision.weights[i] = state.logits[i] }
    decision.weights.applySoftmax()
    var total = 0.0
    for (i, loss) in evidence.losses.enumerated() {
      let excess = try excess(i, loss)
      state.former[i] = state.losses.log(i, excess)
      decision.weights[i] *= state.losses.logSlope(i, excess)
      total += decision.weights[i]
    }
    for i in decision.weights.indices { decision.weights[i] /= total }
  }

  private func learn(
    _ evidence: Hindsight, _ state: inout State, _ z: inout [Double]
  ) throws {
    for i in z.indices { z[i] = state.logits[i] }
    z.applySoftmax()
    var mean = 0.0
    for (i, loss) in evidence.after.enumerated() {
      state.former[i] -= state.losses.log(i, try excess(i, loss))
      mean += z[i] * state.former[i]
    }
    state.moments.beginStep()
    for i in z.indices {
      let slope = z[i] * (state.former[i] - mean) + decay * state.logits[i]
      state.logits[i] -= state.moments.step(i, slope, .adam, learningRate)
    }
  }

  private func excess(_ i: Int, _ loss: Double) throws(StrategyFailure) -> Double {
    guard losses == .ratio else { return loss }
    let bound = minima?[i] ?? 0
    guard loss > bound else {
      throw StrategyFailure(
        "famo is defined for costs above their bounds, but that of objective \(i + 1) is "
          + "\(loss), its bound \(bound)")
    }
    return loss - bound
  }
}
