internal import Fronts

/// Where the members of a set go on, and how their preferences move.
extension AmongMembers {
  /// Sends members to better places, and lets those begin again that have none of their own.
  static func exchange(
    _ members: PopulationMembers<Self>, _ costs: [[Double]], every period: Int
  ) {
    guard members.strategy(0).merit(of: costs[0], in: members[0]) != nil else { return }
    let rested = members.settle(costs.count, \.restarts)
    keepBest(members, costs, of: rested)
    let settled = rested.filter { !members[$0].keeps }
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
        members.beginAgain(i, \.restarts, among: best, every: period, alsoAt: true)
      }
    }
  }

  /// Lets the first descent of each preference go where another one of them stands, if that serves the
  /// preference better, and stay there.
  ///
  /// - Parameter rested: Those that take part in this exchange.
  private static func keepBest(
    _ members: PopulationMembers<Self>, _ costs: [[Double]], of rested: [Int]
  ) {
    for descents in descents(members) where descents.count > 1 {
      let keeper = descents[0]
      let others = descents.dropFirst().filter(rested.contains)
      guard !others.isEmpty else { continue }
      let best = best(of: others, members, costs)
      func merit(_ i: Int) -> Double {
        members.strategy(keeper).merit(of: costs[i], in: members[keeper]) ?? .infinity
      }
      guard !members[keeper].keeps || merit(best) < merit(keeper) else { continue }
      members[keeper].keeps = true
      members.moveAtOnce(keeper, to: best)
    }
  }

  /// The members of each preference, in their order.
  private static func descents(_ members: PopulationMembers<Self>) -> [[Int]] {
    Dictionary(grouping: 0..<members.count) { members[$0].strategy.preference ?? [] }
      .values.sorted { $0[0] < $1[0] }
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

  /// Moves the preferences until the set is evenly spaced.
  static func space(_ members: PopulationMembers<Self>, _ costs: [[Double]]) {
    // The descents of a preference move together, as the best of them stands.
    let preferences = (0..<members.count).map { members[$0].strategy.preference ?? [] }
    let descents = descents(members)
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
}
