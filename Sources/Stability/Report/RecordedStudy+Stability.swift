public import Records

extension RecordedStudy {
  /// Scores the study: see ``StabilityReport/init(scoring:profile:)``.
  ///
  /// - Throws: ``StabilityError``, as that initializer.
  public func stability(profile: ScoreProfile = .v1) throws -> StabilityReport {
    try StabilityReport(scoring: self, profile: profile)
  }
}
