import Poise

/// Gradients divided by a running mean of their norms: balanced, but deaf to the noise of one step.
///
///     nᵢ ← β nᵢ + (1 − β) ‖gᵢ‖,   wᵢ = 1 / (nᵢ / (1 − βᵗ)), and 0 where gᵢ was always 0
///
/// Departs from MTAdam: one norm for all parameters instead of one a layer.
struct SmoothedNorms: Strategy {
  static let card = StrategyCard(
    id: "smoothed-norms", title: "Smoothed gradient norms", rule: "wᵢ = 1 / mean ‖gᵢ‖",
    reference: Reference(
      "Malkiel & Wolf (EMNLP 2021), Alg. 1", url: "https://arxiv.org/abs/2006.14683"),
    claims: [.deterministic, .permutationInvariant, .scaleInvariant, .ignoresIdleObjectives],
    weightSum: "varies", settings: [SettingCard("beta", .number(0...0.9999), "memory of the mean")])

  var beta = 0.99

  struct State: Codable, Sendable {
    var means: [Double]
    var power = 1.0
  }

  func initialState(for objectives: [Objective]) -> State {
    State(means: objectives.map { _ in 0 })
  }

  func decide(
    _ evidence: Gramian, state: inout State, random: inout RandomStream,
    into decision: inout Decision
  ) {
    state.power *= beta
    for i in evidence.losses.indices {
      state.means[i] += (1 - beta) * (evidence.norm(i) - state.means[i])
      let mean = state.means[i]
      decision.weights[i] = mean > 0 ? (1 - state.power) / mean : mean
    }
  }
}
