internal import Fronts
public import Records
import Tensors

/// Hypervolume ascent: a population of which every member climbs the volume that all of them
/// dominate.
///
///     wᵢ = −∂HV(P, r)/∂Lᵢ,   divided by Σwᵢ
///     r: the greatest so far of worst + (worst − best) over the members
///
/// The reference never comes nearer: with one that followed them, members that had come together
/// at one end of a front would stay there. It is as far beyond the worst as that is from the best:
/// with a nearer one, members that begin close together would never leave each other.
///
/// Members that are dominated climb the volume of their own rank. Members begin at places of their
/// own: alike they would stay alike.
public struct HypervolumeAscent: Sampler {
  /// The catalogue entry.
  public static let card = StrategyCard(
    id: "hypervolume-ascent", title: "Hypervolume gradient ascent",
    rule: "wᵢ ∝ −∂HV(P, r)/∂Lᵢ over the members P of the same rank",
    reference: Reference(
      "Wang, Deutz, Bäck & Emmerich (EMO 2017); Deist et al. (2021)",
      url: "https://arxiv.org/abs/2102.04523"),
    claims: [.deterministic], weightSum: "1",
    settings: [
      SettingCard("points", .count(2...1000), "members"),
      SettingCard(
        "reference", .numbers(.finite),
        "the reference point in the objectives' own directions; running unless given"),
      exchangeCard,
    ],
    degenerate:
      "a member beyond the reference holds no volume and descends all objectives alike; of duplicates "
      + "each leaves the others to a side of its own",
    departures: [
      "gradients are those of weights on the losses, of sum 1; Deist et al. give them length 1",
      "LibMOON stops members that hold no volume, and takes 1.1 times the worst loss for r; Deist et "
        + "al. give r",
    ])

  /// The line of a population's card for exchanges.
  static let exchangeCard = SettingCard(
    "exchange", .count(1...1_000_000_000),
    "steps between two exchanges, in which a member that holds no place of its own begins again, by turns "
      + "at a new place and near another member's, and in the last quarter of a run goes on at an end of "
      + "the widest gap; none unless given")

  /// The number of members.
  public let points: Int
  /// The reference point in the objectives' own directions; `nil` for a running one.
  public let reference: [Double]?
  /// The steps between two exchanges; `nil` for none.
  public let exchange: Int?

  /// Chooses the size of the population.
  public init(points: Int = 11, reference: [Double]? = nil, exchange: Int? = nil) {
    precondition(points >= 2, "a population has at least two members")
    (self.points, self.reference, self.exchange) = (points, reference, exchange)
  }

  /// The members.
  ///
  /// - Throws: `SettingError` for one objective, or a reference of another length.
  public func members(for objectives: [Objective]) throws(SettingError) -> [Member] {
    guard objectives.count >= 2 else {
      throw SettingError("points", "a front has two objectives or more, found one")
    }
    if let reference, reference.count != objectives.count {
      throw SettingError(
        "reference",
        "found \(reference.count) numbers, wanted \(objectives.count), one an objective")
    }
    let member = VolumeClimber(reference: reference, exchange: exchange)
    return (0..<points).map { _ in Member(member, startsApart: true) }
  }
}

/// One member of ``HypervolumeAscent``.
struct VolumeClimber: Population {
  static var card: StrategyCard { HypervolumeAscent.card }

  let reference: [Double]?
  /// The steps between two exchanges; `nil` for none.
  let exchange: Int?

  struct State: Codable, Sendable {
    /// The weights, of shape `[m]`.
    var weights: [Double]
    /// The declared reference for costs, of shape `[m]`.
    var reference: [Double]?
    /// The running reference, of shape `[m]`; empty at the beginning.
    var running: [Double] = []
    var restarts = Restarts()
  }

  func initialState(for objectives: [Objective]) -> State {
    State(
      weights: objectives.map { _ in 1 / Double(objectives.count) },
      reference: reference.map { objectives.costs(of: $0).values })
  }

  static func meet(_ members: PopulationMembers<Self>) {
    let (count, m) = (members.count, members[0].weights.count)
    let costs = (0..<count).map { i in (0..<m).map { members.loss(i, $0) } }
    let reference = members[0].reference ?? running(members, costs)
    members.exchange(costs, restarts: \.restarts, every: members.strategy(0).exchange)
    let workspace = VolumeWorkspace(objectives: m, capacity: count)
    var left = Array(0..<count)
    while !left.isEmpty {
      let rank = left.filter { i in !left.contains { dominates(costs[$0], costs[i]) } }
      var rows = rank.map { costs[$0] }
      // Together they hold no volume, and yet each can gain some by leaving the others to its own side.
      partTwins(&rows) { 1e-9 * (reference[$1] - costs[rank[$0]][$1]).magnitude }
      var slopes = Array(repeating: 0.0, count: rows.count * m)
      workspace.gradient(
        of: rows.flatMap(\.self), count: rank.count, reference: reference, into: &slopes)
      for (row, i) in rank.enumerated() { members[i].weights = weights(slopes, row, m) }
      left.removeAll { rank.contains($0) }
    }
  }

  /// The reference that all members have been within.
  private static func running(
    _ members: PopulationMembers<Self>, _ costs: [[Double]]
  ) -> [Double] {
    let before = members[0].running
    let now = costs[0].indices.map { k in outside(costs.map { $0[k] }) }
    let reference = before.isEmpty ? now : zip(before, now).map { max($0, $1) }
    for i in 0..<members.count { members[i].running = reference }
    return reference
  }

  /// The reference beyond the worst of all in one cost.
  private static func outside(_ costs: [Double]) -> Double {
    let best = costs.reduce(.infinity) { min($0, $1) }
    let worst = costs.reduce(-.infinity) { max($0, $1) }
    return worst + (worst > best ? worst - best : max(worst.magnitude, 1))
  }

  private static func dominates(_ a: [Double], _ b: [Double]) -> Bool {
    zip(a, b).allSatisfy { $0 <= $1 } && a != b
  }

  private static func weights(_ slopes: [Double], _ row: Int, _ m: Int) -> [Double] {
    let own = slopes[row * m..<(row + 1) * m].map { -$0 }
    let sum = own.reduce(0, +)
    return sum > 0 ? own.map { $0 / sum } : own.map { _ in 1 / Double(m) }
  }

  func decide(
    _ evidence: Losses, state: inout State, random: inout RandomStream,
    into decision: inout Decision
  ) {
    for i in state.weights.indices { decision.weights[i] = state.weights[i] }
  }
}
