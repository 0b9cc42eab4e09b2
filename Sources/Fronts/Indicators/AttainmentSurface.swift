public import Records

/// What repeated optimizations attain: the empirical attainment function of several fronts, each
/// from one seed.
///
///     α(z) = Σᵣ wᵣ [front r has a point no worse than z] / Σᵣ wᵣ
///
/// The surface of level `a` is the best border of `{z : α(z) ≥ a}`: what at least that share of the
/// runs attained.
///
/// - SeeAlso: Grunert da Fonseca, Fonseca and Hall (EMO 2001).
public struct AttainmentSurface: Hashable, Sendable {
  /// A level of attainment.
  public enum Level: Hashable, Sendable {
    /// Attained by any of the runs.
    case best
    /// Attained by half of the runs.
    case median
    /// Attained by all runs.
    case worst
    /// Attained by runs of at least this share of the weight, in (0, 1].
    case share(Double)
  }

  /// Which way the two objectives improve.
  public let directions: [Direction]
  /// The corners, in the objectives' own directions, from the best of the first objective to its
  /// worst: between two of them the surface is a step. None when no weight reaches the level.
  public let corners: [[Double]]

  /// Finds the surface of a level, for two objectives.
  ///
  /// - Parameters:
  ///   - fronts: One for each run, at least one, of the same two directions.
  ///   - weights: Of shape `[runs]`, none negative, some positive; `nil` weighs all alike.
  ///   - level: Which surface.
  /// - Throws: ``FrontError/empty``, ``FrontError/otherObjectives(found:wanted:)``.
  public init(
    of fronts: [Front], weights: [Double]? = nil, level: Level
  ) throws(FrontError) {
    guard let first = fronts.first else { throw .empty }
    precondition(first.objectives == 2, "attainment surfaces are drawn for two objectives")
    for front in fronts { try first.requireSameDirections(in: front) }
    let weights = Self.checked(weights, count: fronts.count)
    directions = first.directions
    var sweep = AttainmentSweep(weights: weights, share: level.share)
    corners = sweep.corners(of: fronts).map { first.turned($0) }
  }

  /// The share of the weight of the runs that attain a point, in [0, 1]; any number of objectives.
  ///
  /// - Parameters:
  ///   - point: In the objectives' own directions.
  ///   - fronts: One for each run, at least one, of the same directions.
  ///   - weights: As for the surface.
  /// - Throws: ``FrontError``, also for a point of another length.
  public static func attainment(
    of point: [Double], by fronts: [Front], weights: [Double]? = nil
  ) throws(FrontError) -> Double {
    guard let first = fronts.first else { throw .empty }
    for front in fronts { try first.requireSameDirections(in: front) }
    let goal = try first.costs(ofReference: point)
    let weights = checked(weights, count: fronts.count)
    var attained = 0.0
    for (front, weight) in zip(fronts, weights)
    where (0..<front.count).contains(where: { zip(front.cost($0), goal).allSatisfy { $0 <= $1 } }) {
      attained += weight
    }
    return attained / weights.reduce(0, +)
  }

  private static func checked(_ weights: [Double]?, count: Int) -> [Double] {
    let weights = weights ?? Array(repeating: 1, count: count)
    precondition(
      weights.count == count && weights.allSatisfy { $0 >= 0 && $0.isFinite }
        && weights.contains { $0 > 0 }, "weights: one a run, none negative, some positive")
    return weights
  }
}

extension AttainmentSurface.Level {
  /// The share of the weight that must attain; 0 for any.
  var share: Double {
    switch self {
    case .best: 0
    case .median: 0.5
    case .worst: 1
    case .share(let share): share
    }
  }
}

/// Goes along the first cost and keeps, for every run, the best second cost attained so far.
private struct AttainmentSweep {
  let weights: [Double]
  private let needed: Double
  private var reached: [Double]

  init(weights: [Double], share: Double) {
    precondition(share >= 0 && share <= 1, "a level is a share of the runs, in (0, 1]")
    self.weights = weights
    // Sums of weights are rounded: a share is reached when all but that is there.
    needed = share * weights.reduce(0, +) * (1 - 64 * Double.ulpOfOne)
    reached = Array(repeating: .infinity, count: weights.count)
  }

  mutating func corners(of fronts: [Front]) -> [[Double]] {
    var points: [(run: Int, x: Double, y: Double)] = []
    for (run, front) in fronts.enumerated() {
      for point in 0..<front.count {
        points.append((run, front.costs[2 * point], front.costs[2 * point + 1]))
      }
    }
    points.sort { ($0.x, $0.y) < ($1.x, $1.y) }
    var corners: [[Double]] = []
    for (run, x, y) in points where y < reached[run] {
      reached[run] = y
      let height = level()
      guard height < corners.last?[1] ?? .infinity else { continue }
      if corners.last?[0] == x { corners.removeLast() }
      corners.append([x, height])
    }
    return corners
  }

  /// The least second cost that runs of enough weight have reached.
  private func level() -> Double {
    let order = reached.indices.sorted { reached[$0] < reached[$1] }
    var sum = 0.0
    for run in order where weights[run] > 0 {
      sum += weights[run]
      if sum >= needed { return reached[run] }
    }
    return .infinity
  }
}
