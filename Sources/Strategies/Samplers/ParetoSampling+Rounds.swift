internal import Fronts
public import Records

/// Members that follow in rounds, where a seed's front has its widest gaps.
extension ParetoSampling {
  /// How many preferences each round after the first has.
  private var roundSizes: [Int] {
    guard let refine else { return [] }
    let rounds = min(rounds ?? 2, refine)
    return (0..<rounds).map { refine * ($0 + 1) / rounds - refine * $0 / rounds }
  }

  /// Checks that the settings do not exclude each other.
  func requireOneChange() throws(SettingError) {
    if rounds != nil && refine == nil {
      throw SettingError("rounds", "says when further members follow; give their number in refine")
    }
    if even != nil && refine != nil {
      throw SettingError(
        "even", "found refine beside it; preferences either move or are bisected, remove one")
    }
  }

  /// Strategies that stand in for those of later rounds.
  func standIns(
    after preferences: [[Double]], _ objectives: [Objective]
  ) throws(SettingError) -> [Member] {
    let even = objectives.map { _ in 1 / Double(objectives.count) }
    var members: [Member] = []
    for (index, size) in roundSizes.enumerated() {
      let standIns = try self.members(
        Array(repeating: even, count: size), among: preferences, objectives, round: index + 1)
      members += standIns.map { Member($0.strategy, round: $0.round, startsApart: $0.startsApart) }
    }
    return members
  }

  /// The members that bisect the widest gaps of what a seed has come to.
  ///
  /// Where fewer than two members came to something, or all to one point, the preferences
  /// themselves are taken for the points.
  ///
  /// - Throws: `SettingError`, as ``members(for:)``.
  public func members(
    after ends: [MemberEnd], for objectives: [Objective]
  ) throws(SettingError) -> [Member] {
    let count = ends.count / (descents ?? 1)
    var (sizes, trained) = (roundSizes[...], count - (try spread(objectives.count).count))
    while let size = sizes.first, trained > 0 {
      (sizes, trained) = (sizes.dropFirst(), trained - size)
    }
    guard let size = sizes.first else { return [] }
    let preferences = ends.compactMap(\.preference)
    let costs = ends.map(\.costs)
    let found = PreferenceRefinement.next(size, preferences: preferences, costs: costs)
    let next =
      found.isEmpty
      ? PreferenceRefinement.next(size, preferences: preferences, costs: preferences) : found
    return try members(
      next, among: preferences + next, objectives, round: roundSizes.count - sizes.count + 1,
      known: Self.bounds(of: costs.compactMap(\.self)))
  }

  /// Ideal and nadir of costs; `nil` for none.
  private static func bounds(of costs: [[Double]]) -> [[Double]]? {
    guard let front = try? Front(minimizing: costs) else { return nil }
    let best = front.nondominated().map { costs[$0] }
    return [min, max].map { pick in
      best.dropFirst().reduce(best[0]) { zip($0, $1).map { pick($0, $1) } }
    }
  }
}
