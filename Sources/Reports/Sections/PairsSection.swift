import Foundation
import Stability

extension Material {
  /// Which differences are more than luck.
  var pairsSection: Section {
    guard !report.pairs.isEmpty else { return Section(id: "pairs", title: "Pairs", blocks: []) }
    let (shown, hidden) = split
    let table = Block.table(pairTable(shown))
    let rest: [Block] =
      hidden.isEmpty
      ? []
      : [
        .details(
          summary: "The other \(Numeral.count(hidden.count, "pair"))", [.table(pairTable(hidden))])
      ]
    return Section(
      id: "pairs", title: "Which differences are real",
      blocks: [table, .note(pairNote)] + rest + [explanation])
  }

  /// In what the arms of a pair differ, closed until opened.
  private var explanation: Block {
    let columns: [Table.Column] =
      [.text("Arm"), .text("against"), .number("Run scores", note: "sign-flip")]
      + [.number("Seed spread R", note: "permutation"), .number("Survival", note: "McNemar")]
      + [.number("Shift of run scores", note: "95% interval"), .number("Cliff’s delta")]
      + [.number("Equivalent", note: "posterior")]
    let rows = report.pairs.map { pair -> [Table.Cell] in
      let parts = ["sign-flip", "permutation-spread", "mcnemar"].map { id in
        Table.Cell(Numeral.probability(pair.tests.first { $0.id == id }?.pHolm))
      }
      let effects = pair.effects
      let shift = effects.flatMap { Numeral.interval($0.shift.interval, decimals: 3) }
      return [Table.Cell(pair.a, isStrong: true), Table.Cell(pair.b)] + parts + [
        Table.Cell(Numeral.fixed(effects?.shift.value, 3), detail: shift),
        Table.Cell(
          Numeral.fixed(effects?.cliffsDelta.value, 2),
          detail: Numeral.interval(effects?.cliffsDelta.interval)),
        Table.Cell(Numeral.fixed(effects?.equivalence, 2)),
      ]
    }
    return .details(
      summary: "What the differences consist of",
      [.table(Table(columns, rows)), .note(explanationNote)])
  }

  private var explanationNote: String {
    """
    The first three are p over \(Numeral.count(report.study.seeds, "seed")), corrected within the pair \
    (Holm). Run scores differ within runs, seed spread from seed to seed. Shift: Hodges and Lehmann's, \
    with the interval that Wilcoxon's signed-rank test does not reject. Cliff's delta: how much more \
    often a run of the first arm beats one of the second of any seed than the other way round, −1 to \
    1, with its 95% interval by \(bootstrap). Equivalent: the probability that the difference lies \
    within \(Numeral.exact(report.study.profile.equivalence)) of Q (Bayesian signed rank).
    """
  }

  /// All pairs if they are few, otherwise those of the steadiest arm first.
  private var split: ([PairReport], [PairReport]) {
    guard report.pairs.count > 15, let best = ranked.first?.name else { return (report.pairs, []) }
    let isShown = { (pair: PairReport) in pair.a == best || pair.b == best }
    return (report.pairs.filter(isShown), report.pairs.filter { !isShown($0) })
  }

  private func pairTable(_ pairs: [PairReport]) -> Table {
    Table(
      [
        .text("Arm"), .text("against"), .number("Difference of Q", note: "95% interval"),
        .number("p", note: "Holm"), .number("Better in", note: "share of seeds, 95% interval"),
        .number("Agreement", note: "of the draws"), .text("Reading"),
      ],
      pairs.map { pair in
        [
          Table.Cell(pair.a, isStrong: true), Table.Cell(pair.b),
          Table.Cell(
            withSign(pair.difference), detail: Numeral.interval(pair.interval, decimals: 3)),
          Table.Cell(Numeral.probability(pair.pHolm)),
          Table.Cell(
            Numeral.fixed(pair.effects?.improvement.value, 2),
            detail: Numeral.interval(pair.effects?.improvement.interval)),
          Table.Cell(Numeral.fixed(pair.agreement, 2)), Table.Cell(reading(pair)),
        ]
      })
  }

  private func withSign(_ value: Double) -> String {
    let text = Numeral.fixed(value, 3)
    return (value > 0 && text != Numeral.fixed(0, 3) ? "+" : "") + text
  }

  private func reading(_ pair: PairReport) -> String {
    switch pair.reading {
    case .first: "\(pair.a) is more stable"
    case .second: "\(pair.b) is more stable"
    case .equivalent: "practically equal"
    case .notDistinguished: "not distinguished"
    }
  }

  private var pairing: String {
    isOfLogs
      ? "the same seed is taken for the same initial weights and data in every arm"
      : "both arms started from the same weights and data"
  }

  private var pairNote: String {
    """
    Both intervals are 95% intervals by \(bootstrap), paired: \(pairing). Better in: the share of \
    seeds in which the first arm's run scores better than that of the second, ties half.\(unanimity) \
    p is that of a permutation test on the difference of Q, corrected for all pairs (Holm). An arm is \
    called more stable where p is below 0.05, the interval leaves 0 out and nearly all draws of the \
    score's constants agree. Not distinguished does not mean equal.
    """
  }

  /// What an interval without width says: resampled seeds that agree agree again.
  ///
  ///     (1 − level)/2 = pⁿ: the lower end of Clopper and Pearson's interval of n of n
  private var unanimity: String {
    let unanimous = report.pairs.compactMap { $0.effects?.improvement.interval }.first {
      $0.lower == $0.upper
    }
    guard let unanimous else { return "" }
    let count = report.study.seeds
    let lower = pow((1 - unanimous.level) / 2, 1 / Double(count))
    return """
       Where all seeds agree (or all tie), all resamples do, and the interval has no width; the exact \
      one (Clopper and Pearson) of \(count) of \(count) seeds is \(Numeral.fixed(lower, 2)) to 1.
      """
  }
}
