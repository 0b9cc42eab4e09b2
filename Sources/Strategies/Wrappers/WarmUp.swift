public import Records
public import Tensors

/// One strategy for the first steps, then another, which begins there.
public struct WarmUp<First: Strategy, Base: Strategy>: Wrapper {
  /// The catalogue entry.
  public static var card: StrategyCard {
    StrategyCard(
      id: "warm-up", title: "Warm-up with another strategy",
      rule: "the weights of one strategy for the first k steps, then those of another",
      reference: Reference(
        "Lin et al. (ICML 2024), Sec. 4, and LibMTL's STCH", url: "https://arxiv.org/abs/2402.19078"
      ),
      claims: Base.card.claims.intersection(First.card.claims)
        .intersection([
          .deterministic, .permutationInvariant, .rotationEquivariant, .convexWeights,
          .nonConflicting,
        ]),
      domain: First.card.domain == .any ? Base.card.domain : .positive, weightSum: "varies",
      settings: [
        SettingCard("steps", .count(0...1_000_000_000), "steps k of the first strategy"),
        SettingCard("with", .strategy, "the first strategy"), .of,
      ],
      degenerate: "as the strategy that decides",
      departures: ["counted in steps, LibMTL's in epochs"])
  }

  /// The steps of the first strategy.
  public let steps: Int
  /// The first strategy.
  public let with: Inner<First>
  /// The strategy that follows.
  public let of: Inner<Base>

  /// Lets one strategy follow another.
  public init(steps: Int = 100, with first: First, of base: Base) {
    precondition(steps >= 0, "a number of steps is at least 0")
    (self.steps, with, of) = (steps, Inner(first), Inner(base))
  }

  /// The same around another strategy, first or following.
  public func replacing<Other: Strategy>(
    _ setting: String, by inner: Other
  ) -> any Strategy {
    if setting == "with" { return WarmUp<Other, Base>(steps: steps, with: inner, of: base) }
    return WarmUp<First, Other>(steps: steps, with: with.strategy, of: inner)
  }

  /// Where the strategy takes its gradients that takes any.
  public var request: Request {
    var request = needsGradients(base) ? base.request : with.strategy.request
    request.initialNorms = base.request.initialNorms || with.strategy.request.initialNorms
    return request
  }

  /// Positive if either wants it.
  public var domain: LossDomain { with.strategy.domain == .any ? base.domain : .positive }

  /// The name of the strategy that follows, and of the first.
  public var label: String { "warm-up \(base.label) with \(with.strategy.label)" }

  /// Checks both, and that they take their gradients at one place.
  public func validate(for objectives: [Objective]) throws(SettingError) {
    try with.strategy.validate(for: objectives)
    try base.validate(for: objectives)
    var first = with.strategy.request
    first.initialNorms = base.request.initialNorms
    let both = needsGradients(base) && needsGradients(with.strategy)
    guard !both || first == base.request else {
      throw SettingError(
        "with", "\(First.card.id) takes its gradients elsewhere than \(Base.card.id)")
    }
  }

  private func needsGradients<S: Strategy>(_: S) -> Bool {
    S.Evidence.demand.contains(.gradients)
  }

  /// The memories of both, and the steps made.
  public struct State: Codable, Sendable {
    var first: First.State
    var base: Base.State
    var made = 0
  }

  /// Both at their beginning.
  public func initialState(for objectives: [Objective]) -> State {
    State(
      first: with.strategy.initialState(for: objectives), base: base.initialState(for: objectives))
  }

  /// Decides as the strategy whose turn it is.
  public func decide(
    _ evidence: BothEvidence<First.Evidence, Base.Evidence>, state: inout State,
    random: inout RandomStream, into decision: inout Decision
  ) throws {
    if state.made < steps {
      state.made += 1
      try with.strategy.decide(
        evidence.first, state: &state.first, random: &random, into: &decision)
    } else {
      try base.decide(evidence.second, state: &state.base, random: &random, into: &decision)
    }
  }
}
