internal import Records

/// The two sentences on top of a report: who holds steadiest, and what else happened.
///
/// It claims no more than the comparisons do: an arm is "not distinguished" from the best unless the
/// corrected permutation test, the paired interval and nearly all tolerances tell them apart.
struct Verdict {
  /// Below this stability no arm holds steady, however it compares.
  static let leastSteady = 0.05

  let arms: [ArmReport]
  let fronts: [FrontReport]
  let pairs: [PairReport]
  /// A sweep too long to be compared pair by pair; `nil` for arms that are.
  let sweep: SweepReport?
  let model: MeasurementModel

  init(
    arms: [ArmReport], fronts: [FrontReport], pairs: [PairReport], sweep: SweepReport?,
    _ model: MeasurementModel
  ) {
    (self.arms, self.fronts, self.pairs) = (arms, fronts, pairs)
    (self.sweep, self.model) = (sweep, model)
  }

  /// Exactly two sentences.
  var text: String {
    (model.reason ?? Self.sentence(sweep.flatMap(answer) ?? ranking)) + " " + Self.sentence(facts)
  }

  /// Rated arms but the baseline, best first, ties in the study's order.
  private var ranked: [ArmReport] {
    let rated = arms.filter { $0.status == .rated && $0.q != nil }
    let others = rated.filter { !$0.baseline }
    let order = others.enumerated().sorted {
      ($1.element.q ?? 0, $0.offset) < ($0.element.q ?? 0, $1.offset)
    }
    return order.map(\.element)
  }

  /// The arms that could be ranked: single strategies but the baseline.
  private var candidates: [ArmReport] {
    arms.filter { arm in !arm.baseline && !fronts.contains { $0.arm == arm.name } }
  }

  /// Where a sweep is stable; `nil` where nothing is.
  private func answer(_ sweep: SweepReport) -> String? {
    guard let best = arms.first(where: { $0.name == sweep.best }) else { return nil }
    let head = "of \(sweep.points.count) weightings, \(best.name) is steadiest with \(score(best))"
    if let range = sweep.range {
      return "\(head), and the stable range of alpha is \(Wording.figure(range.lower.stable)) to "
        + Wording.figure(range.upper.stable)
    }
    return sweep.region.map {
      "\(head), and \(Wording.figure(100 * $0.share))% of the simplex of weights is stable"
    }
  }

  private var ranking: String {
    guard let best = ranked.first else { return nobody }
    let rest = ranked.dropFirst()
    let close = rest.filter { !pairs.tellApart(best.name, $0.name) }
    let verb = verb(best, close.isEmpty && !rest.isEmpty)
    let held = "of \(among), \(best.name) \(verb) with \(score(best))"
    if rest.isEmpty { return held + ", the only arm that can be ranked" }
    if close.isEmpty {
      let others =
        rest.count == 1 ? "the other ranked arm" : "each of the other \(rest.count) ranked arms"
      return held
        + ": it is told apart from \(others) by the permutation test, the \(level) interval "
        + "of the difference and nearly all tolerances"
    }
    let named = close.prefix(3).map { "\($0.name) (\(score($0)))" }
    let others = close.count > 3 ? ["\(close.count - 3) more"] : []
    return held + ", not distinguished from " + Wording.list(named + others)
  }

  /// How many arms were compared, and which were not: `7 arms beside the baseline and 2 fronts`.
  private var among: String {
    let baseline = arms.contains(where: \.baseline) ? ["the baseline"] : []
    let sets = fronts.isEmpty ? [] : [fronts.count == 1 ? "the front" : "\(fronts.count) fronts"]
    let others = baseline + sets
    return Wording.count(candidates.count, "arm")
      + (others.isEmpty ? "" : " beside " + Wording.list(others))
  }

  /// "Steadiest" is for arms that keep something; otherwise the best of a bad lot is only highest.
  private func verb(_ best: ArmReport, _ isAlone: Bool) -> String {
    (best.q ?? 0) < Self.leastSteady
      ? "scores highest but does not hold steady" : isAlone ? "holds steadiest" : "scores highest"
  }

  private var nobody: String {
    if candidates.isEmpty, !fronts.isEmpty { return frontsAlone }
    if candidates.isEmpty, let baseline = arms.first(where: { $0.baseline && $0.q != nil }) {
      return "Only the baseline ran: \(baseline.name) scores \(score(baseline))"
    }
    return "No arm can be ranked: none survives and moves every objective towards its aspiration"
  }

  /// Which front dominates most, and whose intervals reach it.
  private var frontsAlone: String {
    guard fronts.count > 1, let (best, close) = fronts.largest else {
      return "There is no single arm to rank, only "
        + Wording.list(fronts.map { "the front of \($0.arm)\(volume(of: $0))" }) + reference
    }
    let held =
      "of \(Wording.count(fronts.count, "front")), that of \(best.arm) dominates most"
      + volume(of: best)
    guard !close.isEmpty else { return held + "; its interval lies above all others" + reference }
    let named = close.prefix(3).map { "\($0.arm)\(volume(of: $0))" }
    let rest = close.count > 3 ? ["\(close.count - 3) more"] : []
    return held + "; its interval meets \(close.count == 1 ? "that" : "those") of "
      + Wording.list(named + rest) + reference
  }

  private func score(_ arm: ArmReport) -> String {
    "Q = \(Wording.decimals(arm.q ?? 0))\(words(for: arm.interval))"
  }

  private func volume(of front: FrontReport) -> String {
    guard let volume = front.hypervolume else { return "" }
    let digits = front.interval?.tellingDecimals ?? 2
    return " (hypervolume \(Wording.decimals(volume, digits))\(words(for: front.interval, digits)))"
  }

  /// The reference point of all hypervolumes, with the directions.
  private var reference: String {
    guard let point = fronts.lazy.compactMap(\.reference).first else { return "" }
    let parts = zip(model.objectives, point).map {
      "\($0.name) (\($0.direction.rawValue)) \(Wording.decimals($1))"
    }
    return ", all up to " + Wording.list(parts) + " in units from the aspiration"
  }

  private func words(for interval: Interval?, _ digits: Int = 2) -> String {
    guard let interval else { return "" }
    return ", \(level) interval \(Wording.decimals(interval.lower, digits)) to "
      + Wording.decimals(interval.upper, digits)
  }

  /// The confidence level: `95%`.
  private var level: String { "\(Wording.figure(100 * model.profile.confidence))%" }

  /// How many weightings of a sweep came to what other end.
  private func outcomes(_ sweep: SweepReport) -> [String] {
    let words: [(SweepReport.Outcome, String)] = [
      (.failed, "lost most runs"), (.lossy, "lost some runs"), (.neglects, "neglect an objective"),
      (.inert, "moved nothing"), (.unsteady, "hold less than half as steady"),
    ]
    return words.compactMap { outcome, deed in
      let count = sweep.points.count { $0.outcome == outcome }
      return count > 0 ? "\(count) of \(sweep.points.count) \(deed)" : nil
    }
  }

  /// What else happened, in one sentence.
  private var facts: String {
    let said = sweep.map(outcomes) ?? ArmFacts(arms).all
    let thin =
      model.status == .scored && (arms.first?.survival.runs ?? 0) < 10 && fronts.isEmpty
      ? ["with fewer than 10 seeds the evidence is thin"] : []
    guard !said.isEmpty else {
      return (["every run of every arm finished"] + thin).joined(separator: "; ")
    }
    return "note that " + (said + thin).joined(separator: "; ")
  }

  private static func sentence(_ words: String) -> String { Wording.capitalized(words) + "." }
}
