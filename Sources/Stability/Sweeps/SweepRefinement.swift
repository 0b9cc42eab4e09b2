/// Where a sweep should look next: between neighbors whose outcomes differ, or of which one is stable
/// for all but a few resamples of the seeds, or for hardly any, and the other is not; until they are
/// close enough or the sweep has as many values as it may.
///
/// For two objectives an interval of alpha is cut at its geometric mean. For more, neighbors are the
/// points of a lattice joined by one of its edges `(eᵢ − eⱼ)/H`, and an edge is cut in the middle; the
/// new points have edges of half the length among themselves, so that the boundary is followed at
/// ever finer steps.
///
/// What comes next depends on the values and their outcomes alone.
public struct SweepRefinement: Hashable, Sendable {
  /// When neighbors are close enough: for two objectives their ratio, above 1; for more the
  /// difference of shares.
  public let resolution: Double
  /// How many values a sweep may have.
  public let budget: Int
  /// For more than two objectives, the divisions `H` of the lattice that the sweep began with.
  public let divisions: Int

  /// Chooses when to stop.
  public init(resolution: Double, budget: Int, divisions: Int = 1) {
    precondition(divisions >= 1, "a lattice divides an edge into at least one part")
    (self.resolution, self.budget, self.divisions) = (resolution, budget, divisions)
  }

  /// The places to add, in order; none when the sweep is over.
  public func places(after sweep: SweepReport) -> [[Double]] {
    let room = budget - sweep.points.count
    guard room > 0 else { return [] }
    let cuts =
      sweep.space == .alpha
      ? alphaCuts(sweep.points) : LatticeEdges(sweep.points, divisions).cuts(longerThan: resolution)
    let order = cuts.enumerated().sorted {
      ($0.element.priority, $1.element.length, $0.offset)
        < ($1.element.priority, $0.element.length, $1.offset)
    }
    var seen = Set(sweep.points.map(\.place))
    return Array(order.map(\.element.middle).filter { seen.insert($0).inserted }.prefix(room))
  }

  private func alphaCuts(_ points: [SweepReport.Point]) -> [SweepCut] {
    let sorted = points.sorted { $0.place[0] < $1.place[0] }
    return zip(sorted, sorted.dropFirst()).compactMap { a, b in
      let (low, high) = (a.place[0], b.place[0])
      guard a.differs(from: b), low > 0, high / low > resolution else { return nil }
      let middle = SignificantDigits.rounded((low * high).squareRoot(), to: 4)
      guard low < middle, middle < high else { return nil }
      return SweepCut(a, b, middle: [middle], length: high / low)
    }
  }
}

/// A pair of neighbors to look between.
struct SweepCut {
  let middle: [Double]
  let length: Double
  /// 0 where stability itself changes, 1 where it becomes doubtful, 2 for other changes.
  let priority: Int

  init(
    _ a: SweepReport.Point, _ b: SweepReport.Point, middle: [Double], length: Double
  ) {
    (self.middle, self.length) = (middle, length)
    priority =
      (a.outcome == .stable) != (b.outcome == .stable) ? 0 : a.certainty != b.certainty ? 1 : 2
  }
}

extension SweepReport.Point {
  /// Whether there is something to look for between two neighbors.
  func differs(from other: Self) -> Bool {
    SweepKind(outcome, neglects) != SweepKind(other.outcome, other.neglects)
      || certainty != other.certainty
  }

  /// How the seeds stand to it: stable in hardly any resample, in some, in nearly all, as the ends of
  /// a 95% interval have it.
  fileprivate var certainty: Int {
    let share = stableShare ?? (outcome == .stable ? 1 : 0)
    return share <= 0.025 ? 0 : share < 0.975 ? 1 : 2
  }
}
