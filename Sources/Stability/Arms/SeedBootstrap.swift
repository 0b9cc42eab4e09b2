internal import Statistics

/// Resamples the seeds, the same for every arm, and computes everything again.
struct SeedBootstrap {
  let resamples: Resamples
  let summary: BootstrapSummary
  /// The confidence level of all intervals.
  let level: Double
  private let percentile: ExpandedPercentile

  /// Draws the seeds of a study.
  init(seeds: Int, profile: ScoreProfile) throws {
    let seed = StreamSeed(master: profile.masterSeed, purpose: "bootstrap")
    let count = seeds < 8 ? profile.resamplesOfFewSeeds : profile.resamples
    resamples = try Resamples(count, of: seeds, seed: seed)
    percentile = try ExpandedPercentile(count: seeds, level: profile.confidence)
    level = profile.confidence
    summary = BootstrapSummary(
      generator: MersenneTwister.name, master: seed.master, seed: seed.value, resamples: count)
  }

  /// The expanded percentile interval of a statistic's replicates.
  func interval(_ replicates: [Double]) throws -> Interval {
    let ends = try percentile.ends(of: FiniteSeries(replicates, named: "the replicates"))
    return Interval(level: level, lower: ends.lower, upper: ends.upper)
  }

  /// The same of places in an order, which cannot be averaged: the outermost places that the
  /// percentiles touch.
  func outerPlaces(_ replicates: [Int]) -> (lower: Int, upper: Int) {
    let sorted = replicates.sorted()
    let last = Double(sorted.count - 1)
    return (
      sorted[Int((percentile.tail * last).rounded(.down))],
      sorted[Int(((1 - percentile.tail) * last).rounded(.up))]
    )
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
