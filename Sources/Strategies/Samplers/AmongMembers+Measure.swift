internal import Fronts

/// What the members of a set measure their costs by.
extension AmongMembers {
  /// Finds ideal and nadir.
  static func measure(_ members: PopulationMembers<Self>, _ costs: [[Double]]) {
    // Who has just begun again is no part of the front yet.
    let old = costs.indices.filter { !members[$0].restarts.isUnderWay }
    let seen = old.isEmpty ? Array(costs.indices) : old
    let candidates = seen.map { costs[$0] } + members[0].ends
    let best = properlyNondominated(candidates).map { candidates[$0] }
    if members.strategy(0).base.raisesCosts {
      let ends = ends(of: candidates)
      for i in 0..<members.count { members[i].ends = ends }
    }
    for k in costs[0].indices {
      let ideal = costs.reduce(members[0].ideal[k]) { min($0, $1[k]) }
      var worst = best.reduce(-.infinity) { max($0, $1[k]) }
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
    let tilted = tilted(costs)
    return (try? Front(minimizing: tilted))?.nondominated() ?? []
  }

  /// Of each cost the place where it is least, but for trade-offs above a thousand.
  private static func ends(of costs: [[Double]]) -> [[Double]] {
    let tilted = tilted(costs)
    return costs[0].indices.compactMap { k in
      costs.indices.min { tilted[$0][k] < tilted[$1][k] }.map { costs[$0] }
    }
  }

  /// `tᵢ = fᵢ + 0.001·Σⱼ fⱼ`, each `f` from its best on in units of its range.
  private static func tilted(_ costs: [[Double]]) -> [[Double]] {
    let ranges = costs[0].indices.map { k in
      let best = costs.reduce(.infinity) { min($0, $1[k]) }
      let worst = costs.reduce(-.infinity) { max($0, $1[k]) }
      return (best: best, unit: worst > best ? worst - best : 1)
    }
    return costs.map { cost in
      let units = zip(cost, ranges).map { ($0 - $1.best) / $1.unit }
      let share = little * units.reduce(0, +)
      return units.map { $0 + share }
    }
  }
}
