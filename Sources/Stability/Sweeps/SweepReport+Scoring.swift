public import Records

extension SweepReport {
  /// Says where the sweep of a scored study is stable; `nil` unless the study is a sweep.
  init?(of score: StudyScore) throws {
    guard let sweep = try SweepScore(of: score) else { return nil }
    self.init(
      kind: sweep.space == .alpha ? .alpha : .simplex, units: sweep.space.units,
      points: sweep.points.enumerated().map { index, point in
        Point(
          arm: point.arm.record.name, place: point.place, outcome: sweep.outcomes[index],
          neglects: point.arm.eligibility.neglects,
          stableShare: sweep.draws?.stableShare(of: index))
      },
      best: sweep.best.map { sweep.points[$0].arm.record.name },
      emptyShare: sweep.draws?.emptyShare, range: try sweep.range(score.bootstrap),
      region: try sweep.region(score.bootstrap))
  }
}

extension RecordedStudy {
  /// Where a sweep is stable, without the rest of the report; `nil` unless the study is a sweep: all
  /// arms but the baseline are fixed weights of one ``SweepSpace``, more than there are objectives.
  ///
  /// - Throws: ``StabilityError``, as ``stability(profile:)``.
  public func sweep(profile: ScoreProfile = .v1) throws -> SweepReport? {
    try SweepReport(of: StudyScore(self, profile: profile))
  }
}
