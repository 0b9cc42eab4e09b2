internal import Records

/// The stable values around the steadiest, in a row of rising alphas.
struct StableStretch: Hashable {
  /// The places of the first and the last stable value.
  let lower, upper: Int
  /// How many values there are.
  private let count: Int

  /// Walks from a stable value both ways until a value is not stable.
  init(around best: Int, of count: Int, isStable: (Int) -> Bool) {
    self.count = count
    lower = stride(from: best, to: 0, by: -1).first { !isStable($0 - 1) } ?? 0
    upper = (best..<count - 1).first { !isStable($0 + 1) } ?? count - 1
  }

  /// The place of the neighbor below; -1 where there is none.
  var below: Int { lower - 1 }
  /// The place of the neighbor above; `count` where there is none.
  var above: Int { upper + 1 }
  /// Whether the edge of the sweep comes before the end of the range. A weight cannot be less than 0.
  func isOpenBelow(_ values: [Double]) -> Bool { lower == 0 && values[0] > 0 }
  /// Whether the edge of the sweep comes before the end of the range.
  var isOpenAbove: Bool { upper == count - 1 }
}

extension SweepScore {
  /// The range of alpha around the steadiest value, with the intervals of its ends.
  func range(_ bootstrap: SeedBootstrap?) throws -> SweepReport.Range? {
    guard space == .alpha, let best else { return nil }
    let values = points.map { $0.place[0] }
    let found = StableStretch(around: best, of: values.count, isStable: isStable)
    let drawn = stretches
    let inside = found.lower...found.upper
    return SweepReport.Range(
      lower: SweepReport.End(
        stable: values[found.lower], unstable: found.below < 0 ? nil : values[found.below],
        interval: try bootstrap.flatMap {
          // At 0 the range is closed: no weight lies below.
          try interval(
            drawn, below: { values[$0.lower] == 0 ? 0 : $0.below }, above: \.lower, values, $0)
        }, openShare: share(drawn) { $0.isOpenBelow(values) }),
      upper: SweepReport.End(
        stable: values[found.upper],
        unstable: found.isOpenAbove ? nil : values[found.above],
        interval: try bootstrap.flatMap {
          try interval(drawn, below: \.upper, above: \.above, values, $0)
        }, openShare: share(drawn, where: \.isOpenAbove)),
      elsewhere: values.indices.filter { isStable($0) && !inside.contains($0) }.map { values[$0] })
  }

  /// A resample that has a range, and the range.
  private typealias DrawnStretch = (draw: Int, stretch: StableStretch)

  /// The range of every resample that has one.
  private var stretches: [DrawnStretch] {
    guard let draws else { return [] }
    return draws.best.enumerated().compactMap { b, best in
      best < 0
        ? nil : (b, StableStretch(around: best, of: points.count) { draws.isStable[$0][b] })
    }
  }

  private func share(
    _ stretches: [DrawnStretch], where matches: (StableStretch) -> Bool
  ) -> Double {
    draws?.share(of: stretches.filter { matches($0.stretch) }.map(\.draw)) ?? 0
  }

  /// From the low percentile of what bounds an end below to the high one of what bounds it above.
  private func interval(
    _ stretches: [DrawnStretch], below: (StableStretch) -> Int, above: (StableStretch) -> Int,
    _ values: [Double], _ bootstrap: SeedBootstrap
  ) throws -> SweepReport.OpenInterval? {
    guard !stretches.isEmpty else { return nil }
    let draws = stretches.map(\.draw)
    let low = try bootstrap.outerPlaces(stretches.map { below($0.stretch) }, of: draws).lower
    let high = try bootstrap.outerPlaces(stretches.map { above($0.stretch) }, of: draws).upper
    return SweepReport.OpenInterval(
      level: bootstrap.level, lower: values.indices.contains(low) ? values[low] : nil,
      upper: values.indices.contains(high) ? values[high] : nil)
  }
}
