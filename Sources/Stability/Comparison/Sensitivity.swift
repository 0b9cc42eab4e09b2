internal import Records
internal import Statistics

/// What the ranking owes to the score's constants: the stabilities of all rated arms under many draws
/// of them.
struct Sensitivity {
  /// The names of the rated arms.
  private let names: [String]
  /// The stabilities in the study's own constants.
  private let base: [Double]
  /// By arm, `[draws]`.
  private let stabilities: [[Double]]
  /// The places of the arms that are ranked.
  private let ranked: [Int]

  /// Varies the constants; `nil` where no arm is rated.
  init?(of study: StudyScore) throws {
    guard study.bootstrap != nil, !study.rated.isEmpty else { return nil }
    let (arms, profile) = (study.rated, study.model.profile)
    let draws = try ToleranceDraws(objectives: study.study.objectives.count, profile: profile)
    names = arms.map(\.record.name)
    base = arms.map { $0.members[0].stability }
    ranked = arms.indices.filter { !arms[$0].record.isBaseline }
    stabilities = try arms.concurrentMap { arm in
      let varied = VariedArm(arm.members[0], profile: profile)
      let lanes = draws.blocks.map { varied.stability($0) }
      return (0..<draws.count).map { lanes[$0 / 8][$0 % 8] }
    }
  }

  /// The share of draws in which the difference of a pair keeps its sign.
  func agreement(_ pair: PairReport) -> Double? {
    guard let a = names.firstIndex(of: pair.a), let b = names.firstIndex(of: pair.b) else {
      return nil
    }
    let sign = pair.difference
    guard sign != 0 else { return 0 }
    let kept = zip(stabilities[a], stabilities[b]).count { ($0 - $1) * sign > 0 }
    return Double(kept) / Double(stabilities[a].count)
  }

  /// What the report says; `nil` for fewer than two ranked arms.
  func report() throws -> SensitivityReport? {
    guard ranked.count > 1 else { return nil }
    let draws = stabilities[0].indices
    let standard = try FiniteSeries(ranked.map { base[$0] })
    var agreements: [Double] = []
    var places = ranked.map { _ in [Double](repeating: 0, count: ranked.count) }
    for draw in draws {
      let scores = ranked.map { stabilities[$0][draw] }
      if let tau = try Correlation(standard, FiniteSeries(scores)).kendall {
        agreements.append(tau)
      }
      // The best has rank 1; ties share the better rank.
      for (arm, score) in scores.enumerated() { places[arm][scores.count { $0 > score }] += 1 }
    }
    let taus = try agreements.isEmpty ? nil : FiniteSeries(agreements)
    return SensitivityReport(
      draws: draws.count, kendall: taus?.mean, kendallLower: try taus?.quantile(0.05),
      kendallLeast: taus?.values.min(),
      acceptability: ranked.indices.map { index in
        .init(arm: names[ranked[index]], shares: places[index].map { $0 / Double(draws.count) })
      })
  }
}
