public import Records
public import Tensors

/// Relative loss balancing with random lookback.
///
///     b(t, t′) = m · softmax(L(t)/(T L(t′)))
///     λ(t) = α (ρ λ(t − 1) + (1 − ρ) b(t, 0)) + (1 − α) b(t, t − 1),   ρ ~ Bernoulli(β)
///
/// The first step has weights of 1.
public struct ReLoBRaLo: LossMeasuring {
  /// The catalogue entry.
  public static let card = StrategyCard(
    id: "relobralo", title: "ReLoBRaLo",
    rule:
      "λ = α (ρ λ + (1 − ρ) b(t, 0)) + (1 − α) b(t, t − 1), b(t, t′) = m softmax(L(t)/(T L(t′)))",
    reference: Reference(
      "Bischof & Kraus (2021), Sec. 3", url: "https://arxiv.org/abs/2110.09813"),
    claims: [
      .permutationInvariant, .homogeneous, .rotationEquivariant,
    ], domain: .positive, weightSum: "m",
    settings: [
      SettingCard("alpha", .number(0...1), "memory of the weights"),
      SettingCard("beta", .number(0...1), "how often the memory is of the last step"),
      SettingCard("temperature", .number(.atLeast(1e-9)), "softness T of the softmax"),
      LossMeasure.setting,
    ],
    departures: [
      "0.95, 0.99 and T = 1 are PhysicsNeMo's; its 1e-8 beside L(t′) is left out, being a scale",
      "one draw of ρ a step for all objectives, as in PhysicsNeMo",
    ])

  /// The memory of the weights.
  public let alpha: Double
  /// The probability that the memory is of the last step.
  public let beta: Double
  /// The softness of the softmax.
  public let temperature: Double
  /// How losses are taken.
  public let losses: LossMeasure

  /// Chooses the settings.
  public init(
    alpha: Double = 0.95, beta: Double = 0.99, temperature: Double = 1,
    losses: LossMeasure = .ratio
  ) {
    precondition(temperature > 0, "the temperature is positive")
    (self.alpha, self.beta, self.temperature, self.losses) = (alpha, beta, temperature, losses)
  }

  /// The weights and losses that are looked back to.
  public struct State: Codable, Sendable {
    var losses: MeasuredLosses
    var weights: [Double]
    var former: [Double]
    var balanced: [Double]
    var isFirst = true
  }

  /// Weights of 1.
  public func initialState(for objectives: [Objective]) -> State {
    let ones = objectives.map { _ in 1.0 }
    return State(
      losses: MeasuredLosses(losses, for: objectives), weights: ones, former: ones, balanced: ones)
  }

  /// The weights with this step's losses taken in.
  public func decide(
    _ evidence: Losses, state: inout State, random: inout RandomStream,
    into decision: inout Decision
  ) throws {
    try state.losses.begin(evidence)
    let m = evidence.losses.count
    if !state.isFirst {
      let rho = random.uniform() < beta ? 1.0 : 0
      for (i, loss) in evidence.losses.enumerated() {
        state.balanced[i] = try state.losses.relative(i, loss) / temperature
        decision.weights[i] = try state.losses.ratio(i, loss, to: state.former[i]) / temperature
      }
      state.balanced.applySoftmax(total: Double(m))
      decision.weights.applySoftmax(total: Double(m))
      for i in 0..<m {
        let memory = rho * state.weights[i] + (1 - rho) * state.balanced[i]
        state.weights[i] = alpha * memory + (1 - alpha) * decision.weights[i]
      }
    }
    state.isFirst = false
    for i in 0..<m {
      decision.weights[i] = state.weights[i]
      state.former[i] = evidence.losses[i]
    }
  }
}
