internal import Records

extension PairReport {
  /// The comparisons of rated arms: each with each, and each with a rated baseline, the control.
  static func all(in study: StudyScore) throws -> [PairReport] {
    let rated = study.arms.filter { $0.eligibility.status == .rated && !$0.record.isFront }
    let ranked = rated.filter { !$0.record.isBaseline }
    let baseline = rated.filter(\.record.isBaseline)
    let pairs = ranked.indices.flatMap { i in
      ranked[(i + 1)...].map { (ranked[i], $0) } + baseline.map { (ranked[i], $0) }
    }
    return try pairs.compactMap { try PairReport(of: $0, $1, study.bootstrap) }
  }

  /// Compares two arms; `nil` without resamples.
  private init?(
    of a: StudyScore.Arm, _ b: StudyScore.Arm, _ bootstrap: SeedBootstrap?
  ) throws {
    guard let bootstrap, let first = a.single, let second = b.single,
      let left = a.replicates, let right = b.replicates
    else { return nil }
    self.init(
      a: first.name, b: second.name, difference: first.stability - second.stability,
      interval: try bootstrap.interval(zip(left, right).map { $0 - $1 }))
  }

  /// Whether the interval of the difference leaves 0 out.
  var isDistinguished: Bool { interval.lower > 0 || interval.upper < 0 }
}
