import Records
import Tensors

/// EPO search: to the point of the front where all `rᵢ Lᵢ` are equal, exactly.
///
///     l̂ = r ⊙ L/Σ(r ⊙ L),   μ = Σ l̂ ln(m l̂),   a = r ⊙ (ln(m l̂) − μ),   C = G
///     balance (μ > ε):  max αᵀCa,  (Cα)ⱼ ≥ (Ca)ⱼ where (Ca)ⱼ ≤ 0, ≥ 0 for the largest rⱼLⱼ
///     descend (else):   max Σ (Cα)ⱼ,  αᵀCa ≥ min(0, max Ca),  Cα ≥ 0;   α ≥ 0, Σα = 1
public struct EPO: Pure, Preferring {
  /// The catalogue entry.
  public static let card = StrategyCard(
    id: "epo", title: "EPO search",
    rule: "balance r ⊙ L along a = r ⊙ (ln(m l̂) − μ), then descend, each by a linear program",
    reference: Reference(
      "Mahapatra & Rajan (ICML 2020), Alg. 1",
      url: "https://proceedings.mlr.press/v119/mahapatra20a.html"),
    claims: [.deterministic], domain: .nonNegative, weightSum: "1",
    settings: [
      Preference.card,
      SettingCard("epsilon", .number(.atLeast(0)), "the imbalance μ that counts as balanced"),
    ],
    degenerate:
      "where the program has no solution its constraints on the other objectives are dropped, and "
      + "where that has none either, the weights are r/Σr; both are counted as fallbacks",
    departures: [
      "the loss vector comes to lie along 1/r: the greater rᵢ, the smaller Lᵢ",
      "epsilon 1e-4 is the released code's; its callers multiply the weights by m",
      "a preference of 0 counts as 1e-6 of the largest, and so does a cost of 0, where the paper's "
        + "logarithm has no value: a ray has to meet the front",
    ])

  /// The imbalance that counts as balanced.
  public let epsilon: Double
  /// How much each objective counts, of shape `[m]`; `nil` for `1/m`.
  public var preference: [Double]?

  /// Chooses the settings.
  public init(epsilon: Double = 1e-4, preference: [Double]? = nil) {
    (self.epsilon, self.preference) = (epsilon, preference)
  }

  /// Costs are balanced first.
  public var raisesCosts: Bool { true }

  /// The largest `rᵢ Lᵢ`, which is least where all are equal.
  public func merit(of losses: [Double], in state: Stateless) -> Double? {
    let r = Preference.interior(preference, count: losses.count)
    return zip(r, losses).reduce(-.infinity) { max($0, $1.0 * $1.1) }
  }

  /// Balances or descends.
  public func decide(_ evidence: Gramian, into decision: inout Decision) {
    let (losses, m) = (Self.positive(evidence.losses), evidence.losses.count)
    guard evidence.matrix.isFinite(markingIn: &decision) else { return }
    let r = Preference.interior(preference, count: m)
    let weighted = zip(r, losses).map { $0 * $1 }
    let total = weighted.reduce(0, +)
    let shares = weighted.map { Double(m) * $0 / total }
    let imbalance = shares.reduce(0) { $0 + $1 / Double(m) * Elementary.log($1) }
    let anchor = zip(r, shares).map { $0 * (Elementary.log($1) - imbalance) }
    let along = evidence.matrix.times(anchor)
    let exact =
      imbalance > epsilon
      ? balance(evidence.matrix, along, weighted) : descend(evidence.matrix, along)
    let found = exact.solve() ?? relaxed(exact).solve()
    let sum = r.reduce(0, +)
    for i in 0..<m { decision.weights[i] = found?[i] ?? r[i] / sum }
    decision.solver = Decision.SolverReport(
      residual: 0, iterations: 1, usedFallback: found == nil)
  }

  /// The losses, at least a millionth of the largest.
  private static func positive(_ losses: [Double]) -> [Double] {
    let least = 1e-6 * losses.reduce(0) { max($0, $1) }
    return losses.map { max($0, least, .leastNormalMagnitude) }
  }

  private func balance(_ c: Matrix, _ along: [Double], _ weighted: [Double]) -> LinearProgram {
    let largest = weighted.reduce(-.infinity) { max($0, $1) }
    let helps = along.contains { $0 > 0 }
    var program = LinearProgram(gain: along, sharing: along.count)
    for j in along.indices {
      let isLargest = weighted[j] == largest
      guard !helps || isLargest || along[j] <= 0 else { continue }
      program.rows.append((Array(c.row(j)), helps && !isLargest ? along[j] : 0))
    }
    return program
  }

  private func descend(_ c: Matrix, _ along: [Double]) -> LinearProgram {
    let m = along.count
    let gain = (0..<m).map { j in (0..<m).reduce(0) { $0 + c[$1, j] } }
    var program = LinearProgram(gain: gain, sharing: m)
    program.rows = [(along, min(0, along.reduce(-.infinity) { max($0, $1) }))]
    program.rows += (0..<m).map { (Array(c.row($0)), 0) }
    return program
  }

  /// With the first row alone.
  private func relaxed(_ program: LinearProgram) -> LinearProgram {
    LinearProgram(
      gain: program.gain, rows: Array(program.rows.prefix(1)), sharing: program.sharing)
  }
}

extension Preference {
  /// A preference without zeros, of sum 1: a ray that meets every front.
  static func interior(_ preference: [Double]?, count m: Int) -> [Double] {
    let given = preference ?? Array(repeating: 1, count: m)
    let floor = 1e-6 * given.reduce(0) { max($0, $1) }
    let kept = given.map { max($0, floor) }
    let sum = kept.reduce(0, +)
    return kept.map { $0 / sum }
  }
}

extension Matrix {
  /// Whether all elements are finite; where a row is not, its weight becomes NaN.
  func isFinite(markingIn decision: inout Decision) -> Bool {
    var isFinite = true
    for i in 0..<rows where !row(i).allSatisfy(\.isFinite) {
      decision.weights[i] = .nan
      isFinite = false
    }
    return isFinite
  }

  /// The product with a vector.
  func times(_ x: [Double]) -> [Double] {
    (0..<rows).map { i in (0..<columns).reduce(0) { $0 + self[i, $1] * x[$1] } }
  }
}
