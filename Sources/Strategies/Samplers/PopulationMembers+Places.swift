internal import Fronts

/// Which members of a set hold a place of their own, and what becomes of the others.
extension PopulationMembers {
  /// Lets the members of a population without preferences that hold no place of their own begin again,
  /// or fill the gaps of the others.
  ///
  /// - Parameters:
  ///   - costs: Of each member, of shape `[m]`.
  ///   - restarts: Where members remember their beginnings.
  ///   - period: The steps until the next exchange: with less to come nobody moves any more, for two at
  ///     one place must still part.
  func exchange(
    _ costs: [[Double]], restarts: WritableKeyPath<S.State, Restarts>, every period: Int?
  ) {
    guard isDue(every: period), let period, evidence(0).position.leaves(period) else { return }
    let settled = settle(costs.count, restarts)
    guard !settled.isEmpty else { return }
    let best = net(of: costs, among: settled)
    var idle: [Int] = []
    for i in settled where !best.contains(i) {
      if leavesTime {
        beginAgain(i, restarts, among: best)
      } else {
        idle.append(i)
      }
    }
    fillGaps(with: idle, of: best, costs)
  }

  /// Lets a member begin again, every other time at a new place, else near that of one of others.
  ///
  /// - Parameters:
  ///   - period: The steps between two exchanges, for members that have time for the way; `nil` in a
  ///     population, where who is far from the front leads others astray.
  ///   - alsoAt: Whether every other one of the latter is just there, with its moments: where the front has
  ///     a slope, that is the shortest way along it; where it has none, one rests.
  func beginAgain(
    _ i: Int, _ restarts: WritableKeyPath<S.State, Restarts>, among best: [Int],
    every period: Int? = nil, alsoAt: Bool = false
  ) {
    let exchanges = period.map { (evidence(0).position.steps ?? 0) / $0 } ?? 0
    self[i][keyPath: restarts].begin(in: exchanges)
    let own = self[i][keyPath: restarts]
    let other = best[(own.count / 2 + i) % best.count]
    switch own.kind {
    case .new: restart(i, count: own.count)
    case .at where alsoAt: move(i, to: other)
    case .at, .near: restart(i, count: own.count, near: other)
    }
  }

  /// Lets an exchange pass, and says who takes part in it: not who has begun again since the last one.
  func settle(_ count: Int, _ restarts: WritableKeyPath<S.State, Restarts>) -> [Int] {
    for i in 0..<count { self[i][keyPath: restarts].settle() }
    return (0..<count).filter { !self[$0][keyPath: restarts].isUnderWay }
  }

  /// Members of whose costs no other's are as good, but for a little in each: an ε-Pareto set.
  ///
  /// As good but for a little are costs that would be no worse if they were less by a tenth of the
  /// mean gap, `ε = range/10(N − 1)`. Of members that are so to each other one stays, at every exchange
  /// another.
  ///
  /// - Parameters:
  ///   - costs: Of each member, of shape `[m]`.
  ///   - some: The members to choose from.
  func net(of costs: [[Double]], among some: [Int]) -> [Int] {
    let slack = costs[0].indices.map { k in
      let best = costs.reduce(.infinity) { min($0, $1[k]) }
      let worst = costs.reduce(-.infinity) { max($0, $1[k]) }
      return 0.1 * (worst - best) / Double(max(costs.count - 1, 1))
    }
    var left = some
    let turn = evidence(0).position.step
    for k in some.indices {
      let i = some[(k + turn) % some.count]
      let others = left.filter { $0 != i }
      let isHeld = others.contains { j in
        slack.indices.allSatisfy { costs[j][$0] <= costs[i][$0] + slack[$0] }
      }
      if isHeld { left = others }
    }
    return left
  }

  /// Sends members to the ends of the widest gaps of others, which with every one sent there count as
  /// divided.
  ///
  /// - Parameters:
  ///   - idle: The members to send.
  ///   - best: Those whose gaps are filled.
  ///   - costs: Of all, each of shape `[m]`.
  func fillGaps(with idle: [Int], of best: [Int], _ costs: [[Double]]) {
    let gaps = FrontGaps(of: best.map { costs[$0] }).gaps
    var (parts, sent) = (gaps.map { _ in 1.0 }, best.map { _ in 0 })
    for i in idle {
      let widest = gaps.indices.max {
        gaps[$0].length / parts[$0] < gaps[$1].length / parts[$1]
      }
      var end = 0
      if let widest {
        let ends = gaps[widest].ends
        end = sent[ends[1]] < sent[ends[0]] ? ends[1] : ends[0]
        parts[widest] += 1
      }
      sent[end] += 1
      move(i, to: best[end])
    }
  }
}

/// What a member remembers of its beginnings.
struct Restarts: Codable, Sendable {
  /// How many there were after the first.
  private(set) var count = 0
  /// How many exchanges are to pass until it takes part in one.
  private var respite = 1

  /// Whether where the last one leads cannot be told yet.
  var isUnderWay: Bool { respite > 0 }
  /// Where the last one was: the second near another member's place, the fourth at it.
  var kind: Kind { [.at, .new, .near, .new][count % 4] }

  enum Kind { case new, near, at }

  /// Lets an exchange pass.
  mutating func settle() { respite = max(respite - 1, 0) }

  /// Begins again, and takes part in an exchange after a fiftieth of the run, from a new place after twice
  /// that: the way to the front is longer from there. It sits out one at least.
  ///
  /// - Parameter exchanges: How many the run has, 0 where nobody knows, or it is to take part soon.
  mutating func begin(in exchanges: Int) {
    count += 1
    respite = max(exchanges / (kind == .new ? 25 : 50), 2)
  }
}

/// Moves duplicates apart, the first to less of the first cost and more of the others, the second to
/// less of the second and so on: together they would stay together for ever.
///
/// - Parameter step: How far, for a row and a cost.
func partTwins(_ rows: inout [[Double]], by step: (_ row: Int, _ k: Int) -> Double) {
  var twins: [[Double]: [Int]] = [:]
  for row in rows.indices { twins[rows[row], default: []].append(row) }
  for group in twins.values where group.count > 1 {
    for (index, row) in group.enumerated() {
      let m = rows[row].count
      for k in 0..<m {
        let length = step(row, k) * Double(1 + index / m)
        rows[row][k] += k == index % m ? -length : length
      }
    }
  }
}
