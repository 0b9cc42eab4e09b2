public import Records

extension StabilityReport {
  /// Scores a study: every run, every arm, every pair and front, with their uncertainty.
  ///
  /// Everything is computed from the recorded traces and the profile alone, so the same results give
  /// the same report, to the byte, on any number of threads.
  ///
  /// - Parameters:
  ///   - results: A study with one run for every arm, member and seed. It is read arm by arm: the
  ///     objectives' values of all runs are kept in memory, and the evidence of one arm at a time.
  ///   - profile: The constants of the score.
  /// - Throws: ``StabilityError`` when the runs are not those of the study, and what reading them
  ///   throws. A study that cannot be measured is no error: its status says `NO-UNIT` or
  ///   `INSUFFICIENT`, and why.
  public init(scoring results: some RecordedStudy, profile: ScoreProfile = .v1) throws {
    let score = try StudyScore(results, profile: profile)
    let front = try ReferenceFront(of: score.arms)
    let arms = try score.arms.map { try ArmReport(of: $0, front: front, in: score) }
    let sensitivity = score.isCompared ? try Sensitivity(of: score) : nil
    let sweep = try SweepReport(of: score)
    let pairs = try PairReport.all(in: score, sensitivity)
    let sets = score.arms.filter(\.record.isFront)
    let reference = try FrontScore.reference(of: sets.flatMap(\.members), score.model)
    let fronts = try sets.map { arm in
      try FrontScore(
        arm: arm.record, members: arm.members, model: score.model, reference: reference
      ).report(score.bootstrap)
    }
    self.init(
      study: StudySummary(of: score),
      verdict: Verdict(
        arms: arms, fronts: fronts, pairs: pairs, sweep: score.isCompared ? nil : sweep, score.model
      ).text,
      arms: arms,
      runs: try score.arms.flatMap(\.runs).concurrentMap {
        try RunReport(of: $0, front: front, in: score)
      }, pairs: pairs,
      comparison: try ComparisonReport(of: score, pairs: pairs),
      sensitivity: try sensitivity?.report(), fronts: fronts,
      equalCost: try EqualCost(score: score, reference: reference).report(),
      sweep: sweep, diagnosis: score.study.diagnosis,
      advice: Advice(arms: arms, pairs: pairs, sensitivity: try sensitivity?.report(), score).all,
      references: Citations.all(of: score.study, hasPairs: !pairs.isEmpty))
  }
}
