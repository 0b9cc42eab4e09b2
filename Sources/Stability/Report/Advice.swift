internal import Glibc
internal import Records

/// What to do about what a study showed: one sentence for each thing that can be done.
///
/// Every sentence follows from numbers of the report; where nothing is wrong there is none.
struct Advice {
  private let arms: [ArmReport]
  private let pairs: [PairReport]
  private let sensitivity: SensitivityReport?
  private let study: StudyRecord
  private let profile: ScoreProfile
  private let isPoolRelative: Bool

  init(
    arms: [ArmReport], pairs: [PairReport], sensitivity: SensitivityReport?, _ score: StudyScore
  ) {
    (self.arms, self.pairs, self.sensitivity) = (arms, pairs, sensitivity)
    (study, profile) = (score.study, score.model.profile)
    isPoolRelative = score.model.isPoolRelative
  }

  /// The sentences, the most pressing first.
  var all: [String] {
    [units, seeds, closeCall, losses, neglect, inert, steps, clusters, constants].flatMap { $0 }
  }

  private var units: [String] {
    let missing = study.objectives.contains { $0.unit == nil } ? "a unit" : "an aspiration"
    return isPoolRelative
      ? [
        "Declare \(missing) for each objective, or let the baseline arm learn: what was not declared "
          + "was pooled over the arms, so that scores depend on which arms took part."
      ] : []
  }

  /// More seeds, where a test cannot come out or the evidence is thin.
  ///
  ///     n ≥ ⌈log₂(2·pairs / 0.05)⌉: the least p of an exact paired test is 2/2ⁿ, times Holm's factor
  private var seeds: [String] {
    let least = Int(log2(2 * Double(max(pairs.count, 1)) / profile.significance).rounded(.up))
    let wanted = max(10, least)
    guard study.seeds < wanted else { return [] }
    let reason =
      study.seeds < least && !pairs.isEmpty
      ? "with \(Wording.count(study.seeds, "seed")) no exact test of "
        + "\(Wording.count(pairs.count, "pair")) can fall below \(profile.significance)"
      : "\(Wording.count(study.seeds, "seed")) cannot show a failure that strikes one run in ten"
    return ["Run at least \(wanted) seeds (20 are recommended): \(reason)."]
  }

  /// How many seeds would tell the two steadiest arms apart, if what is seen between them is real.
  ///
  /// The interval of a difference narrows as `1/√n`.
  private var closeCall: [String] {
    let ranked = arms.filter { $0.status == .rated && $0.q != nil && !$0.baseline }.sorted {
      ($0.q ?? 0) > ($1.q ?? 0)
    }
    guard ranked.count > 1,
      let pair = pairs.first(where: { Set([$0.a, $0.b]) == [ranked[0].name, ranked[1].name] }),
      pair.reading == .notDistinguished, pair.difference.magnitude > 0
    else { return [] }
    let half = (pair.interval.upper - pair.interval.lower) / 2
    let ratio = half / pair.difference.magnitude
    let needed = Double(study.seeds) * ratio * ratio
    guard ratio > 1, needed <= 1000 else { return [] }
    return [
      "To tell \(ranked[0].name) and \(ranked[1].name) apart take about "
        + "\(Wording.figure(needed.rounded(.up))) seeds, if their difference of "
        + "\(Wording.decimals(pair.difference.magnitude)) is real."
    ]
  }

  private var losses: [String] {
    let runaway = names { lost($0, .runaway) }
    let nonFinite = names { lost($0, .nonFinite) }
    let failed = names { lost($0, .strategyFailed) }
    let stopped = names { lost($0, .stopped) }
    let them = { (names: [String]) in names.count == 1 ? "it" : "them" }
    return [
      runaway.isEmpty
        ? nil
        : "Hold \(Wording.list(runaway)) back, whose runs ran away: a smaller weight on what grows, "
          + "a bound or penalty for it, or a smaller learning rate.",
      nonFinite.isEmpty
        ? nil
        : "Train \(Wording.list(nonFinite)) with a smaller learning rate or clipped gradients: "
          + "numbers of \(them(nonFinite)) overflowed.",
      failed.isEmpty
        ? nil
        : "Read under Outcomes why \(Wording.list(failed)) could not decide; the domain of its "
          + "losses is told by the command poise strategies.",
      stopped.isEmpty
        ? nil
        : "Find out why runs of \(Wording.list(stopped)) ended before their time, and run them to the "
          + "end: at which step is told under Outcomes.",
    ].compactMap(\.self)
  }

  private func lost(_ arm: ArmReport, _ cause: Failure.Cause) -> Bool {
    arm.outcomes.contains { $0.outcome == cause.rawValue && $0.count > 0 }
  }

  private var neglect: [String] {
    let names = names { $0.status == .neglects }
    let objectives = Set(arms.flatMap(\.neglects))
    let known = study.objectives.map(\.name).filter(objectives.contains)
    return names.isEmpty
      ? []
      : [
        "Do not take the calm of \(Wording.list(names)) for stability: more weight on "
          + "\(Wording.list(known)) or more steps would show what they do when they learn it."
      ]
  }

  private var inert: [String] {
    let names = names { $0.status == .inert }
    return names.isEmpty
      ? []
      : [
        "Look for detached numbers, weights of zero or a vanishing learning rate in "
          + "\(Wording.list(names)): nothing moved."
      ]
  }

  private var steps: [String] {
    let rated = arms.filter { $0.status == .rated }
    let moving = rated.filter { $0.flags.contains("UNSETTLED") }
    guard 2 * moving.count > rated.count else { return [] }
    return [
      "Train longer, for instance \(2 * study.steps) steps: \(moving.count) of "
        + "\(Wording.count(rated.count, "rated arm")) still move at the end, so that final values "
        + "say how fast an arm is, not where it goes."
    ]
  }

  private var clusters: [String] {
    arms.compactMap { arm in
      arm.seeds?.clusters.map { clusters in
        "Look at the seeds of \(arm.name): they end in two places \(Wording.figure(clusters.gap)) "
          + "units of \(clusters.objective) apart (seeds "
          + "\(Wording.list(clusters.lower.prefix(4).map { "\($0)" })), … against "
          + "\(Wording.list(clusters.upper.prefix(4).map { "\($0)" })), …)."
      }
    }
  }

  private var constants: [String] {
    guard let least = sensitivity?.kendallLower, least < 0.7 else { return [] }
    return [
      "Decide what matters before you rank: with other constants of the score the order agrees "
        + "only with Kendall's τ = \(Wording.decimals(least)) in the worst 5% of draws."
    ]
  }

  /// Up to three arms of a kind, and how many more there are.
  private func names(_ isMeant: (ArmReport) -> Bool) -> [String] {
    let names = arms.filter(isMeant).map(\.name)
    guard names.count > 3 else { return names }
    return Array(names.prefix(2)) + ["\(names.count - 2) more arms"]
  }
}
