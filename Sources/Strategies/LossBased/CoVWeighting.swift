public import Records
public import Tensors

/// Coefficient-of-variation weighting: more weight for what varies more.
///
///     lᵢ(t) = Lᵢ(t)/μ(Lᵢ),   wᵢ ∝ σ(lᵢ)/μ(lᵢ),   Σw = 1
///
/// `μ` and `σ` are running, by Welford's method, over all steps before this one. Weights are `1/m`
/// at the first two steps, and wherever no loss has varied.
public struct CoVWeighting: LossMeasuring {
  /// The catalogue entry.
  public static let card = StrategyCard(
    id: "cov", title: "CoV weighting", rule: "lᵢ = Lᵢ/μ(Lᵢ), wᵢ ∝ σ(lᵢ)/μ(lᵢ)",
    reference: Reference(
      "Groenendijk et al. (WACV 2021), Sec. 3", url: "https://arxiv.org/abs/2009.01717"),
    claims: .usual.union([.convexWeights, .homogeneous]), domain: .positive,
    weightSum: "1",
    settings: [
      SettingCard("decay", .number(0...1), "memory of decaying means; means of all steps without"),
      LossMeasure.setting,
    ],
    departures: ["no 1e-8 under the root, so that no loss's scale matters"])

  /// The memory of decaying means; `nil` for means of all steps.
  public let decay: Double?
  /// How losses are taken.
  public let losses: LossMeasure

  /// Chooses the settings.
  public init(decay: Double? = nil, losses: LossMeasure = .ratio) {
    (self.decay, self.losses) = (decay, losses)
  }

  /// The running statistics.
  public struct State: Codable, Sendable {
    var losses: MeasuredLosses
    var steps = 0.0
    var meanLosses: [Double]
    var meanRatios: [Double]
    var squares: [Double]
  }

  /// Nothing seen.
  public func initialState(for objectives: [Objective]) -> State {
    let zeros = objectives.map { _ in 0.0 }
    return State(
      losses: MeasuredLosses(losses, for: objectives), meanLosses: zeros, meanRatios: zeros,
      squares: zeros)
  }

  /// The weights by the statistics so far, which then take this step in.
  public func decide(
    _ evidence: Losses, state: inout State, random: inout RandomStream,
    into decision: inout Decision
  ) throws {
    try state.losses.begin(evidence)
    let m = evidence.losses.count
    var total = 0.0
    for i in 0..<m {
      decision.weights[i] =
        state.steps < 2 ? 0 : state.squares[i].squareRoot() / state.meanRatios[i]
      total += decision.weights[i]
    }
    for i in 0..<m {
      decision.weights[i] = total == 0 ? 1 / Double(m) : decision.weights[i] / total
      try update(i, evidence.losses[i], &state)
    }
    state.steps += 1
  }

  private func update(
    _ i: Int, _ loss: Double, _ state: inout State
  ) throws(StrategyFailure) {
    let ratio =
      state.steps == 0 ? 1 : try state.losses.ratio(i, loss, to: state.meanLosses[i])
    let kept = state.steps == 0 ? 0 : decay ?? 1 - 1 / (state.steps + 1)
    let mean = kept * state.meanRatios[i] + (1 - kept) * ratio
    state.squares[i] += (ratio - state.meanRatios[i]) * (ratio - mean)
    state.meanRatios[i] = mean
    state.meanLosses[i] = kept * state.meanLosses[i] + (1 - kept) * loss
  }
}
