public import Records
public import Tensors

/// SDMGrad: minimum-norm weights near a preference, by double sampling.
///
///     w ← Π(w − η v),   v ← μ v + A (w + λ w̃),   A = J₁ J₂ᵀ/s²,   s = mean √|Aᵢᵢ|
///     d = J₃ᵀ (w + λ w̃)/(1 + λ)
///
/// The step is made a number of times on the same two batches; `w` goes on from step to step, `v`
/// begins at 0.
public struct SDMGrad: Preferring {
  /// The catalogue entry.
  public static let card = StrategyCard(
    id: "sdmgrad", title: "SDMGrad", rule: "w ← Π(w − η A (w + λ w̃)), A = J₁ J₂ᵀ/s²",
    reference: Reference(
      "Xiao, Ban & Ji (NeurIPS 2023), Alg. 1", url: "https://arxiv.org/abs/2305.18409"),
    claims: .usual.union([.convexWeights, .homogeneous]), weightSum: "1",
    settings: [
      SettingCard("learningRate", .number(.atLeast(0)), "step size η of the weights"),
      SettingCard("momentum", .number(0...0.999_999), "momentum of the weights"),
      SettingCard("iterations", .count(1...100_000), "steps on the weights at each decision"),
      SettingCard("pull", .number(.atLeast(0)), "how strongly the preference pulls"),
      Preference.card,
      SettingCard("batches", .count(1...3), "independent batches a step"),
    ],
    degenerate: "an objective without a gradient draws the weights to itself",
    departures: [
      "0.5, 20 and 0.3 are those of the authors' experiments; the step size 1 is ours: 10 (TorchJD) "
        + "and 5 (LibMTL) do not converge but jump between corners",
      "magnitudes under the root, where the libraries clamp at 0 and add 1e-8",
    ])

  /// The step size of the weights.
  public let learningRate: Double
  /// The momentum of the weights.
  public let momentum: Double
  /// The steps on the weights at each decision.
  public let iterations: Int
  /// How strongly the preference pulls.
  public let pull: Double
  /// How much each objective counts, of shape `[m]`; `nil` for `1/m`.
  public var preference: [Double]?
  /// The independent batches a step takes.
  public let batches: Int

  /// Chooses the settings.
  public init(
    learningRate: Double = 1, momentum: Double = 0.5, iterations: Int = 20, pull: Double = 0.3,
    preference: [Double]? = nil, batches: Int = 3
  ) {
    precondition(iterations > 0 && (1...3).contains(batches), "one to three batches")
    (self.learningRate, self.momentum, self.iterations) = (learningRate, momentum, iterations)
    (self.pull, self.preference, self.batches) = (pull, preference, batches)
  }

  /// Gradients on independent batches.
  public var request: Request { Request(batches: batches) }

  /// The weights, the preference of sum 1, and room for the momentum.
  public struct State: Codable, Sendable {
    var weights: [Double]
    let preference: [Double]
    var velocity: [Double]
  }

  /// Weights of `1/m`.
  public func initialState(for objectives: [Objective]) -> State {
    let uniform = objectives.map { _ in 1 / Double(objectives.count) }
    let sum = preference?.reduce(0, +) ?? 1
    return State(
      weights: uniform, preference: preference?.map { $0 / sum } ?? uniform, velocity: uniform)
  }

  /// Projected steps on the weights.
  public func decide(
    _ evidence: CrossGramian, state: inout State, random: inout RandomStream,
    into decision: inout Decision
  ) {
    let m = evidence.losses.count
    var scale = 0.0
    for i in 0..<m {
      scale += evidence.matrix[i, i].magnitude.squareRoot() / Double(m)
      state.velocity[i] = 0
    }
    // Without any gradient there is nothing to weigh by, and the weights stay.
    let factor = scale == 0 ? 0 : 1 / (scale * scale)
    for _ in 0..<iterations { step(evidence.matrix, factor, &state) }
    for i in 0..<m {
      decision.weights[i] = (state.weights[i] + pull * state.preference[i]) / (1 + pull)
    }
  }

  private func step(_ matrix: Matrix, _ factor: Double, _ state: inout State) {
    let m = state.weights.count
    for i in 0..<m {
      var slope = 0.0
      for j in 0..<m {
        slope += matrix[i, j] * factor * (state.weights[j] + pull * state.preference[j])
      }
      state.velocity[i] = momentum * state.velocity[i] + slope
    }
    for i in 0..<m { state.weights[i] -= learningRate * state.velocity[i] }
    state.weights.projectOntoSimplex()
  }
}
