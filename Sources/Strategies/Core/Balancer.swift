public import Records
import Tensors

/// A strategy at work on one run: its settings, its memory and its chance.
///
/// It is usable alone, in your own training loop:
///
/// ```swift
/// var balancer = try Balancer(GradNorm(), objectives: objectives, seed: 0)
/// for step in 0..<steps {
///   let pass = GivenPass(costs: objectives.costs(of: values), jacobian: jacobian, step: step)
///   try balancer.decide(pass)
///   let direction = jacobian.combination(weightedBy: balancer.decision.weights)
///   …
/// }
/// ```
public struct Balancer<S: Strategy>: Sendable {
  /// The settings.
  public let strategy: S
  /// The objectives, for their names.
  public let objectives: [Objective]
  /// What the strategy remembers.
  public internal(set) var state: S.State
  /// What it decided last.
  public private(set) var decision: Decision
  private var random: RandomStream
  /// What the last step revealed; `nil` while it is decided on.
  private var seen: S.Evidence?
  private let request: Request
  private let domain: LossDomain

  /// Begins a run.
  ///
  /// - Parameters:
  ///   - strategy: The settings.
  ///   - objectives: The objectives, `m` of them.
  ///   - seed: The seed of the run.
  ///   - member: The index within a Pareto set.
  /// - Throws: ``SettingError`` if the settings do not fit the objectives.
  public init(
    _ strategy: S, objectives: [Objective], seed: UInt64, member: Int = 0
  ) throws(SettingError) {
    try strategy.validate(for: objectives)
    (self.strategy, self.objectives) = (strategy, objectives)
    state = strategy.initialState(for: objectives)
    decision = Decision(objectives: objectives.count)
    seen = S.Evidence(objectives: objectives.count)
    random = RandomStream(seed: seed, purpose: .strategy, index: member)
    (request, domain) = (strategy.request, strategy.domain)
  }

  /// Decides a step; the answer is in ``decision``.
  ///
  /// - Throws: ``StrategyFailure`` where the strategy has no answer (a loss outside its domain),
  ///   ``NonFiniteDecision`` where its answer is not finite.
  public mutating func decide(_ pass: any BackwardPass, lane: Int = 0) throws {
    try observe(pass, lane: lane)
    try conclude()
  }

  /// What the last step revealed.
  var evidence: S.Evidence {
    guard let seen else { preconditionFailure("a step is decided on once") }
    return seen
  }

  /// Sees what a step reveals.
  mutating func observe(_ pass: any BackwardPass, lane: Int) throws {
    guard var evidence = seen.take() else { preconditionFailure("a step is decided on once") }
    defer { seen = evidence }
    try evidence.collect(from: pass, lane: lane, request: request)
    if domain != .any { try requireLossesWithinDomain(evidence) }
  }

  /// Decides on what was seen.
  mutating func conclude() throws {
    decision.begin()
    // Moved out and back: to share it with the strategy would count references at every step.
    guard let evidence = seen.take() else { preconditionFailure("a step is decided on once") }
    defer { seen = evidence }
    try strategy.decide(evidence, state: &state, random: &random, into: &decision)
    precondition(
      decision.weights.count == objectives.count, "a strategy weighs every objective, and no more")
    if !decision.isFinite { throw notFinite }
  }

  /// Decides a step of a lane among the decisions of all lanes, failures included.
  mutating func decide(
    _ pass: any BackwardPass, lane: Int, into decisions: inout LaneDecisions
  ) {
    do {
      try decide(pass, lane: lane)
      share(lane: lane, into: &decisions)
    } catch {
      decisions.fail(error, objectives: objectives.count, lane: lane)
    }
  }

  /// Puts what was decided last among the decisions of all lanes.
  ///
  /// It reads its own value in place: a copy would cost more than most decisions.
  mutating func share(lane: Int, into decisions: inout LaneDecisions) {
    switch decision.form {
    case .weights: decisions.weigh(decision.weights, lane: lane)
    case .direction: decisions.direct(objectives: decision.weights.count, lane: lane)
    }
    decisions.report(decision.solver, lane: lane)
  }

  private func requireLossesWithinDomain(_ evidence: S.Evidence) throws {
    let rounding = domain == .positive ? 0 : -1e-6 * evidence.losses.reduce(0) { max($0, $1) }
    for i in objectives.indices {
      let loss = evidence.losses[i]
      guard !(loss > rounding || (domain == .nonNegative && loss == 0)) else { continue }
      let remedy =
        S.card.settings.contains { $0.name == "losses" } ? "; `losses: exponential` takes any" : ""
      throw StrategyFailure(
        "\(S.card.id) is defined for \(domain.rawValue) losses, but the cost of \(objectives[i].name) "
          + "is \(evidence.losses[i].words)" + remedy)
    }
  }

  /// Which number of the decision is not finite, in words.
  private var notFinite: NonFiniteDecision {
    switch decision.form {
    case .weights:
      let i = objectives.indices.first { !decision.weights[$0].isFinite } ?? 0
      return NonFiniteDecision(
        description: "the weight of \(objectives[i].name) is \(decision.weights[i].words)")
    case .direction:
      let x = decision.direction.first { !$0.isFinite } ?? 0
      return NonFiniteDecision(description: "the direction has the element \(x.words)")
    }
  }
}

extension Balancer: Codable {
  private enum CodingKeys: CodingKey { case strategy, objectives, state, random }

  /// Restores a balancer that goes on as if it had never been saved.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    strategy = try container.decode(S.self, forKey: .strategy)
    objectives = try container.decode([Objective].self, forKey: .objectives)
    state = try container.decode(S.State.self, forKey: .state)
    random = try container.decode(RandomStream.self, forKey: .random)
    decision = Decision(objectives: objectives.count)
    seen = S.Evidence(objectives: objectives.count)
    (request, domain) = (strategy.request, strategy.domain)
  }

  /// Saves settings, memory and chance.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(strategy, forKey: .strategy)
    try container.encode(objectives, forKey: .objectives)
    try container.encode(state, forKey: .state)
    try container.encode(random, forKey: .random)
  }
}
