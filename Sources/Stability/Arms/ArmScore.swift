internal import Glibc
internal import Statistics

/// One arm (or one member of a Pareto arm) over its seeds.
///
///     Q = survival × mean guarded score of survivors × 2^(−R/0.15)
struct ArmScore {
  let name: String
  /// The runs by seed.
  let runs: [ScoredRun]
  /// `q` by seed, `[n]`, 0 for a failed run.
  let guarded: [Double]
  /// The distances between the final levels of survivors in units, `[n, n]`, 0 for failed runs.
  let distances: [Double]
  /// The seed spread `R`; `nil` for fewer than two survivors.
  let spread: Double?
  private let profile: ScoreProfile

  /// Puts the runs of one arm together.
  init(_ name: String, _ runs: [ScoredRun], profile: ScoreProfile) throws {
    (self.name, self.runs, self.profile) = (name, runs, profile)
    guarded = runs.map { $0.guarded(profile) }
    let ends = runs.enumerated().compactMap { seed, run in
      run.measures.map { (seed: seed, end: $0.end) }
    }
    let between = try ChebyshevDistances(between: ends.map(\.end))
    spread = between.mean
    var distances = [Double](repeating: 0, count: runs.count * runs.count)
    for (i, a) in ends.enumerated() {
      for (j, b) in ends.enumerated() {
        distances[a.seed * runs.count + b.seed] = between.values[i * between.count + j]
      }
    }
    self.distances = distances
  }

  var survivors: [ScoredRun] { runs.filter(\.survived) }

  /// The share of runs that survived.
  var survival: Double { Double(survivors.count) / Double(runs.count) }

  /// The mean guarded score of survivors; `nil` of none.
  var meanScore: Double? {
    survivors.isEmpty ? nil : guarded.reduce(0, +) / Double(survivors.count)
  }

  /// `2^(−R/0.15)`; 1 for fewer than two survivors.
  var reproducibility: Double { factor(ofSpread: spread ?? 0) }

  /// The stability `Q`, in [0, 1].
  var stability: Double { guarded.reduce(0, +) / Double(runs.count) * reproducibility }

  /// The mean attainment over all runs, 0 for a failed one.
  var attainment: Double { runs.reduce(0) { $0 + ($1.attainment ?? 0) } / Double(runs.count) }

  /// The mean of the worst quarter of guarded scores.
  func worstQuarter() throws -> Double { try FiniteSeries(guarded).smallestShareMean(0.25) }

  /// The factor by which a seed spread lowers the stability.
  func factor(ofSpread spread: Double) -> Double { exp2(-spread / profile.tolerances.spread) }
}
