public import Records
public import Tensors

/// DB-MTL: gradients of the logarithms, averaged over time and brought to the largest norm.
///
///     bᵢ ← ĝᵢ + (β/t^σ)(bᵢ − ĝᵢ),   ĝᵢ = ∇ ln Lᵢ,   d = Σ (max‖bⱼ‖/‖bᵢ‖) bᵢ
public struct DBMTL: LossMeasuring {
  /// Whether divisors are safeguarded.
  public enum Variant: String, Codable, CaseIterable, Sendable {
    /// Not at all: no loss's scale matters.
    case exact
    /// By 1e-8, as the paper and LibMTL do.
    case libmtl
  }

  /// The catalogue entry.
  public static let card = StrategyCard(
    id: "db-mtl", title: "DB-MTL", rule: "b ← ĝ + (β/t^σ)(b − ĝ), d = Σ (max‖bⱼ‖/‖bᵢ‖) bᵢ",
    reference: Reference(
      "Lin et al. (2023), Alg. 1", url: "https://arxiv.org/abs/2308.12029"),
    claims: .usual.union([.scaleInvariant, .ignoresIdleObjectives]),
    domain: .positive, weightSum: "a direction",
    settings: [
      SettingCard("beta", .number(0...1), "memory of the gradients"),
      SettingCard("sigma", .number(.atLeast(0)), "how fast the memory fades with the step t"),
      SettingCard(
        "variant", oneOf: Variant.self, "whether 1e-8 safeguards divisors"),
      LossMeasure.setting,
    ],
    degenerate: "an objective whose gradient was always 0 takes no part",
    departures: [
      "0.9 and 0 are LibMTL's; the memory begins at 0 without a correction, as there",
      "the paper's 1e-8 beside losses and norms only with `variant: libmtl`",
    ])

  /// The memory of the gradients.
  public let beta: Double
  /// How fast it fades.
  public let sigma: Double
  /// Whether divisors are safeguarded.
  public let variant: Variant
  /// How losses are taken.
  public let losses: LossMeasure

  /// Chooses the settings.
  public init(
    beta: Double = 0.9, sigma: Double = 0, variant: Variant = .exact, losses: LossMeasure = .ratio
  ) {
    precondition((0...1).contains(beta) && sigma >= 0, "beta is from 0 to 1, sigma at least 0")
    (self.beta, self.sigma, self.variant, self.losses) = (beta, sigma, variant, losses)
  }

  /// The averaged gradients.
  public struct State: Codable, Sendable {
    var steps = 0.0
    var gradients: Matrix
    var losses: MeasuredLosses
  }

  /// Nothing seen.
  public func initialState(for objectives: [Objective]) -> State {
    State(
      gradients: Matrix(rows: objectives.count, columns: 0),
      losses: MeasuredLosses(losses, for: objectives))
  }

  /// Averages, then sums.
  public func decide(
    _ evidence: Jacobian, state: inout State, random: inout RandomStream,
    into decision: inout Decision
  ) throws {
    let (m, n) = (evidence.losses.count, evidence.matrix.columns)
    try state.losses.begin(evidence)
    if state.gradients.columns != n { state.gradients = Matrix(rows: m, columns: n) }
    state.steps += 1
    let kept = beta / Elementary.power(state.steps, sigma)
    let epsilon = variant == .libmtl ? 1e-8 : 0
    var largest = 0.0
    for (i, loss) in evidence.losses.enumerated() {
      let slope = state.losses.logSlope(i, loss + epsilon)
      for k in i * n..<(i + 1) * n {
        let gradient = slope * evidence.matrix.elements[k]
        state.gradients.elements[k] = gradient + kept * (state.gradients.elements[k] - gradient)
      }
      decision.weights[i] = state.gradients.norm(ofRow: i)
      if !(decision.weights[i] <= largest) { largest = decision.weights[i] }
    }
    for i in 0..<m {
      let norm = decision.weights[i]
      decision.weights[i] = norm == 0 ? 0 : largest / (norm + epsilon)
    }
    decision.setDirection(combining: state.gradients)
  }
}
