internal import Fronts
public import Records
public import Tensors

/// A member of a set that sees how far the others have come: costs are measured between the ideal
/// and the nadir of all members of the seed, preferences moved until the set is evenly spaced, and
/// members go on where another one has come to that serves their preference better.
///
///     ℓᵢ = (Lᵢ − zᵢ)/(nᵢ − zᵢ) + 0.001
///     z: the best cost that a member has seen so far;   n: the worst among those that no other
///     member dominates at this step, or would for a thousandth of what it is better by, and if that
///     is no worse than z the worst of all
///
/// Where the strategy inside may raise costs, as PBI does, its members need not stand at the ends of the
/// front, and a nadir of theirs would follow them until all stand in one point. So those costs count for
/// `n` too at which one of them was best so far, until no longer nondominated.
///
/// A member whose merit at the costs of another is less than at its own goes on there, if the
/// difference is more than a hundredth of the range of its merits at the costs of all: MOEA/D's
/// replacement, for whole trainings as in population based training. Until a quarter of the run is left
/// a member whose place others hold too begins again, every other time at a new place, else by turns at
/// that of another member, with its moments, and near it, a tenth of the way to a new one: so a better
/// valley that some member has found reaches the others along the front. It takes part again after a
/// fiftieth of the run, from a new place after a twenty-fifth, and sits out one exchange at least; if that
/// led nowhere, it is brought back. Later it goes wherever its merit is less. None of it costs a gradient.
///
/// Of several descents of a preference that come to one place all but one begin again, and the first of
/// them is the preference's keeper from the first exchange on: it makes no steps, stands at the place
/// of least merit that an exchange has found another of them at, and is measured there like all others, so
/// that they go on from it if they are thrown off theirs.
///
/// Nothing crosses seeds. Where `n` and `z` are the same, and at the beginning they are, the
/// divisor is 1, and so it is for a range below 10⁻¹² of the widest. The weights are
/// divided by the sum of their magnitudes, for divisors come and go.
///
/// The ideal of ℓ is a utopian point, a thousandth of the range better than what was seen, so that
/// the member that has seen it goes on. Where the strategy may rest at costs that are only weakly
/// optimal, a thousandth of its weights is added to each of them, as Steuer & Choo (1983) do: a
/// member that looks for the least of one cost alone would leave the others anywhere, and so the
/// nadir that all are measured by.
///
/// - SeeAlso: Zhang & Li (IEEE TEC 2007), Sec. III; Jaderberg et al. (2017), `exploit` and `explore`;
///   Ash & Adams (NeurIPS 2020), shrink and perturb.
public struct AmongMembers<Base: Preferring>: Population {
  /// That of the strategy inside.
  public static var card: StrategyCard { Base.card }

  /// The strategy inside.
  public let base: Base
  /// Whether costs are measured; else they are seen as they are.
  public let measures: Bool
  /// The steps between two moves of the preferences, in the middle half of the run; `nil` for
  /// preferences that stay.
  public let period: Int?
  /// The steps between two exchanges; `nil` for none.
  public let exchange: Int?
  /// Ideal and nadir of members that were trained before, each of shape `[m]`.
  public let known: [[Double]]?

  /// Puts a strategy among others.
  public init(
    _ base: Base, measures: Bool = true, period: Int? = nil, exchange: Int? = nil,
    known: [[Double]]? = nil
  ) {
    (self.base, self.measures, self.period, self.known) = (base, measures, period, known)
    self.exchange = exchange
  }

  /// As the strategy inside.
  public var request: Request { base.request }

  /// Any where costs are measured: from the ideal they are not negative.
  public var domain: LossDomain { measures ? .any : base.domain }

  /// As the strategy inside.
  public func validate(for objectives: [Objective]) throws(SettingError) {
    try base.validate(for: objectives)
  }

  /// The strategy inside with its memory, and what the members share.
  public struct State: Codable, Sendable {
    /// The strategy with the preference of now.
    var strategy: Base
    var base: Base.State
    /// `z` and `n`, of shape `[m]`.
    var ideal: [Double]
    var nadir: [Double]
    /// The costs at which one of them was best so far, where the strategy raises costs; each of shape `[m]`.
    var ends: [[Double]] = []
    /// Whether it stands where its preference fared best, and makes no steps.
    var keeps = false
    var restarts = Restarts()
    var room = Room<Base.Evidence>()
  }

  /// No member has seen anything.
  public func initialState(for objectives: [Objective]) -> State {
    State(
      strategy: base, base: base.initialState(for: objectives),
      ideal: known?[0] ?? objectives.map { _ in .infinity },
      nadir: known?[1] ?? objectives.map { _ in -.infinity })
  }

  /// Where preferences move, that of now.
  public func preference(in state: State) -> [Double]? {
    period == nil ? nil : state.strategy.preference
  }

  /// Finds ideal and nadir, moves the preferences, and sends members to better places.
  public static func meet(_ members: PopulationMembers<Self>) {
    let m = members[0].ideal.count
    let costs = (0..<members.count).map { i in (0..<m).map { members.loss(i, $0) } }
    let own = members.strategy(0)
    // What the gaps of members on their way are says nothing of the front's; and members that hardly
    // move any more cannot follow, and would not be where preferences want them.
    if members.isDue(every: own.period), members.hadTime, members.leavesTime {
      space(members, costs)
    }
    if own.measures { measure(members, costs) }
    if let exchange = own.exchange, members.isDue(every: exchange) {
      self.exchange(members, costs, every: exchange)
    }
    for i in 0..<members.count where members[i].keeps { members.hold(i) }
  }

  /// Decides as the strategy inside on the measured costs, then turns the weights back.
  public func decide(
    _ evidence: Base.Evidence, state: inout State, random: inout RandomStream,
    into decision: inout Decision
  ) throws {
    guard !state.keeps else {
      for i in decision.weights.indices { decision.weights[i] = 0 }
      return
    }
    guard measures else {
      return try state.strategy.decide(
        evidence, state: &state.base, random: &random, into: &decision)
    }
    let m = evidence.losses.count
    var room = state.room.take(or: Base.Evidence(objectives: m))
    let (ideal, slopes) = (state.ideal, Self.slopes(state.ideal, state.nadir))
    evidence.write(to: &room) { i, loss in
      let slope = slopes[i]
      return MappedLoss(value: (loss - ideal[i]) * slope + Self.little, slope: slope)
    }
    defer { state.room.giveBack(room) }
    try state.strategy.decide(room, state: &state.base, random: &random, into: &decision)
    guard decision.form == .weights else { return }
    let sum = decision.weights.reduce(0) { $0 + $1.magnitude }
    let share = base.findsWeakOptima ? Self.little * sum : 0
    var total = 0.0
    for i in 0..<m {
      decision.weights[i] = (decision.weights[i] + share) * slopes[i]
      total += decision.weights[i].magnitude
    }
    guard total > 0 else { return }
    for i in 0..<m { decision.weights[i] /= total }
  }

  /// How much better than the best seen the ideal is, in ranges, and the part of the weights that
  /// every cost is given: enough for a member to move, too little to show in where it ends.
  static var little: Double { 1e-3 }

  /// `1/(n − z)`, and 1 where both are the same to the last digits or next to it beside the others.
  static func slopes(_ ideal: [Double], _ nadir: [Double]) -> [Double] {
    let ranges = zip(nadir, ideal).map { $0 - $1 }
    let widest = ranges.reduce(0) { max($0, $1) }
    return ranges.enumerated().map { i, range in
      let least = max(ideal[i].magnitude, nadir[i].magnitude, widest)
      return range > 1e-12 * least ? 1 / range : 1
    }
  }
}
