internal import Fronts
public import Records
public import Tensors

/// A member of a set that sees how far the others have come: costs are measured between the ideal
/// and the nadir of all members of the seed, and preferences moved until the set is evenly spaced.
///
///     ℓᵢ = (Lᵢ − zᵢ)/(nᵢ − zᵢ) + 0.001
///     z: the best cost that a member has seen so far;   n: the worst among those that no other
///     member dominates at this step, and if that is no worse than z the worst of all
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
public struct AmongMembers<Base: Preferring>: Population {
  /// That of the strategy inside.
  public static var card: StrategyCard { Base.card }

  /// The strategy inside.
  public let base: Base
  /// Whether costs are measured; else they are seen as they are.
  public let measures: Bool
  /// The steps between two moves of the preferences; `nil` for preferences that stay.
  public let period: Int?
  /// Ideal and nadir of members that were trained before, each of shape `[m]`.
  public let known: [[Double]]?

  /// Puts a strategy among others.
  public init(
    _ base: Base, measures: Bool = true, period: Int? = nil, known: [[Double]]? = nil
  ) {
    (self.base, self.measures, self.period, self.known) = (base, measures, period, known)
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

  /// Finds ideal and nadir, and moves the preferences.
  public static func meet(_ members: PopulationMembers<Self>) {
    let m = members[0].ideal.count
    let costs = (0..<members.count).map { i in (0..<m).map { members.loss(i, $0) } }
    if let period = members.strategy(0).period,
      members.evidence(0).position.step % period == period - 1
    {
      space(members, costs)
    }
    guard members.strategy(0).measures else { return }
    let best = (try? Front(minimizing: costs))?.nondominated() ?? []
    for k in 0..<m {
      let ideal = costs.reduce(members[0].ideal[k]) { min($0, $1[k]) }
      var worst = best.reduce(-.infinity) { max($0, costs[$1][k]) }
      // One member that is ahead of all others has no range of its own.
      if worst <= ideal { worst = costs.reduce(worst) { max($0, $1[k]) } }
      for i in 0..<members.count {
        members[i].ideal[k] = ideal
        members[i].nadir[k] = members.strategy(i).known?[1][k] ?? worst
      }
    }
  }

  private static func space(_ members: PopulationMembers<Self>, _ costs: [[Double]]) {
    let preferences = (0..<members.count).map { members[$0].strategy.preference ?? [] }
    let moved = PreferenceSpacing.evened(preferences, costs: costs)
    for i in 0..<members.count where moved[i] != preferences[i] {
      members[i].strategy.preference = moved[i]
      members[i].base = members[i].strategy.state(
        after: members[i].base, for: members.objectives)
    }
  }

  /// Decides as the strategy inside on the measured costs, then turns the weights back.
  public func decide(
    _ evidence: Base.Evidence, state: inout State, random: inout RandomStream,
    into decision: inout Decision
  ) throws {
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
  private static var little: Double { 1e-3 }

  /// `1/(n − z)`, and 1 where both are the same to the last digits or next to it beside the others.
  private static func slopes(_ ideal: [Double], _ nadir: [Double]) -> [Double] {
    let ranges = zip(nadir, ideal).map { $0 - $1 }
    let widest = ranges.reduce(0) { max($0, $1) }
    return ranges.enumerated().map { i, range in
      let least = max(ideal[i].magnitude, nadir[i].magnitude, widest)
      return range > 1e-12 * least ? 1 / range : 1
    }
  }
}
