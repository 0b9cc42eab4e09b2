internal import Statistics

/// Resamples the seeds, the same for every arm, and computes everything again.
struct SeedBootstrap {
  let resamples: Resamples
  let summary: BootstrapSummary
  /// The confidence level of all intervals.
  let level: Double
  private let percentile: ExpandedPercentile

  /// Draws the seeds of a study, or takes all resamples that differ where they are no more.
  init(seeds: Int, profile: ScoreProfile) throws {
    let seed = StreamSeed(master: profile.masterSeed, purpose: "bootstrap")
    resamples = try Resamples(upTo: profile.resamples, of: seeds, seed: seed)
    percentile = try ExpandedPercentile(count: seeds, level: profile.confidence)
    level = profile.confidence
    summary = BootstrapSummary(
      generator: resamples.isExact ? nil : MersenneTwister.name, master: seed.master,
      seed: resamples.seed, resamples: resamples.count)
  }

  /// The expanded percentile interval of a statistic's replicates.
  ///
  /// - Parameters:
  ///   - replicates: One for every resample, `[B]`.
  ///   - isDefined: In which resamples the statistic says something; the others are left out.
  func interval(
    _ replicates: [Double], where isDefined: (_ resample: Int) -> Bool = { _ in true }
  ) throws -> Interval {
    let places = replicates.indices.filter(isDefined)
    let series = try FiniteSeries(places.map { replicates[$0] }, named: "the replicates")
    let ends =
      try resamples.isExact
      ? percentile.ends(of: series.values, weights: places.map { resamples.weights[$0] })
      : percentile.ends(of: series)
    return Interval(level: level, lower: ends.lower, upper: ends.upper)
  }

  /// The same of places in an order, which cannot be averaged: the outermost places that the
  /// percentiles touch.
  ///
  /// - Parameters:
  ///   - places: What was found in some of the resamples, not empty.
  ///   - draws: Which resamples, of the same shape.
  func outerPlaces(_ places: [Int], of draws: [Int]) throws -> (lower: Int, upper: Int) {
    try percentile.ends(of: places, weights: draws.map { resamples.weights[$0] })
  }

  /// `Q` of every resample, `[B]`.
  ///
  ///     Q = Σᵢ cᵢqᵢ/n · 2^(−R/0.15),   R = Σᵢⱼ cᵢcⱼdᵢⱼ / Σᵢⱼ cᵢcⱼ over survivors i ≠ j
  ///
  /// Pairs of the same original seed are left out, which would otherwise draw `R` towards 0.
  func stabilities(of arm: ArmScore) throws -> [Double] {
    let scores = try resamples.sums(of: FiniteSeries(arm.guarded))
    let spreads = try resamples.means(
      ofPairs: FiniteSeries(arm.distances), among: arm.runs.map(\.survived))
    let n = Double(arm.runs.count)
    return zip(scores, spreads).map { $0 / n * arm.factor(ofSpread: $1) }
  }

  /// The median of every resample, `[B]`.
  ///
  /// - Parameter values: One number a seed, `[n]`.
  func medians(of values: [Double]) -> [Double] {
    let order = values.indices.sorted { values[$0] < values[$1] }
    let (low, high) = (Double((values.count - 1) / 2), Double(values.count / 2))
    return resamples.map { counts in
      var (drawn, lower, upper) = (DrawLanes.zero, DrawLanes.zero, DrawLanes.zero)
      // The last seed before which no more than half were drawn holds the middle.
      for seed in order {
        lower.replace(with: values[seed], where: drawn .<= low)
        upper.replace(with: values[seed], where: drawn .<= high)
        drawn += counts[seed]
      }
      return (lower + upper) / 2
    }
  }
}
