public import Records
public import Tensors

/// SoftAdapt: more weight for what falls more slowly, by the slope of each loss.
///
///     wᵢ ∝ exp(β sᵢ)                 (original)
///     wᵢ ∝ L̄ᵢ exp(β sᵢ)              (lossWeighted; L̄ the mean over the window)
///     wᵢ ∝ exp(β sᵢ / Σ|sⱼ|)         (normalized)
///     wᵢ ∝ exp(Lᵢ(t)/Lᵢ(t − 1)), Σw = m   (physicsnemo)
///
/// `sᵢ` is the backward difference of the last `order + 1` losses, `Σ ∇ᵏL/k` for k up to the order.
/// Weights are equal until as many are known.
public struct SoftAdapt: Strategy {
  /// The variants.
  public enum Variant: String, Codable, CaseIterable, Sendable {
    /// Slopes alone.
    case original
    /// Slopes and mean losses.
    case lossWeighted
    /// Slopes relative to the sum of their magnitudes.
    case normalized
    /// NVIDIA PhysicsNeMo's one-step ratios.
    case physicsnemo
  }

  /// The catalogue entry.
  public static let card = StrategyCard(
    id: "softadapt", title: "SoftAdapt", rule: "wᵢ ∝ exp(β sᵢ), sᵢ the slope of the loss",
    reference: Reference(
      "Heydari, Thompson & Mehmood (2019), Sec. 3.1", url: "https://arxiv.org/abs/1912.12355"),
    claims: .usual.union([.convexWeights]),
    weightSum: "1 (physicsnemo: m)",
    settings: [
      SettingCard("variant", oneOf: Variant.self, "what the slopes are"),
      SettingCard("beta", .number(.finite), "strength; negative favors what falls fast"),
      SettingCard("order", .count(1...6), "order of the difference"),
    ],
    departures: [
      "beta 0.1 is the paper's; the variants lossWeighted and physicsnemo want positive losses",
      "the library since 0.0.4 divides by the signed sum of slopes, which turns the rule around "
        + "where all losses fall; here as in the paper's first code",
      "the library takes the slope at the oldest of its points, here at the newest",
    ])

  /// Which of the variants.
  public let variant: Variant
  /// The strength.
  public let beta: Double
  /// The order of the difference.
  public let order: Int

  /// Chooses the settings.
  public init(variant: Variant = .original, beta: Double = 0.1, order: Int = 1) {
    precondition((1...6).contains(order), "differences are of the orders 1 to 6")
    (self.variant, self.beta, self.order) = (variant, beta, order)
  }

  /// Positive where losses are divided by or weigh.
  public var domain: LossDomain {
    variant == .lossWeighted || variant == .physicsnemo ? .positive : .any
  }

  /// The last losses.
  public func initialState(for objectives: [Objective]) -> State {
    State(history: LossHistory(capacity: order + 1, objectives: objectives.count))
  }

  /// The last losses.
  public struct State: Codable, Sendable { var history: LossHistory }

  /// The softmax of the slopes.
  public func decide(
    _ evidence: Losses, state: inout State, random: inout RandomStream,
    into decision: inout Decision
  ) {
    let m = evidence.losses.count
    state.history.append(evidence.losses)
    let total = variant == .physicsnemo ? Double(m) : 1
    guard state.history.isFull else {
      for i in 0..<m { decision.weights[i] = total / Double(m) }
      return
    }
    var magnitude = 0.0
    for i in 0..<m {
      decision.weights[i] = slope(i, state.history)
      magnitude += decision.weights[i].magnitude
    }
    let factor =
      switch variant {
      case .original, .lossWeighted: beta
      case .normalized: magnitude == 0 ? 0 : beta / magnitude
      case .physicsnemo: 1.0
      }
    for i in 0..<m {
      decision.weights[i] *= factor
      if variant == .lossWeighted {
        decision.weights[i] += Elementary.log(state.history.mean(i, ago: 0..<order + 1))
      }
    }
    decision.weights.applySoftmax(total: total)
  }

  private func slope(_ i: Int, _ history: LossHistory) -> Double {
    if variant == .physicsnemo { return history.loss(i, ago: 0) / history.loss(i, ago: 1) }
    var slope = 0.0
    for k in 1...order {
      var (difference, binomial) = (0.0, 1.0)
      for j in 0...k {
        difference += binomial * history.loss(i, ago: j)
        binomial *= -Double(k - j) / Double(j + 1)
      }
      slope += difference / Double(k)
    }
    return slope
  }
}
