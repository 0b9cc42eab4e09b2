public import Records
public import Tensors

/// MoDo: minimum-norm weights by double sampling.
///
///     λ ← Π(λ − γ (J₁ J₂ᵀ λ + ρ λ)),   d = J₃ᵀ λ
///
/// `J₁`, `J₂` and `J₃` are Jacobians on independent batches; `Π` projects onto the simplex.
public struct MoDo: Strategy {
  /// The catalogue entry.
  public static let card = StrategyCard(
    id: "modo", title: "MoDo", rule: "λ ← Π(λ − γ (J₁ J₂ᵀ λ + ρ λ))",
    reference: Reference(
      "Chen et al. (NeurIPS 2023), Alg. 1", url: "https://arxiv.org/abs/2305.20057"),
    claims: .usual.union([.convexWeights]), weightSum: "1",
    settings: [
      SettingCard("gamma", .number(.atLeast(0)), "step size of the weights"),
      SettingCard("rho", .number(.atLeast(0)), "regularization of the weights"),
      SettingCard("batches", .count(1...3), "independent batches a step, if there are as many"),
    ],
    degenerate: "an objective without a gradient draws the weights to itself",
    departures: ["0.1 and 0.1 are TorchJD's; three batches are the paper's"])

  /// The step size of the weights.
  public let gamma: Double
  /// The regularization of the weights.
  public let rho: Double
  /// The independent batches a step takes.
  public let batches: Int

  /// Chooses the settings.
  public init(gamma: Double = 0.1, rho: Double = 0.1, batches: Int = 3) {
    (self.gamma, self.rho, self.batches) = (gamma, rho, batches)
  }

  /// Gradients on independent batches.
  public var request: Request { Request(batches: batches) }

  /// Weights of `1/m`.
  public func initialState(for objectives: [Objective]) -> [Double] {
    objectives.map { _ in 1 / Double(objectives.count) }
  }

  /// One projected step.
  public func decide(
    _ evidence: CrossGramian, state: inout [Double], random: inout RandomStream,
    into decision: inout Decision
  ) {
    let m = evidence.losses.count
    for i in 0..<m {
      var slope = rho * state[i]
      for j in 0..<m { slope += evidence.matrix[i, j] * state[j] }
      decision.weights[i] = state[i] - gamma * slope
    }
    decision.weights.projectOntoSimplex()
    for i in 0..<m { state[i] = decision.weights[i] }
  }
}
