internal import Records
internal import Statistics

extension PairReport {
  /// The comparisons of rated arms: each with each, and each with a rated baseline, the control;
  /// none in a long sweep.
  static func all(in study: StudyScore, _ sensitivity: Sensitivity?) throws -> [PairReport] {
    guard let bootstrap = study.bootstrap, study.isCompared else { return [] }
    let arms = study.rated
    let ranked = arms.filter { !$0.record.isBaseline }
    let baseline = arms.filter(\.record.isBaseline)
    let pairs = ranked.indices.flatMap { i in
      ranked[(i + 1)...].map { (ranked[i], $0) } + baseline.map { (ranked[i], $0) }
    }
    guard !pairs.isEmpty else { return [] }
    let profile = study.model.profile
    let draws = try ComparisonDraws(seeds: study.study.seeds, profile: profile)
    let ends = Dictionary(
      uniqueKeysWithValues: try arms.map { ($0.record.name, try CenteredEnds(of: $0.members[0])) })
    var reports = try pairs.concurrentMap { a, b -> PairReport? in
      guard let left = ends[a.record.name], let right = ends[b.record.name] else { return nil }
      return try PairReport(of: a, b, (left, right), draws, bootstrap, profile)
    }.compactMap { $0 }
    let corrected = Holm.adjusted(reports.map { $0.p ?? 1 })
    for index in reports.indices {
      reports[index].pHolm = corrected[index]
      reports[index].agreement = sensitivity?.agreement(reports[index])
      reports[index].reading = reports[index].wording(profile)
    }
    return reports
  }

  private init?(
    of a: StudyScore.Arm, _ b: StudyScore.Arm, _ ends: (CenteredEnds, CenteredEnds),
    _ draws: ComparisonDraws, _ bootstrap: SeedBootstrap, _ profile: ScoreProfile
  ) throws {
    guard let first = a.single, let second = b.single, let left = a.replicates,
      let right = b.replicates
    else { return nil }
    let swaps = try SwapTest(first, second, ends: ends, flips: draws.flips)
    self.init(
      a: first.name, b: second.name, difference: first.stability - second.stability,
      interval: try bootstrap.interval(zip(left, right).map { $0 - $1 }), p: swaps.stabilityP,
      tests: try Self.tests(first, second, swaps, draws.flips),
      effects: try Effects(first, second, draws.weights, bootstrap, profile))
  }

  /// The primary test and the three that explain it, corrected among themselves, then Wilcoxon's.
  private static func tests(
    _ a: ArmScore, _ b: ArmScore, _ swaps: SwapTest, _ flips: SignFlips
  ) throws -> [TestResult] {
    let d = try FiniteSeries(zip(a.guarded, b.guarded).map { $0 - $1 })
    let parts: [(String, Double?)] = [
      ("sign-flip", try SignFlipTest(d, flips: flips).pValue),
      ("permutation-spread", swaps.spreadP),
      ("mcnemar", try McNemarTest(a.runs.map(\.survived), b.runs.map(\.survived)).pValue),
    ]
    let defined = parts.indices.filter { parts[$0].1 != nil }
    let corrected = Holm.adjusted(defined.map { parts[$0].1 ?? 1 })
    let explained = parts.indices.map { index in
      TestResult(
        id: parts[index].0, p: parts[index].1,
        pHolm: defined.firstIndex(of: index).map { corrected[$0] })
    }
    return [TestResult(id: "permutation-q", p: swaps.stabilityP, pHolm: nil)] + explained
      + [TestResult(id: "wilcoxon", p: WilcoxonTest(d).pValue, pHolm: nil)]
  }

  /// One arm is more stable when the corrected probability is small, the interval leaves 0 out and
  /// nearly all tolerances agree; both are equivalent when the posterior of the region of equivalence
  /// is large and holds the whole interval; anything else is not distinguished.
  func wording(_ profile: ScoreProfile) -> Reading {
    let isClear =
      (pHolm ?? 1) < profile.significance && (interval.lower > 0 || interval.upper < 0)
      && (agreement ?? 0) >= profile.agreement
    if isClear { return difference > 0 ? .first : .second }
    let isNarrow = interval.lower > -profile.equivalence && interval.upper < profile.equivalence
    let posterior = effects?.posterior.equivalent ?? 0
    return isNarrow && posterior >= profile.confidence ? .equivalent : .notDistinguished
  }

  /// Whether one of the two may be called more stable.
  var isDistinguished: Bool { reading == .first || reading == .second }
}

extension PairReport.Effects {
  fileprivate init(
    _ a: ArmScore, _ b: ArmScore, _ weights: DirichletWeights, _ bootstrap: SeedBootstrap,
    _ profile: ScoreProfile
  ) throws {
    let sizes = PairEffects(a, b, bootstrap)
    // What each seed adds to Q, so that the differences average to ΔQ.
    let parts = zip(a.guarded, b.guarded).map { $0 * a.reproducibility - $1 * b.reproducibility }
    let superiority = try sizes.superiority()
    self.init(
      shift: try sizes.shift(level: profile.confidence), rankBiserial: try sizes.rankBiserial(),
      improvement: try sizes.improvement(), superiority: superiority,
      cliffsDelta: .init(
        value: 2 * superiority.value - 1,
        interval: Interval(
          level: superiority.interval.level, lower: 2 * superiority.interval.lower - 1,
          upper: 2 * superiority.interval.upper - 1)),
      posterior: try BayesianSignedRank(
        FiniteSeries(parts), rope: profile.equivalence, weights: weights))
  }
}

extension [PairReport] {
  /// Whether a comparison in the list tells two arms apart.
  func tellApart(_ a: String, _ b: String) -> Bool {
    contains { ($0.a, $0.b) == (a, b) || ($0.a, $0.b) == (b, a) ? $0.isDistinguished : false }
  }
}
