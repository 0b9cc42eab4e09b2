internal import Records
internal import Statistics

/// One run as it was measured.
struct ScoredRun {
  /// What only a finished run in a study with units has.
  struct Measures {
    let components: RunComponents
    /// What they were measured by.
    let yardstick: RunYardstick
    /// What the components are made of, by objective.
    let parts: RunParts
    /// The trace in units, clipped, `[m, T]`.
    let z: [[Double]]
    let halvings: ArmReport.Halvings
    /// The final level in units, `[m]`.
    let end: [Double]
    /// The first evaluation in units, `[m]`.
    let start: [Double]
    /// Which objectives still move at the end.
    let drifts: [Drift]
  }

  let name: String
  let seed: Int
  let preference: [Double]?
  /// How it failed, judged here for runaways; `nil` for a survivor.
  let failure: Failure?
  /// The first evaluation in the objectives' own directions; `nil` unless finite.
  let start: [Double]?
  /// The final level in the objectives' own directions; `nil` for a failed run.
  let final: [Double]?
  /// The components; `nil` for a failed run or without units.
  let measures: Measures?
  /// `E`; 0 for a failed run, `nil` without units.
  let attainment: Double?
  /// `S`; 0 for a failed run, `nil` without units.
  let score: Double?

  var survived: Bool { failure == nil }

  /// `q = S·min(1, E/0.5)`: the score, faded out for a run that learned too little.
  func guarded(_ profile: ScoreProfile) -> Double {
    (score ?? 0) * min(1, (attainment ?? 0) / profile.attainmentFloor)
  }

  /// Whether a column of evidence is a preference that a seed chose: the only evidence that a run's
  /// measures need.
  static func isPreference(_ column: String) -> Bool { column.hasPrefix(preferencePrefix) }

  private static let preferencePrefix = "preference/"

  /// The preference that the run was last trained for, where its seed chose one of its own.
  private static func chosen(by run: Run, _ model: MeasurementModel) -> [Double]? {
    let last = model.objectives.compactMap {
      run.trace.evidence[preferencePrefix + $0.name]?.last { !$0.isNaN }
    }
    return last.count == model.objectives.count ? last : nil
  }

  /// Measures a run.
  init(_ run: Run, name: String, preference: [Double]?, model: MeasurementModel) throws {
    (self.name, seed) = (name, run.seed)
    self.preference = Self.chosen(by: run, model) ?? preference
    let first = run.trace.steps.isEmpty ? nil : run.trace.values.map { $0[0] }
    start = first.flatMap { $0.allSatisfy(\.isFinite) ? $0 : nil }
    let failure = RunFailure.of(run, model)
    self.failure = failure
    guard failure == nil else {
      (final, measures, attainment, score) = (nil, nil, model.scales == nil ? nil : 0, 0)
      return
    }
    final = try run.trace.values.map {
      try FiniteSeries($0).finalLevel(model.yardstick(of: run).window)
    }
    guard let scales = model.scales else {
      (measures, attainment, score) = (nil, nil, nil)
      return
    }
    let measures = try Measures(run, scales, model)
    self.measures = measures
    attainment = measures.attainment
    score = measures.halvings.score
  }
}

extension ScoredRun.Measures {
  fileprivate init(_ run: Run, _ scales: [ObjectiveScale], _ model: MeasurementModel) throws {
    let z = zip(scales, run.trace.values).map { scale, values in
      Self.clipped(scale.units(of: values), model.profile)
    }
    self.z = z
    let yardstick = model.yardstick(of: run)
    let (window, thresholds) = (yardstick.window, yardstick.thresholds)
    self.yardstick = yardstick
    parts = try RunParts(of: z, window: window, thresholds: thresholds, profile: model.profile)
    components = try RunComponents(parts, thresholds: thresholds, profile: model.profile)
    halvings = components.halvings(model.profile.tolerances)
    end = try z.map { try FiniteSeries($0).finalLevel(window) }
    start = z.map { $0[0] }
    drifts = try z.map { try Drift($0, window, model.profile) }
  }

  /// Clips what lies more than 20 units from the aspiration, and 10 from a start farther off, so
  /// that an objective without a bound does not drown the others.
  private static func clipped(_ z: [Double], _ profile: ScoreProfile) -> [Double] {
    let low = min(-profile.clipUnits, z[0] - profile.runawayUnits)
    let high = max(profile.clipUnits, z[0] + profile.runawayUnits)
    return z.map { min(high, max(low, $0)) }
  }

  /// Attainment `E`, the progress of the worst objective towards its aspiration, in [0, 1].
  ///
  ///     E = clip(1 − maxᵢ max(zᵢ(end), 0) / maxᵢ max(zᵢ(0), 0), 0, 1)
  ///
  /// Edge case: a run that starts at its aspiration attains 1 if it ends there and 0 if not.
  var attainment: Double {
    let (before, after) = (Shortfall.of(start), Shortfall.of(end))
    guard before > 0 else { return after > 0 ? 0 : 1 }
    return min(1, max(0, 1 - after / before))
  }

  /// The share of the worst initial shortfall that each objective still has, `[m]`.
  var shortfalls: [Double] {
    let before = Shortfall.of(start)
    return end.map { before > 0 ? max($0, 0) / before : $0 > 0 ? 1 : 0 }
  }
}
