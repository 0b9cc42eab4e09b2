public import Records
public import Tensors

/// GradNorm: learns weights that pull the weighted gradient norms together.
///
///     Gᵢ = ‖wᵢ gᵢ‖,   rᵢ = L̃ᵢ / mean L̃,   L̃ᵢ = Lᵢ/Lᵢ(0),   targetᵢ = mean G · rᵢ^α
///     ∂/∂wᵢ Σⱼ |Gⱼ − targetⱼ| = sign(Gᵢ − targetᵢ) · sign(wᵢ) · ‖gᵢ‖,   targets held constant
///
/// After a step on `w` the weights are scaled to sum to `m`. Nothing is clamped: the paper does
/// not. `|wᵢ|` has its balance on either side of 0, so that a weight whose balance is smaller than
/// a step on it may cross over, and its objective is then driven up; a smaller step helps. The
/// weights of a step are those before their update.
///
/// With `losses: exponential` (not in the paper), `L̃ᵢ = exp((Lᵢ − Lᵢ(0))/uᵢ)` takes the place of
/// the ratio, `uᵢ` being the objective's declared unit or its gradient norm at the first step: it
/// is scale-free and defined for losses of any sign.
///
/// - SeeAlso: Chen et al. (ICML 2018), Algorithm 1.
public struct GradNorm: LossMeasuring {
  /// The catalogue entry.
  public static let card = StrategyCard(
    id: "gradnorm", title: "GradNorm",
    rule: "min Σᵢ |‖wᵢ gᵢ‖ − mean‖w g‖ · rᵢ^α| over w, Σw = m, rᵢ = (Lᵢ/Lᵢ(0)) / mean(L/L(0))",
    reference: Reference(
      "Chen et al. (ICML 2018), Alg. 1", url: "https://arxiv.org/abs/1711.02257"),
    claims: .usual, domain: .positive, weightSum: "m",
    settings: [
      SettingCard(
        "alpha", .number(.atLeast(0)), "strength with which training rates are pulled together")
    ] + WeightOptimizer.settings + [
      SettingCard(
        "parameters", .choiceOrNames(["lastSharedLayer", "allShared"]),
        "where gradient norms are taken"),
      LossMeasure.setting,
    ],
    degenerate: "the weight of an objective without a gradient stays; exponential losses then need "
      + "a declared unit; what is not finite ends the run; a weight whose balance is smaller than a "
      + "step on it may cross 0 and drive its objective up: lower learningRate",
    departures: [
      "alpha 1.5 is the paper's for NYUv2; the step size 0.025 is the paper's, Adam its optimizer",
      "LibMTL learns softmax logits by the model's optimizer and takes L(0) from the first epoch",
      "gradnorm-pytorch 0.2 has the target with the inverse power, which turns the rule around",
      "exponential losses are not in the paper",
    ])

  /// The strength `α ≥ 0` with which training rates are pulled together.
  public let alpha: Double
  /// The step size on the weights.
  public let learningRate: Double
  /// The optimizer of the weights.
  public let optimizer: WeightOptimizer
  /// Where the gradient norms are taken.
  public let parameters: Request.Parameters
  /// What stands for the relative loss.
  public let losses: LossMeasure

  /// Chooses the settings.
  public init(
    alpha: Double = 1.5, learningRate: Double = 0.025, optimizer: WeightOptimizer = .adam,
    parameters: Request.Parameters = .lastSharedLayer, losses: LossMeasure = .ratio
  ) {
    precondition(alpha >= 0 && learningRate >= 0, "alpha and the learning rate are at least 0")
    (self.alpha, self.learningRate, self.optimizer) = (alpha, learningRate, optimizer)
    (self.parameters, self.losses) = (parameters, losses)
  }

  /// Where the gradient norms are taken.
  public var request: Request { Request(parameters: parameters) }

  /// The weights, their moments, and what the first step showed.
  public struct State: Codable, Sendable {
    var weights: [Double]
    var moments: WeightMoments
    var losses: MeasuredLosses
  }

  /// Weights of 1.
  public func initialState(for objectives: [Objective]) -> State {
    State(
      weights: Array(repeating: 1, count: objectives.count),
      moments: WeightMoments(count: objectives.count),
      losses: MeasuredLosses(losses, for: objectives))
  }

  /// One pass of Algorithm 1, lines 4 to 11.
  public func decide(
    _ evidence: Gramian, state: inout State, random: inout RandomStream,
    into decision: inout Decision
  ) throws {
    let m = evidence.losses.count
    try state.losses.begin(evidence)
    var (meanNorm, meanRatio) = (0.0, 0.0)
    for i in 0..<m {
      meanNorm += (state.weights[i] * evidence.norm(i)).magnitude / Double(m)
      decision.weights[i] = try relative(i, evidence.losses[i], state)
      meanRatio += decision.weights[i] / Double(m)
    }
    guard meanRatio != 0 else {
      throw StrategyFailure("exponential losses: all have fallen below e^-700, too small a number")
    }
    state.moments.beginStep()
    for i in 0..<m {
      let w = state.weights[i]
      let norm = evidence.norm(i)
      let target = meanNorm * Elementary.power(decision.weights[i] / meanRatio, alpha)
      decision.weights[i] = w
      let slope = sign((w * norm).magnitude - target) * sign(w) * norm
      state.weights[i] -= state.moments.step(i, slope, optimizer, learningRate)
    }
    let total = state.weights.reduce(0, +)
    for i in 0..<m { state.weights[i] *= Double(m) / total }
  }

  /// `L̃ᵢ`; where it has left the range of numbers and the weight is why, the failure says so.
  private func relative(
    _ i: Int, _ loss: Double, _ state: State
  ) throws(StrategyFailure) -> Double {
    do { return try state.losses.relative(i, loss) } catch {
      guard state.weights[i] < 0 else { throw error }
      throw StrategyFailure(
        "\(error); its weight has fallen below 0, to \(state.weights[i]), and drives it up: "
          + "lower learningRate")
    }
  }

  private func sign(_ x: Double) -> Double { x > 0 ? 1 : x < 0 ? -1 : x }
}
