import Records
public import Tensors

/// Random loss weighting: fresh weights at every step.
///
///     w = softmax(z),   z ~ N(0, I)
public struct RandomWeights: Strategy {
  /// The catalogue entry.
  public static let card = StrategyCard(
    id: "random", title: "Random loss weighting", rule: "w = softmax(z), z ~ N(0, I) at every step",
    reference: Reference(
      "Lin et al. (TMLR 2022), Sec. 3", url: "https://arxiv.org/abs/2111.10603"),
    claims: [.convexWeights, .homogeneous, .rotationEquivariant], weightSum: "1",
    departures: ["LibMOON draws from U(0, 1) and does not normalize"])

  /// Has no settings.
  public init() {}

  /// Draws `m` normal numbers.
  public func decide(
    _ evidence: Losses, state: inout Stateless, random: inout RandomStream,
    into decision: inout Decision
  ) {
    for i in evidence.losses.indices { decision.weights[i] = random.normal() }
    decision.weights.applySoftmax()
  }
}
