internal import Records
internal import Statistics

/// The arms of a sweep, judged as they are and in every resample of the seeds.
struct SweepScore {
  let space: SweepSpace
  let points: [(arm: StudyScore.Arm, place: [Double])]
  /// What became of each point.
  let outcomes: [SweepReport.Outcome]
  /// The steadiest of the sound points: rated, without a lost run.
  let best: Int?
  /// The same in every resample; `nil` where nothing was resampled.
  let draws: SweepDraws?

  /// Judges the arms; `nil` unless the study is a sweep.
  init?(of score: StudyScore) throws {
    guard let (space, places) = SweepSpace.places(in: score.study) else { return nil }
    let arms = Dictionary(uniqueKeysWithValues: score.arms.map { ($0.record.name, $0) })
    let found = places.compactMap { name, place in arms[name].map { (arm: $0, place: place) } }
    let points = space == .alpha ? found.sorted { $0.place[0] < $1.place[0] } : found
    let sound = points.map { Self.sound($0.arm) }
    let best = sound.indices.filter { sound[$0] != nil }.max { (sound[$0] ?? 0) < (sound[$1] ?? 0) }
    let top = best.flatMap { sound[$0] } ?? 0
    (self.space, self.points, self.best) = (space, points, best)
    outcomes = zip(points, sound).map { Self.outcome($0.arm, sound: $1, best: top) }
    draws = try score.bootstrap.map { try SweepDraws(points.map(\.arm), $0, score.model.profile) }
  }

  /// Whether a point is stable.
  func isStable(_ index: Int) -> Bool { outcomes[index] == .stable }

  /// The stability of a rated arm that lost no run; `nil` of any other.
  private static func sound(_ arm: StudyScore.Arm) -> Double? {
    guard arm.eligibility.status == .rated, let single = arm.single,
      single.runs.allSatisfy(\.survived)
    else { return nil }
    return single.stability
  }

  private static func outcome(
    _ arm: StudyScore.Arm, sound: Double?, best: Double
  ) -> SweepReport.Outcome {
    switch arm.eligibility.status {
    case .rated:
      guard let sound else { return .lossy }
      return SweepDraws.isStable(sound, best: best) ? .stable : .unsteady
    case .neglects: return .neglects
    case .inert: return .inert
    case .failed: return .failed
    case .insufficient, .noUnit: return .unjudged
    }
  }
}
