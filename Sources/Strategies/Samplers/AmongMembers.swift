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
/// A member whose merit at the costs of another is less than at its own goes on there, if the
/// difference is more than a hundredth of the range of its merits at the costs of all: MOEA/D's
/// replacement, for whole trainings as in population based training. Until a quarter of the run is left
/// a member whose place others hold too begins again, every other time at a new place, else by turns at
/// that of another member, with its moments, and near it, a tenth of the way to a new one: so a better
/// valley that some member has found reaches the others along the front. It sits out one exchange; if
/// that leads nowhere, the next brings it back. Later it goes wherever its merit is less. None of it
/// costs a gradient. Of several descents of a preference that come to one place all but one begin again.
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
  /// The steps between two moves of the preferences, until a quarter of the run is left; `nil` for
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
    // Members that hardly move any more cannot follow, and would not be where preferences want them.
    if members.isDue(every: own.period), members.leavesTime { space(members, costs) }
    if own.measures { measure(members, costs) }
    if members.isDue(every: own.exchange) { exchange(members, costs) }
  }

  private static func measure(_ members: PopulationMembers<Self>, _ costs: [[Double]]) {
    // Who has just begun again is no part of the front yet.
    let old = costs.indices.filter { !members[$0].restarts.isUnderWay }
    let seen = old.isEmpty ? Array(costs.indices) : old
    let best = properlyNondominated(seen.map { costs[$0] }).map { seen[$0] }
    for k in costs[0].indices {
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

  /// The places of costs that no others are better than, but for trade-offs above a thousand.
  ///
  ///     tᵢ = fᵢ + 0.001·Σⱼ fⱼ in units of the range of each: those whose t no other dominates
  ///
  /// Who is better by a hair in one cost and far worse in another is no end of the front.
  ///
  /// - SeeAlso: Geoffrion, J. Mathematical Analysis and Applications 22 (1968): proper efficiency.
  static func properlyNondominated(_ costs: [[Double]]) -> [Int] {
    let ranges = costs[0].indices.map { k in
      let best = costs.reduce(.infinity) { min($0, $1[k]) }
      let worst = costs.reduce(-.infinity) { max($0, $1[k]) }
      return (best: best, unit: worst > best ? worst - best : 1)
    }
    let tilted = costs.map { cost in
      let units = zip(cost, ranges).map { ($0 - $1.best) / $1.unit }
      let share = little * units.reduce(0, +)
      return units.map { $0 + share }
    }
    return (try? Front(minimizing: tilted))?.nondominated() ?? []
  }

  /// Sends members to better places, and lets those begin again that have none of their own.
  private static func exchange(_ members: PopulationMembers<Self>, _ costs: [[Double]]) {
    guard members.strategy(0).merit(of: costs[0], in: members[0]) != nil else { return }
    let settled = members.settle(costs.count, \.restarts)
    let places = settled.map { better(than: $0, by: 0.01, members, costs) }
    // Who leaves holds no place any more.
    let best = members.net(of: costs, among: zip(settled, places).filter { $1 == nil }.map { $0.0 })
    func go(_ i: Int, to other: Int) {
      members.move(i, to: other)
      members[i].base = members[i].strategy.state(after: members[i].base, for: members.objectives)
    }
    for (i, better) in zip(settled, places) {
      if let better {
        go(i, to: better)
      } else if best.contains(i) {
        continue
      } else if !members.leavesTime {
        if let better = self.better(than: i, by: 0, members, costs) { go(i, to: better) }
      } else {
        members[i].base = members[i].strategy.initialState(for: members.objectives)
        members.beginAgain(i, \.restarts, among: best, alsoAt: true)
      }
    }
  }

  /// The member whose costs serve the preference of another best, and better than its own.
  ///
  /// - Parameter margin: By how much, in the range of the merits of all.
  private static func better(
    than i: Int, by margin: Double, _ members: PopulationMembers<Self>, _ costs: [[Double]]
  ) -> Int? {
    let (own, state) = (members.strategy(i), members[i])
    let merits = costs.compactMap { own.merit(of: $0, in: state) }
    guard merits.count == costs.count,
      let best = merits.indices.min(by: { merits[$0] < merits[$1] })
    else { return nil }
    let range = merits.reduce(merits[best]) { $1 < .infinity ? max($0, $1) : $0 } - merits[best]
    return merits[i] - merits[best] > margin * range ? best : nil
  }

  /// The merit of costs as they are measured, with the part of the weights that each is given.
  private func merit(of costs: [Double], in state: State) -> Double? {
    guard measures else { return state.strategy.merit(of: costs, in: state.base) }
    let slopes = Self.slopes(state.ideal, state.nadir)
    let measured = costs.indices.map { (costs[$0] - state.ideal[$0]) * slopes[$0] + Self.little }
    let share = base.findsWeakOptima ? Self.little * measured.reduce(0, +) : 0
    return state.strategy.merit(of: measured, in: state.base).map { $0 + share }
  }

  private static func space(_ members: PopulationMembers<Self>, _ costs: [[Double]]) {
    // The descents of a preference move together, as the best of them stands.
    let preferences = (0..<members.count).map { members[$0].strategy.preference ?? [] }
    let descents = Dictionary(grouping: preferences.indices) { preferences[$0] }
      .values.sorted { $0[0] < $1[0] }
    let best = descents.map { self.best(of: $0, members, costs) }
    let moved = PreferenceSpacing.evened(
      best.map { preferences[$0] }, costs: best.map { costs[$0] })
    for (group, preference) in zip(descents, moved) {
      for i in group where preference != preferences[i] {
        members[i].strategy.preference = preference
        members[i].base = members[i].strategy.state(
          after: members[i].base, for: members.objectives)
      }
    }
  }

  /// The member of least merit of those of one preference; the first where there is no merit.
  private static func best(
    of descents: [Int], _ members: PopulationMembers<Self>, _ costs: [[Double]]
  ) -> Int {
    let merits = descents.map { i in
      members.strategy(i).merit(of: costs[i], in: members[i]) ?? .infinity
    }
    let least = merits.indices.min { merits[$0] < merits[$1] } ?? 0
    return descents[least]
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
