internal import Records
internal import Statistics

extension ComparisonReport {
  /// Compares the rated arms of a study; `nil` for fewer than two and for a long sweep.
  init?(of study: StudyScore, pairs: [PairReport]) throws {
    let arms = study.rated
    guard study.bootstrap != nil, study.isCompared, arms.count > 1 else { return nil }
    let profile = study.model.profile
    let scores = arms.map { $0.members[0] }
    // Ranks ascend and the best is to have rank 1.
    let blocks = (0..<study.study.seeds).map { seed in scores.map { -$0.guarded[seed] } }
    let friedman = try FriedmanTest(blocks)
    let nemenyi = try NemenyiTest(treatments: arms.count, blocks: blocks.count)
    self.init(
      omnibusP: try OmnibusTest.pValue(scores, profile: profile),
      friedman: friedman.tieCorrected.chiSquared, friedmanP: friedman.tieCorrected.chiSquaredP,
      imanDavenport: friedman.tieCorrected.f, imanDavenportP: friedman.tieCorrected.fP,
      concordance: friedman.concordance,
      criticalDifference: try nemenyi.criticalDifference(alpha: profile.significance),
      meanRanks: zip(arms, friedman.meanRanks).map { .init(arm: $0.record.name, rank: $1) },
      permutations: profile.permutations, isExact: study.study.seeds <= SignFlips.exactLimit,
      groups: Self.groups(arms.filter { !$0.record.isBaseline }.map { $0.members[0] }, pairs))
  }

  private static func groups(_ arms: [ArmScore], _ pairs: [PairReport]) -> [[String]] {
    var rest = arms.enumerated().sorted {
      ($1.element.stability, $0.offset) < ($0.element.stability, $1.offset)
    }.map(\.element.name)
    var groups: [[String]] = []
    while let best = rest.first {
      let group = rest.filter { name in
        name == best
          || !pairs.contains {
            $0.isDistinguished && Set([$0.a, $0.b]) == Set([best, name])
          }
      }
      groups.append(group)
      rest.removeAll { group.contains($0) }
    }
    return groups
  }
}
