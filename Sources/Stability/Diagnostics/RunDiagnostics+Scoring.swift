internal import Records
internal import Statistics

extension RunDiagnostics {
  /// Reads a survivor's trace.
  init(
    of run: ScoredRun.Measures, front: ReferenceFront?, steps: [Int], model: MeasurementModel
  ) throws {
    let (window, profile) = (run.yardstick.window, model.profile)
    let levels = run.parts.levels
    self.init(
      objectives: try model.objectives.indices.map { i in
        try ObjectiveDiagnostics(
          of: run.z[i], level: levels[i], end: run.end[i], drift: run.drifts[i],
          named: model.objectives[i].name, steps: steps, window: window, profile: profile)
      },
      seesaw: try Self.seesaw(levels, window),
      thirds: try Self.thirds(run.z, profile),
      paretoEfficiency: front?.efficiency(from: run.start, to: run.end))
  }

  /// The most opposite pair of objectives.
  private static func seesaw(_ levels: [[Double]], _ window: EvaluationWindow) throws -> Double? {
    let late = try levels.map { level in
      try FiniteSeries(LinearFit(FiniteSeries(Array(level[window.lastHalf]))).residuals)
    }
    // A level that is its line has only rounding left.
    let moving = late.filter { series in series.values.contains { $0.magnitude > 1e-9 } }
    return try moving.indices.flatMap { i in
      try (0..<i).compactMap { try Correlation(moving[i], moving[$0]).spearman }
    }.min()
  }

  /// The components of each third, measured as a run of its own.
  private static func thirds(_ z: [[Double]], _ profile: ScoreProfile) throws -> [Third] {
    let count = z.first?.count ?? 0
    guard count / 3 >= 8 else { return [] }
    return try (0..<3).map { third in
      let part = z.map { Array($0[third * count / 3..<(third + 1) * count / 3]) }
      let length = part[0].count
      let components = try RunComponents(
        of: part, window: EvaluationWindow(evaluations: length, profile: profile),
        thresholds: WhiteNoiseThresholds(evaluations: length, objectives: z.count),
        profile: profile)
      return Third(
        noise: components.noise, spikes: components.spikes, regress: components.regress,
        wander: components.wander)
    }
  }
}

extension RunDiagnostics.ObjectiveDiagnostics {
  fileprivate init(
    of z: [Double], level: [Double], end: Double, drift: Drift, named name: String, steps: [Int],
    window: EvaluationWindow, profile: ScoreProfile
  ) throws {
    let trace = try FiniteSeries(z, named: "a trace in units")
    let smooth = try FiniteSeries(level, named: "a level")
    let late = try FiniteSeries(Array(z[window.lastHalf]), named: "the last half")
    let residuals = try trace.residuals(from: level, window)
    let falls = smooth.drawdowns
    let trend = try MannKendallTest(late)
    self.init(
      objective: name, drawdown: try falls.largestShareMean(profile.tailShare),
      largestDrawdown: falls.values.max() ?? 0, ulcer: smooth.ulcerIndex,
      spikes: try OutlierFilter.outliers(in: trace, window: window.width, floor: 1e-6).map {
        steps[$0]
      },
      oscillation: try RunDiagnostics.Oscillation(
        of: Array(level[window.lastHalf]), steps: steps, profile),
      settled: Self.settled(level, end).map { steps[$0] },
      overshoot: max(0, end - (level.min() ?? end)), steadyStateError: end,
      lateChange: drift.change, lateChangeP: drift.pValue, senSlope: trend.slope,
      mannKendallP: trend.pValue,
      kpssLevel: try StationarityTest(late, around: .level).statistic,
      kpssTrend: try StationarityTest(late, around: .trend).statistic,
      geweke: try GewekeTest.score(trace), autocorrelation: residuals.lag1Autocorrelation,
      effectiveCount: residuals.effectiveCount, skewness: residuals.skewness,
      kurtosis: residuals.excessKurtosis, waveletVariance: try WaveletVariance(late).variances)
  }

  /// The first evaluation from which the level stays within 0.05 of the end.
  private static func settled(_ level: [Double], _ end: Double) -> Int? {
    let last = level.lastIndex { ($0 - end).magnitude > 0.05 }
    guard let last else { return 0 }
    return last + 1 < level.count ? last + 1 : nil
  }
}

extension RunDiagnostics.Oscillation {
  /// The highest peak over red noise between three cycles and a period of four evaluations; `nil`
  /// where its probability is 5 % or more, or the amplitude below a hundredth of a unit.
  fileprivate init?(of late: [Double], steps: [Int], _ profile: ScoreProfile) throws {
    let spectrum = try Periodogram(FiniteSeries(late, named: "the late level"))
    let cycles = 3..<max(3, late.count / 4 + 1)
    let over = spectrum.overRedNoise
    let places = cycles.filter { $0 <= over.count }
    guard let peak = places.max(by: { over[$0 - 1] < over[$1 - 1] }) else { return nil }
    let share = over[peak - 1] / places.reduce(0) { $0 + over[$1 - 1] }
    guard share.isFinite, share > 0 else { return nil }
    p = Periodogram.tail(share, of: places.count)
    amplitude = spectrum.amplitude(at: peak)
    let updates = Double(steps[steps.count - 1] - steps[0]) / Double(max(1, steps.count - 1))
    period = Double(late.count) / Double(peak) * updates
    guard p < profile.significance, amplitude >= 0.01 else { return nil }
  }
}
