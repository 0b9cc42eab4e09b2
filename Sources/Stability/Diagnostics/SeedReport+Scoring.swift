internal import Records
internal import Statistics

extension SeedReport {
  /// Looks at the seeds of one arm.
  init(of arm: ArmScore, front: ReferenceFront?, model: MeasurementModel) throws {
    let scores = try FiniteSeries(arm.guarded, named: "the run scores")
    let measures = arm.runs.compactMap(\.measures)
    let totals = measures.map(\.halvings.total)
    let steps = [0.25, 0.5, 1, 1.5, 2, 3, 4, 6, 8]
    let drawdowns = try measures.map { run in
      try run.parts.levels.map {
        try FiniteSeries($0).drawdowns.largestShareMean(model.profile.tailShare)
      }.max() ?? 0
    }
    let efficiencies = measures.compactMap { front?.efficiency(from: $0.start, to: $0.end) }
    self.init(
      interquartileMean: scores.interquartileMean, median: scores.median, qn: scores.qn,
      mad: scores.medianAbsoluteDeviation,
      checkpoints: measures.count < 2 ? [] : try Self.checkpoints(measures, model),
      clusters: try Clusters(arm.runs, model),
      drawdown: drawdowns.isEmpty ? nil : try FiniteSeries(drawdowns).median,
      paretoEfficiency: efficiencies.isEmpty ? nil : try FiniteSeries(efficiencies).median,
      halvings: steps,
      performance: steps.map { bound in
        Double(totals.count { $0 <= bound }) / Double(arm.runs.count)
      })
  }

  private static func checkpoints(
    _ runs: [ScoredRun.Measures], _ model: MeasurementModel
  ) throws -> [Checkpoint] {
    try [0.25, 0.5, 0.75, 1].map { share in
      Checkpoint(
        share: share,
        spreads: try model.objectives.indices.map { i in
          let levels = runs.map { run in
            let level = run.parts.levels[i]
            return level[Int((share * Double(level.count - 1)).rounded())]
          }
          return try FiniteSeries(levels).qn
        })
    }
  }
}

extension SeedReport.Clusters {
  /// Splits the final levels of each objective at their widest gap, and keeps the widest of those that
  /// are at least 0.1 unit and five times the median gap within both sides, with two seeds or more on
  /// each; `nil` if there is none.
  fileprivate init?(_ runs: [ScoredRun], _ model: MeasurementModel) throws {
    var best: SeedReport.Clusters?
    for (i, objective) in model.objectives.enumerated() {
      let ends = runs.compactMap { run in run.measures.map { (seed: run.seed, end: $0.end[i]) } }
        .sorted { ($0.end, $0.seed) < ($1.end, $1.seed) }
      let gaps = zip(ends, ends.dropFirst()).map { $1.end - $0.end }
      guard gaps.count >= 3,
        let place = gaps[1..<(gaps.count - 1)].indices.max(by: {
          gaps[$0] < gaps[$1]
        })
      else { continue }
      let gap = gaps[place]
      let others = try FiniteSeries(gaps.indices.filter { $0 != place }.map { gaps[$0] })
      let widest = others.values.max() ?? 0
      guard gap >= model.profile.stillUnits, gap > 5 * others.median, gap > 2 * widest,
        gap > best?.gap ?? 0
      else { continue }
      best = SeedReport.Clusters(
        objective: objective.name, lower: ends[...place].map(\.seed).sorted(),
        upper: ends[(place + 1)...].map(\.seed).sorted(), gap: gap)
    }
    guard let best else { return nil }
    self = best
  }
}
