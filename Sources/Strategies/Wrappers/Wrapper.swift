public import Records
import Tensors

/// A strategy around another: what can be done to any strategy, written once.
///
/// In a study file the other stands under `of`: `smoothed: { weight: 0.9, of: mgda }`.
public protocol Wrapper: Strategy {
  /// The strategy inside.
  associatedtype Base: Strategy

  /// The strategy inside.
  var of: Inner<Base> { get }

  /// The same around another strategy.
  ///
  /// - Parameters:
  ///   - setting: The setting that holds the strategy, for instance `of`.
  ///   - inner: What it is to hold.
  func replacing<Other: Strategy>(_ setting: String, by inner: Other) -> any Strategy
}

extension Wrapper {
  /// The strategy inside.
  public var base: Base { of.strategy }

  /// As the strategy inside.
  public var request: Request { base.request }

  /// As the strategy inside.
  public var domain: LossDomain { base.domain }

  /// The names of both.
  public var label: String { "\(Self.card.id) \(base.label)" }

  /// As the strategy inside.
  public func validate(for objectives: [Objective]) throws(SettingError) {
    try base.validate(for: objectives)
  }

  /// Checks that every strategy inside is named.
  public static func canonical(
    _ settings: [String: Setting]
  ) throws(SettingError) -> [String: Setting] {
    for inner in card.settings where inner.kind == .strategy && settings[inner.name] == nil {
      throw SettingError(
        inner.name,
        "\(card.id) is put around a strategy; name it, for instance `\(inner.name): gradnorm`")
    }
    return settings
  }

  /// Decides on weights as the strategy inside.
  ///
  /// - Throws: ``StrategyFailure`` for a direction, which has none.
  func decideWeights(
    _ evidence: Base.Evidence, state: inout Base.State, random: inout RandomStream,
    into decision: inout Decision
  ) throws {
    try base.decide(evidence, state: &state, random: &random, into: &decision)
    guard decision.form == .weights else {
      throw StrategyFailure(
        "\(Self.card.id) changes weights, but \(Base.card.id) decides on a direction")
    }
  }
}

extension Wrapper where State == Base.State {
  /// The memory of the strategy inside.
  public func initialState(for objectives: [Objective]) -> Base.State {
    base.initialState(for: objectives)
  }
}

extension StrategyCard {
  /// The card of a wrapper: what the strategy inside claims and the wrapper keeps.
  static func around(
    _ base: StrategyCard, id: String, title: String, rule: String, reference: Reference,
    keeps: Set<Claim>, setting: SettingCard, weightSum: String? = nil, degenerate: String,
    departures: [String] = []
  ) -> StrategyCard {
    StrategyCard(
      id: id, title: title, rule: rule, reference: reference,
      claims: base.claims.intersection(keeps.union(Set<Claim>.usual)),
      domain: base.domain, weightSum: weightSum ?? base.weightSum, settings: [setting, .of],
      degenerate: degenerate, departures: departures)
  }
}

extension SettingCard {
  /// The setting that holds the strategy inside a wrapper.
  static let of = SettingCard("of", .strategy, "the strategy inside")
}
