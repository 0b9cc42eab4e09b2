internal import Statistics

/// A sweep in every resample of the seeds, the same seeds for every arm.
///
/// A resample's arm is sound when none of its drawn runs was lost and their mean attainment reaches
/// the floor; it is stable when it is sound and its `Q` is at least half of the resample's best.
struct SweepDraws {
  /// Which points are stable, by point and resample, `[points, B]`.
  let isStable: [[Bool]]
  /// The steadiest sound point of each resample, `[B]`; -1 of none.
  let best: [Int]
  /// How likely each resample is.
  private let resamples: Resamples

  /// The number of resamples, `B`.
  var count: Int { best.count }

  /// The rule of stability.
  static func isStable(_ q: Double, best: Double) -> Bool { q >= best / 2 }

  /// Resamples the arms.
  init(_ arms: [StudyScore.Arm], _ bootstrap: SeedBootstrap, _ profile: ScoreProfile) throws {
    let sound = try arms.map { try Self.sound($0, bootstrap, profile) }
    let count = bootstrap.resamples.count
    var best = [Int](repeating: -1, count: count)
    for (point, values) in sound.enumerated() {
      for b in 0..<count where values[b] >= 0 {
        if best[b] < 0 || values[b] > sound[best[b]][b] { best[b] = point }
      }
    }
    isStable = sound.map { values in
      (0..<count).map { b in
        values[b] >= 0 && Self.isStable(values[b], best: sound[best[b]][b])
      }
    }
    (self.best, resamples) = (best, bootstrap.resamples)
  }

  /// The share of resamples in which a point is stable.
  func stableShare(of point: Int) -> Double {
    resamples.share { isStable[point][$0] }
  }

  /// The share of resamples in which no point is sound.
  var emptyShare: Double { resamples.share { best[$0] < 0 } }

  /// The probability of the resamples in a list.
  func share(of draws: [Int]) -> Double {
    let listed = Set(draws)
    return resamples.share { listed.contains($0) }
  }

  /// `Q` in every resample, -1 where the arm is not sound.
  private static func sound(
    _ arm: StudyScore.Arm, _ bootstrap: SeedBootstrap, _ profile: ScoreProfile
  ) throws -> [Double] {
    let runs = arm.runs
    let lost = try bootstrap.resamples.sums(of: FiniteSeries(runs.map { $0.survived ? 0 : 1 }))
    let attained = try bootstrap.resamples.sums(of: FiniteSeries(runs.map { $0.attainment ?? 0 }))
    let floor = profile.attainmentFloor * Double(runs.count)
    return (arm.replicates ?? []).enumerated().map { b, q in
      lost[b] == 0 && attained[b] >= floor ? q : -1
    }
  }
}
