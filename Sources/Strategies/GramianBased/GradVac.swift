public import Records
public import Tensors

/// GradVac: raises the cosine of each pair of gradients to what it has been on average.
///
///     φ = cos(pᵢ, gⱼ);   if φ < φ̂ᵢⱼ: pᵢ ← pᵢ + ‖pᵢ‖ (φ̂ √(1−φ²) − φ √(1−φ̂²))/(‖gⱼ‖ √(1−φ̂²)) gⱼ
///     φ̂ᵢⱼ ← (1 − β) φ̂ᵢⱼ + β φ,   from 0;   d = Σ pᵢ
///
/// As in TorchJD and LibMTL, `epsilon` is added to `‖pᵢ‖‖gⱼ‖` under `φ` and to `‖gⱼ‖ √(1−φ̂²)`. It has
/// a unit: 0 makes the method independent of the scale of the gradients, and leaves a pair whose
/// average is ±1 as it is.
public struct GradVac: Strategy {
  /// The catalogue entry.
  public static let card = StrategyCard(
    id: "gradvac", title: "GradVac", rule: "raise cos(gᵢ, gⱼ) to its moving average φ̂ᵢⱼ; d = Σ gᵢ",
    reference: Reference(
      "Wang et al. (ICLR 2021), Alg. 1", url: "https://arxiv.org/abs/2010.05874"),
    claims: [.ignoresIdleObjectives, .rotationEquivariant], weightSum: "varies",
    settings: [
      SettingCard("beta", .number(0...1), "share of the newest cosine in the average"),
      SettingCard("epsilon", .number(.atLeast(0)), "added to denominators; 0 is free of scales"),
      VisitOrder.card,
    ],
    degenerate:
      "an objective without a gradient has the weight 1 and changes nothing" + StrategyCard.cancels,
    departures: [
      "beta = 0.5 and epsilon = 1e-8 are TorchJD's and LibMTL's; the paper has beta = 0.01 "
        + "and no epsilon"
    ])

  /// The share `β` of the newest cosine.
  public let beta: Double
  /// What is added to denominators.
  public let epsilon: Double
  /// The order in which the others are visited.
  public let order: VisitOrder

  /// Chooses the settings; `β` is 0.5 in TorchJD and LibMTL, 0.01 in the paper.
  public init(beta: Double = 0.5, epsilon: Double = 1e-8, order: VisitOrder = .random) {
    precondition((0...1).contains(beta) && epsilon >= 0, "beta lies from 0 to 1, epsilon above")
    (self.beta, self.epsilon, self.order) = (beta, epsilon, order)
  }

  /// The average cosines, of shape `[m, m]`.
  public struct State: Codable, Sendable {
    var cosines: Matrix
  }

  /// Averages of 0.
  public func initialState(for objectives: [Objective]) -> State {
    State(cosines: Matrix(rows: objectives.count, columns: objectives.count))
  }

  /// Raises the cosines of each gradient in turn.
  public func decide(
    _ evidence: Gramian, state: inout State, random: inout RandomStream,
    into decision: inout Decision
  ) {
    decision.solve(evidence.matrix) { gramian, x in
      let m = gramian.count
      order.visit(gramian, &random) { i, others, row in
        for k in 0..<m { row[k] = k == i ? gramian.scales[i] : 0 }
        for j in others {
          let (average, scale) = (state.cosines[i, j], gramian.scales[j])
          let norm = Self.norm(row, gramian)
          let length = norm * scale + epsilon
          let cosine = length > 0 ? gramian.row(j).dot(row, m) * scale / length : 0
          let (sine, wanted) = (Self.sine(cosine), Self.sine(average))
          let divisor = scale * wanted + epsilon
          if cosine < average, divisor > 0 {
            row[j] += scale * norm * (average * sine - cosine * wanted) / divisor
          }
          state.cosines[i, j] = (1 - beta) * average + beta * cosine
        }
        x.add(1, times: row, m)
      }
      return nil
    }
  }

  private static func sine(_ cosine: Double) -> Double {
    max(0, (1 - cosine) * (1 + cosine)).squareRoot()
  }

  private static func norm(
    _ row: UnsafeMutablePointer<Double>, _ gramian: ScaledGramian
  ) -> Double {
    var square = 0.0
    for k in 0..<gramian.count { square += row[k] * gramian.row(k).dot(row, gramian.count) }
    return max(0, square).squareRoot()
  }
}
