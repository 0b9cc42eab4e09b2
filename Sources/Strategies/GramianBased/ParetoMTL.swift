public import Records
public import Tensors

/// Pareto MTL: down into the part of the loss space that is nearer to one's own preference than to
/// the others', and there to the front.
///
///     cⱼ = (uⱼ − u)·L/‖L‖ ≤ 0 for every other preference uⱼ
///     first:  the shortest vector among the gradients of the cⱼ > 0, until none is left
///     then:   the shortest vector among those and the gradients of all losses, and where that
///             vanishes outside of one's part the first again
public struct ParetoMTL: Preferring {
  /// The catalogue entry.
  public static let card = StrategyCard(
    id: "pareto-mtl", title: "Pareto MTL",
    rule: "min-norm of the gradients and of the constraints (uⱼ − u)·L ≤ 0 that are broken",
    reference: Reference(
      "Lin et al. (NeurIPS 2019), Alg. 1", url: "https://arxiv.org/abs/1912.12854"),
    claims: [.deterministic], weightSum: "varies",
    settings: [
      Preference.card,
      SettingCard("others", .lists, "the preferences of the other members; none unless given"),
      SettingCard(
        "approach", .count(0...1_000_000_000),
        "the most steps that only the broken constraints are descended at the beginning"),
    ],
    degenerate:
      "without others it is MGDA with `idle: ignore`; losses that are all 0 break no constraint; where "
      + "the terms of Jᵀw cancel to rounding, the weights are 0 and the report says stationary",
    departures: [
      "a gradient of 0 has no say: at the best of one cost the others would be left where they are",
      "any number of objectives; the released code has two",
      "the first stage ends as soon as no constraint is broken; the released code gives it a "
        + "fifth of the steps",
      "where the second stage comes to rest outside of its part, the first begins again: on the front "
        + "itself no direction is better for all losses, and a step too long would never be put right",
      "u has length 1, the loss vector comes to lie near it: the greater uᵢ, the greater Lᵢ",
    ])

  /// The direction of the loss vector, of shape `[m]`; `nil` for `1/m`.
  public var preference: [Double]?
  /// Those of the other members, each of shape `[m]`.
  public let others: [[Double]]
  /// The most steps of the first stage.
  public let approach: Int

  /// Chooses the settings.
  public init(preference: [Double]? = nil, others: [[Double]] = [], approach: Int = 1000) {
    (self.preference, self.others, self.approach) = (preference, others, approach)
  }

  /// Whether the first stage is over.
  public struct State: Codable, Sendable { var hasArrived = false }

  /// At the beginning.
  public func initialState(for objectives: [Objective]) -> State { State() }

  /// Checks all preferences.
  public func validate(for objectives: [Objective]) throws(SettingError) {
    try Preference.validate(preference, for: objectives)
    for other in others {
      do { try Preference.validate(other, for: objectives) } catch {
        throw SettingError("others", error.reason)
      }
    }
  }

  /// What lies outside of its part is led into it.
  public var raisesCosts: Bool { true }

  /// The largest `Lᵢ/uᵢ`, which is least in the middle of one's part.
  public func merit(of losses: [Double], in state: State) -> Double? {
    let r = Preference.interior(preference, count: losses.count)
    return zip(losses, r).reduce(-.infinity) { max($0, $1.0 / $1.1) }
  }

  /// Approaches, or descends.
  public func decide(
    _ evidence: Gramian, state: inout State, random: inout RandomStream,
    into decision: inout Decision
  ) {
    let m = evidence.losses.count
    guard evidence.matrix.isFinite(markingIn: &decision) else { return }
    let broken = broken(evidence.losses)
    if broken.isEmpty || evidence.position.step >= approach { state.hasArrived = true }
    let own = (0..<m).map { i in (0..<m).map { $0 == i ? 1.0 : 0 } }
    var rows = state.hasArrived ? own + broken : broken
    var found = shortest(rows, evidence.matrix, &decision)
    if state.hasArrived, !broken.isEmpty, isStationary(rows, found, evidence.matrix) {
      rows = broken
      found = shortest(rows, evidence.matrix, &decision)
    }
    for i in 0..<m {
      decision.weights[i] = 0
      for (k, row) in rows.enumerated() { decision.weights[i] += found[k] * row[i] }
    }
  }

  /// The slopes by the losses of the constraints that are broken.
  private func broken(_ losses: [Double]) -> [[Double]] {
    guard losses.contains(where: { $0 != 0 }) else { return [] }
    let unit = Self.unit(preference ?? Array(repeating: 1, count: losses.count))
    return others.map { zip(Self.unit($0), unit).map { $0 - $1 } }.filter { row in
      zip(row, losses).reduce(0) { $0 + $1.0 * $1.1 } > 0
    }
  }

  /// Whether a combination is next to nothing beside what it combines.
  private func isStationary(_ rows: [[Double]], _ weights: [Double], _ gramian: Matrix) -> Bool {
    func squaredLength(_ x: [Double]) -> Double {
      zip(x, gramian.times(x)).reduce(0) { $0 + $1.0 * $1.1 }
    }
    let mix = rows[0].indices.map { i in
      zip(rows, weights).reduce(0) { $0 + $1.0[i] * $1.1 }
    }
    return squaredLength(mix) <= 1e-8 * rows.reduce(0) { max($0, squaredLength($1)) }
  }

  private static func unit(_ x: [Double]) -> [Double] {
    let length = x.reduce(0) { $0 + $1 * $1 }.squareRoot()
    return x.map { $0 / length }
  }

  /// The weights of the shortest vector among combinations of the gradients.
  private func shortest(
    _ rows: [[Double]], _ gramian: Matrix, _ decision: inout Decision
  ) -> [Double] {
    let products = rows.map { gramian.times($0) }
    var matrix = Matrix(rows: rows.count, columns: rows.count)
    for i in rows.indices {
      for j in rows.indices {
        matrix[i, j] = zip(rows[i], products[j]).reduce(0) { $0 + $1.0 * $1.1 }
      }
    }
    var inner = Decision(objectives: rows.count)
    inner.findShortest(matrix, ignoresIdleRows: true)
    decision.solver = inner.solver
    return inner.weights
  }
}
