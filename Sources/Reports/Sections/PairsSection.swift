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
      blocks: [table, .note(pairNote)] + rest)
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

  private var pairNote: String {
    """
    Intervals are paired over seeds: both arms started from the same weights and data. p is that of \
    a permutation test on the difference of Q, corrected for all pairs (Holm). An arm is called more \
    stable where p is below 0.05, the interval leaves 0 out and nearly all draws of the score's \
    constants agree. Not distinguished does not mean equal.
    """
  }
}
