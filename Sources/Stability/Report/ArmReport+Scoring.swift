internal import Records
internal import Statistics

extension ArmReport {
  /// The row of one arm.
  init(of arm: StudyScore.Arm, front: ReferenceFront?, in study: StudyScore) throws {
    let (record, runs, single) = (arm.record, arm.runs, arm.single)
    let rated = study.model.scales == nil ? nil : single
    let survived = runs.count(where: \.survived)
    let proportion = try ClopperPearson(
      successes: survived, of: runs.count, level: study.model.profile.confidence)
    let attained = try Self.attainmentInterval(of: rated, study)
    self.init(
      name: record.name, strategy: record.strategy, settings: record.settings,
      baseline: record.isBaseline, optimizer: record.optimizer,
      pullbacksPerStep: record.pullbacksPerStep, q: rated?.stability,
      interval: try arm.replicates.flatMap { try study.bootstrap?.interval($0) },
      status: arm.eligibility.status, flags: Self.flags(of: arm, attained, study.model),
      neglects: arm.eligibility.neglects,
      survival: Survival(
        survived: survived, runs: runs.count, share: Double(survived) / Double(runs.count),
        interval: Interval(
          level: study.model.profile.confidence, lower: proportion.lower, upper: proportion.upper)),
      meanScore: rated?.meanScore, reproducibility: rated?.reproducibility,
      attainment: rated?.attainment,
      halvings: rated.flatMap { Halvings.mean(of: $0.runs.compactMap { $0.measures?.halvings }) },
      spread: rated?.spread, worstQuarter: try rated?.worstQuarter(),
      objectives: try study.model.objectives.indices.map {
        try ObjectiveLevel(of: $0, runs, study.model)
      },
      outcomes: Self.outcomes(of: runs), attainmentInterval: attained,
      seeds: try rated.map { try SeedReport(of: $0, front: front, model: study.model) },
      gradients: arm.gradients,
      halvingIntervals: try rated.flatMap { arm in
        try study.bootstrap.flatMap { try HalvingIntervals(of: arm, $0) }
      })
  }

  /// The interval of the mean attainment over resampled seeds.
  private static func attainmentInterval(
    of arm: ArmScore?, _ study: StudyScore
  ) throws -> Interval? {
    guard let arm, let bootstrap = study.bootstrap else { return nil }
    let attained = try FiniteSeries(arm.runs.map { $0.attainment ?? 0 })
    let n = Double(attained.count)
    return try bootstrap.interval(bootstrap.resamples.sums(of: attained).map { $0 / n })
  }

  /// BORDERLINE when the attainment's interval holds the floor, UNSETTLED when in more than half of the
  /// survivors some objective still drifts the same way at the end, POOL-RELATIVE when the units were
  /// pooled over the arms themselves.
  private static func flags(
    of arm: StudyScore.Arm, _ attained: Interval?, _ model: MeasurementModel
  ) -> [String] {
    let measures = arm.runs.compactMap(\.measures)
    let isUnsettled = model.objectives.indices.contains { i in
      [Drift.Course.rising, .falling].contains { course in
        2 * measures.count { $0.drifts[i].course == course } > measures.count
      }
    }
    let floor = model.profile.attainmentFloor
    let isBorderline = attained.map { $0.lower < floor && floor <= $0.upper } ?? false
    return (isUnsettled ? ["UNSETTLED"] : []) + (isBorderline ? ["BORDERLINE"] : [])
      + (model.isPoolRelative ? ["POOL-RELATIVE"] : [])
  }

  private static func outcomes(of runs: [ScoredRun]) -> [OutcomeCount] {
    let finished = OutcomeCount(
      outcome: "finished", count: runs.count(where: \.survived), steps: [])
    let failures = runs.compactMap(\.failure)
    return [finished]
      + Failure.Cause.allCases.compactMap { cause in
        let steps = failures.filter { $0.cause == cause }.map(\.step).sorted()
        return steps.isEmpty
          ? nil : OutcomeCount(outcome: cause.rawValue, count: steps.count, steps: steps)
      }
  }
}

extension ArmReport.HalvingIntervals {
  /// Resamples the mean over surviving seeds; `nil` for an arm without survivors.
  ///
  ///     h* = Σᵢ cᵢhᵢ / Σᵢ cᵢ over survivors, cᵢ how often seed i was drawn
  ///
  /// A resample without survivors says nothing and is left out.
  fileprivate init?(of arm: ArmScore, _ bootstrap: SeedBootstrap) throws {
    let halvings = arm.runs.map { $0.measures?.halvings }
    guard halvings.contains(where: { $0 != nil }) else { return nil }
    let drawn = try bootstrap.resamples.sums(of: FiniteSeries(halvings.map { $0 == nil ? 0 : 1 }))
    func interval(_ component: (ArmReport.Halvings) -> Double) throws -> Interval {
      let sums = try bootstrap.resamples.sums(
        of: FiniteSeries(halvings.map { $0.map(component) ?? 0 }))
      return try bootstrap.interval(zip(sums, drawn).map { $1 > 0 ? $0 / $1 : 0 }) { drawn[$0] > 0 }
    }
    self.init(
      noise: try interval(\.noise), spikes: try interval(\.spikes),
      regress: try interval(\.regress), wander: try interval(\.wander))
  }
}

extension ArmReport.ObjectiveLevel {
  /// The levels of one objective over the runs of an arm.
  init(of index: Int, _ runs: [ScoredRun], _ model: MeasurementModel) throws {
    let finals = runs.compactMap { $0.final?[index] }
    let quartiles = try finals.isEmpty ? nil : FiniteSeries(finals).quantiles([0.25, 0.75])
    self.init(
      name: model.objectives[index].name,
      start: try Self.median(runs.compactMap { $0.start?[index] }),
      median: try Self.median(finals), lowerQuartile: quartiles?[0], upperQuartile: quartiles?[1],
      z: try Self.median(runs.compactMap { $0.measures?.end[index] }))
  }

  private static func median(_ values: [Double]) throws -> Double? {
    try values.isEmpty ? nil : FiniteSeries(values).median
  }
}
