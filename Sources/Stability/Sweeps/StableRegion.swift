internal import Fronts
internal import QuasiRandom
internal import Records

/// The cells of a sweep of the simplex: what lies nearest to each of its points.
///
/// Areas are counted on 4,096 points of Sobol's sequence (Halton's beyond 41 objectives), even on the
/// simplex, so that a share is known to about one in a thousand.
struct SweepCells {
  /// The nearest point of each sample.
  let owners: [Int]
  /// The samples, each of shape `[m]`.
  let samples: [[Double]]
  /// The share of the simplex that belongs to each point, `[points]`.
  let shares: [Double]

  init(of places: [[Double]]) throws {
    let m = places.first?.count ?? 0
    samples = try PreferenceSet.sequence(m <= 41 ? .sobol : .halton, points: 4096)
      .points(objectives: m)
    owners = samples.map { SweepReport.nearest(to: $0, among: places) }
    var counts = [Double](repeating: 0, count: places.count)
    for owner in owners { counts[owner] += 1 }
    shares = counts.map { $0 / 4096 }
  }
}

extension SweepScore {
  /// The stable region of the simplex; `nil` where no point is stable.
  func region(_ bootstrap: SeedBootstrap?) throws -> SweepReport.Region? {
    guard space != .alpha, best != nil else { return nil }
    let cells = try SweepCells(of: points.map(\.place))
    let stable = points.indices.filter(isStable)
    return SweepReport.Region(
      share: stable.reduce(0) { $0 + cells.shares[$1] },
      interval: try bootstrap.map { try $0.interval(drawnShares(cells)) },
      extents: (points.first?.place.indices ?? 0..<0).map { i in
        let shares = stable.map { points[$0].place[i] }
        return [shares.min() ?? 0, shares.max() ?? 0]
      },
      outside: parts(cells))
  }

  /// The share of the region in every resample, 0 where nothing is stable.
  private func drawnShares(_ cells: SweepCells) -> [Double] {
    guard let draws else { return [] }
    var shares = [Double](repeating: 0, count: draws.count)
    for (point, share) in cells.shares.enumerated() where share > 0 {
      for b in shares.indices where draws.isStable[point][b] { shares[b] += share }
    }
    return shares
  }

  /// What goes wrong outside, and where.
  private func parts(_ cells: SweepCells) -> [SweepReport.Part] {
    let wrong = cells.owners.indices.filter { !isStable(cells.owners[$0]) }
    let kinds = Dictionary(grouping: wrong) { sample in
      let owner = cells.owners[sample]
      return SweepKind(outcomes[owner], points[owner].arm.eligibility.neglects)
    }
    let parts = kinds.map { kind, members in
      SweepReport.Part(
        outcome: kind.outcome, neglects: kind.neglects,
        share: Double(members.count) / Double(cells.samples.count),
        center: cells.samples[0].indices.map { i in
          members.reduce(0) { $0 + cells.samples[$1][i] } / Double(members.count)
        })
    }
    return parts.sorted {
      ($1.share, $0.outcome.rawValue, $0.neglects.joined())
        < ($0.share, $1.outcome.rawValue, $1.neglects.joined())
    }
  }
}

/// What a neighbor must differ in for the outcome to change between the two.
struct SweepKind: Hashable {
  let outcome: SweepReport.Outcome
  let neglects: [String]

  init(_ outcome: SweepReport.Outcome, _ neglects: [String]) {
    (self.outcome, self.neglects) = (outcome, neglects)
  }
}
