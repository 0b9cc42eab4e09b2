internal import Statistics

/// The sizes of the difference between two arms' guarded run scores, seed by seed.
struct PairEffects {
  private let a: [Double]
  private let b: [Double]
  private let bootstrap: SeedBootstrap

  init(_ a: ArmScore, _ b: ArmScore, _ bootstrap: SeedBootstrap) {
    (self.a, self.b, self.bootstrap) = (a.guarded, b.guarded, bootstrap)
  }

  private var differences: [Double] { zip(a, b).map { $0 - $1 } }

  /// The median of pairwise means, with Wilcoxon's interval.
  func shift(level: Double) throws -> PairReport.Effect {
    let found = try HodgesLehmann(FiniteSeries(differences), level: level)
    return .init(
      value: found.shift, interval: Interval(level: level, lower: found.lower, upper: found.upper))
  }

  /// The share of seeds in which the first is better, ties half.
  func improvement() throws -> PairReport.Effect {
    let n = Double(a.count)
    let replicates = try bootstrap.resamples.sums(of: FiniteSeries(Self.wins(differences)))
      .map { $0 / n }
    return .init(
      value: Self.improvement(differences), interval: try bootstrap.interval(replicates))
  }

  /// The share of positive differences, those of 0 half.
  static func improvement(_ differences: [Double]) -> Double {
    wins(differences).reduce(0, +) / Double(differences.count)
  }

  private static func wins(_ differences: [Double]) -> [Double] {
    differences.map { $0 > 0 ? 1 : $0 < 0 ? 0 : 0.5 }
  }

  /// The chance that a run of the first beats a run of the second of any seed, ties half: `A₁₂`.
  func superiority() throws -> PairReport.Effect {
    let value = MannWhitneyTest(try FiniteSeries(a), try FiniteSeries(b)).superiority
    let order = Groups(a + b)
    let n = Double(a.count)
    let split = a.count
    let replicates = bootstrap.resamples.map { counts in
      var (below, wins) = (DrawLanes.zero, DrawLanes.zero)
      order.visit { places in
        var (first, second) = (DrawLanes.zero, DrawLanes.zero)
        for place in places {
          if place < split { first += counts[place] } else { second += counts[place - split] }
        }
        wins += first * (below + second / 2)
        below += second
      }
      return wins / (n * n)
    }
    return .init(value: value, interval: try bootstrap.interval(replicates))
  }

  /// The matched rank-biserial correlation `(W₊ − W₋)/(W₊ + W₋)`.
  func rankBiserial() throws -> PairReport.Effect {
    let d = differences
    let value = WilcoxonTest(try FiniteSeries(d)).rankBiserial
    // Differences of 0 have no rank: they go first and are passed over.
    let order = Groups(d.map(\.magnitude))
    let replicates = bootstrap.resamples.map { counts in
      var (before, balance, total) = (DrawLanes.zero, DrawLanes.zero, DrawLanes.zero)
      order.visit { places in
        guard d[places[0]] != 0 else { return }
        var (size, signed) = (DrawLanes.zero, DrawLanes.zero)
        for place in places {
          size += counts[place]
          signed += d[place] > 0 ? counts[place] : -counts[place]
        }
        let rank = before + (size + 1) / 2
        total += size * rank
        balance += signed * rank
        before += size
      }
      return (balance / total).replacing(with: 0, where: total .<= 0)
    }
    return .init(value: value, interval: try bootstrap.interval(replicates))
  }
}

/// Places of values in ascending order, equal values together.
private struct Groups {
  /// The places of all values.
  private let places: [Int]
  /// Where in them each group ends.
  private let ends: [Int]

  init(_ values: [Double]) {
    let order = values.indices.sorted { (values[$0], $0) < (values[$1], $1) }
    places = order
    ends = order.indices.compactMap { index in
      let next = index + 1
      return next == order.count || values[order[next]] != values[order[index]] ? next : nil
    }
  }

  /// Hands over group after group, the smallest values first.
  @inline(__always)
  func visit(_ body: (UnsafeBufferPointer<Int>) -> Void) {
    places.withUnsafeBufferPointer { places in
      var start = 0
      for end in ends {
        body(UnsafeBufferPointer(rebasing: places[start..<end]))
        start = end
      }
    }
  }
}
