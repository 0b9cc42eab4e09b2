import Records
public import Tensors

/// The weights of any strategy, scaled to a sum that can be compared.
///
///     w ← w · S/Σw,   S = 1 or m
public struct Normalized<Base: Strategy>: Wrapper {
  /// What weights are to sum to.
  public enum Sum: String, Codable, CaseIterable, Sendable {
    /// 1.
    case one
    /// The number of objectives.
    case m
  }

  /// The catalogue entry.
  public static var card: StrategyCard {
    .around(
      Base.card, id: "normalized", title: "Weights of a fixed sum",
      rule: "w ← w · S/Σw, S = 1 or m",
      reference: Reference(
        "Chen et al. (ICML 2018), Alg. 1, line 11", url: "https://arxiv.org/abs/1711.02257"),
      keeps: [.nonConflicting, .convexWeights],
      setting: SettingCard("sum", oneOf: Sum.self, "what the weights are to sum to"),
      weightSum: "1 or m",
      degenerate:
        "as the strategy inside; weights of 0 stay, a sum that is not positive ends the run")
  }

  /// What the weights are to sum to.
  public let sum: Sum
  /// The strategy inside.
  public let of: Inner<Base>

  /// Scales a strategy's weights.
  public init(sum: Sum = .one, of base: Base) { (self.sum, of) = (sum, Inner(base)) }

  /// The same around another strategy.
  public func replacing<Other: Strategy>(_: String, by inner: Other) -> any Strategy {
    Normalized<Other>(sum: sum == .one ? .one : .m, of: inner)
  }

  /// Decides as the strategy inside, then scales.
  public func decide(
    _ evidence: Base.Evidence, state: inout Base.State, random: inout RandomStream,
    into decision: inout Decision
  ) throws {
    try decideWeights(evidence, state: &state, random: &random, into: &decision)
    let total = decision.weights.reduce(0, +)
    if total == 0 && decision.weights.allSatisfy({ $0 == 0 }) { return }
    guard !(total <= 0) else {
      throw StrategyFailure(
        "the weights of \(Base.card.id) sum to \(total), which cannot be scaled to a positive sum")
    }
    let wanted = sum == .one ? 1 : Double(decision.weights.count)
    for i in decision.weights.indices { decision.weights[i] *= wanted / total }
  }
}
