internal import Fronts
public import Records
import Tensors

/// One network that reads the preference beside its data, and so gives every trade-off after one
/// training.
///
///     x → [x, r],   r ~ Dirichlet(concentration), `points` fresh ones a step
///     d = 1/K Σₖ Jₖᵀ w(rₖ, Lₖ),   w: the scalarization's weights, for instance those of COSMOS
///
/// The members are the one network evaluated at `points` preferences; their lanes carry the
/// preferences of a step, which costs as much as `points` trainings.
public struct PreferenceConditioned: Sampler {
  /// The scalarizations that need no ideal of the members.
  static let scalarizations = [
    "linear", "cosmos", "tchebycheff", "augmented-tchebycheff", "stch", "pbi", "p-norm", "epo",
  ]

  /// The catalogue entry.
  public static let card = StrategyCard(
    id: "preference-conditioned", title: "Preference-conditioned network",
    rule: "x → [x, r], r ~ Dirichlet, d = 1/K Σₖ Jₖᵀ w(rₖ, Lₖ); members: the network at fixed r",
    reference: Reference(
      "Ruchte & Grabocka (ICDM 2021), Alg. 1", url: "https://arxiv.org/abs/2103.13392"),
    claims: [], weightSum: "a direction",
    settings: [
      SettingCard(
        "points", .count(2...10_000), "preferences a step, and members; the largest lattice within"),
      SettingCard(
        "preferences", .choiceOrLists(ParetoSampling.Spread.words),
        "those that members are evaluated at: how they are spread, or a list of your own"),
      SettingCard(
        "concentration", .number(.atLeast(1e-6)),
        "of the Dirichlet distribution of a step's preferences: 1 is even, less prefers the corners"
      ),
      SettingCard(
        "scalarization", .entry(scalarizations), "what is made of a preference, linear unless given"
      ),
    ],
    degenerate:
      "the first step has the preference 1/m; an objective that the network's output does not reach "
      + "is an error, and so are parameters without a network",
    departures: [
      "linear scalarization unless given: the pull of COSMOS to the direction of r goes against it",
      "K preferences a step, which see the same batch; the paper has one, and its concentration is "
        + "1.2",
      "the rows for r begin as the first layer's do, whose beginning is that of other arms",
      "Pareto hypernetworks (Navon et al., ICLR 2021) compute all parameters from r",
    ])

  /// The preferences of a step, and members.
  public let points: Int
  /// How the preferences of the members are spread.
  public let preferences: ParetoSampling.Spread
  /// The concentration of the Dirichlet distribution.
  public let concentration: Double
  /// What is made of a preference, as a study file has it.
  public let scalarization: Setting

  /// Chooses preferences and what is done with them.
  ///
  /// - Parameters:
  ///   - points: The number of members, at least 2.
  ///   - preferences: How the preferences that they are evaluated at are spread.
  ///   - concentration: Of the preferences of a step, positive.
  ///   - scalarization: A strategy that takes a preference; `nil` for linear scalarization.
  public init(
    points: Int = 11, preferences: ParetoSampling.Spread = .dasDennis, concentration: Double = 1,
    scalarization: (any Preferring)? = nil
  ) {
    precondition(points >= 2 && concentration > 0, "two members or more, a positive concentration")
    (self.points, self.preferences, self.concentration) = (points, preferences, concentration)
    self.scalarization = scalarization?.asSetting ?? .text("linear")
  }

  /// The members.
  ///
  /// - Throws: `SettingError` for one objective, or settings that do not fit the objectives.
  public func members(for objectives: [Objective]) throws(SettingError) -> [Member] {
    let spread = try ParetoSampling(points: points, preferences: preferences)
      .spread(objectives.count)
    let base = try ParetoSampling.preferring(scalarization) ?? Linear()
    try base.validate(for: objectives)
    return spread.map { Member(member(base, at: $0), preference: $0) }
  }

  private func member(_ base: some Preferring, at preference: [Double]) -> any Strategy {
    ConditionedMember(base: base, evaluated: preference, concentration: concentration)
  }
}

/// One member of ``PreferenceConditioned``.
struct ConditionedMember<Base: Preferring>: Population, Conditioned {
  static var card: StrategyCard { PreferenceConditioned.card }

  let base: Base
  let evaluated: [Double]
  let concentration: Double

  var request: Request { base.request }
  var domain: LossDomain { base.domain }

  struct State: Codable, Sendable {
    /// The scalarization with the preference that the network reads in the next step.
    var strategy: Base
    var base: Base.State
    /// The direction that all members share, of shape `[n]`.
    var direction: [Double] = []
  }

  func initialState(for objectives: [Objective]) -> State {
    let even = objectives.map { _ in 1 / Double(objectives.count) }
    return state(preferring: even, objectives)
  }

  private func state(preferring preference: [Double], _ objectives: [Objective]) -> State {
    var strategy = base
    strategy.preference = preference
    return State(strategy: strategy, base: strategy.initialState(for: objectives))
  }

  func preference(in state: State) -> [Double]? { state.strategy.preference }

  static func meet(_ members: PopulationMembers<Self>) throws {
    let first = members.evidence(0).second.matrix
    var direction = Array(repeating: 0.0, count: first.columns)
    var decision = Decision(objectives: first.rows)
    // Scalarizations take no chance.
    var chance = RandomStream(seed: 0, purpose: .strategy)
    for i in 0..<members.count {
      let evidence = members.evidence(i)
      // What a scalarization keeps of its preference is that of the step before.
      members[i].base = members[i].strategy.state(
        after: members[i].base, for: members.objectives)
      decision.begin()
      try members[i].strategy.decide(
        evidence.first, state: &members[i].base, random: &chance, into: &decision)
      let rows = evidence.second.matrix
      for j in 0..<rows.rows {
        for k in 0..<rows.columns { direction[k] += decision.weights[j] * rows[j, k] }
      }
    }
    for k in direction.indices { direction[k] /= Double(members.count) }
    for i in 0..<members.count { members[i].direction = direction }
  }

  func decide(
    _ evidence: BothEvidence<Base.Evidence, Jacobian>, state: inout State,
    random: inout RandomStream, into decision: inout Decision
  ) {
    let shared = state.direction
    decision.setDirection(count: shared.count) { direction in
      for k in direction.indices { direction[k] = shared[k] }
    }
    state.strategy.preference = Dirichlet.draw(
      evidence.losses.count, concentration: concentration, from: &random)
  }
}
