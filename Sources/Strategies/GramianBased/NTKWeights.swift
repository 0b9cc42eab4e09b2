import Records

/// NTK weights: the traces of the losses' tangent kernels, made alike.
///
///     kᵢ = ‖∇√|Lᵢ|‖ = ‖gᵢ‖/(2 √|Lᵢ|),   wᵢ = Σ kⱼ / kᵢ,   and 0 where gᵢ = 0
public struct NTKWeights: Pure {
  /// The catalogue entry.
  public static let card = StrategyCard(
    id: "ntk", title: "NTK weights", rule: "kᵢ = ‖∇√|Lᵢ|‖, wᵢ = Σ kⱼ / kᵢ",
    reference: Reference(
      "Wang, Yu & Perdikaris (J. Comput. Phys. 2022), Alg. 1, as in NVIDIA PhysicsNeMo",
      url: "https://arxiv.org/abs/2007.14527"),
    claims: .usual.union([.ignoresIdleObjectives, .homogeneous]), weightSum: "varies",
    degenerate: "an objective without a gradient has weight 0; a loss of 0 with one ends the run",
    departures: [
      "the paper's traces are over data points; PhysicsNeMo's gradient of √|L| stands for them",
      "PhysicsNeMo updates every 1000 steps: `every: { steps: 1000, of: ntk }`",
      "PaddleScience takes ‖∇L‖ without the root",
    ])

  /// Has no settings.
  public init() {}

  /// The reciprocal shares.
  ///
  /// - Throws: ``StrategyFailure`` for a loss of 0.
  public func decide(_ evidence: Gramian, into decision: inout Decision) throws {
    var total = 0.0
    for (i, loss) in evidence.losses.enumerated() {
      let norm = evidence.norm(i)
      guard loss != 0 || norm == 0 else {
        throw StrategyFailure("the loss of objective \(i + 1) is 0, where its root has no slope")
      }
      decision.weights[i] = norm == 0 ? 0 : norm / (2 * loss.magnitude.squareRoot())
      total += decision.weights[i]
    }
    for i in decision.weights.indices where decision.weights[i] != 0 {
      decision.weights[i] = total / decision.weights[i]
    }
  }
}
