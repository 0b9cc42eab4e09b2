public import Records
public import Tensors

/// Learning-rate annealing: weights that lift every gradient's mean to the reference's largest.
///
///     λᵢ ← (1 − α) λᵢ + α max|g_r| / mean|gᵢ|,   λ_r = 1 for the reference r
public struct LearningRateAnnealing: Strategy {
  /// What is compared.
  public enum Variant: String, Codable, CaseIterable, Sendable {
    /// The largest element of the reference with the mean of the other, as published.
    case original
    /// The means of both.
    case mean
    /// The means of both, 1e-8 beside the divisor, for the reference too: NVIDIA PhysicsNeMo's.
    case physicsnemo
  }

  /// The catalogue entry.
  public static let card = StrategyCard(
    id: "lr-annealing", title: "Learning-rate annealing",
    rule: "λᵢ ← (1 − α) λᵢ + α max|g_r| / mean|gᵢ|",
    reference: Reference(
      "Wang, Teng & Perdikaris (SIAM J. Sci. Comput. 2021), Alg. 1",
      url: "https://arxiv.org/abs/2001.04536"),
    claims: [.deterministic, .homogeneous], weightSum: "varies",
    settings: [
      SettingCard("rate", .number(0...1), "step size α of the mean"),
      SettingCard("reference", .name, "the objective of weight 1; the first unless given"),
      SettingCard(
        "variant", oneOf: Variant.self, "which statistics are compared"),
    ],
    degenerate: "an objective without a gradient has weight 0 and keeps its memory; a reference "
      + "without one ends the run",
    departures: [
      "the rate 0.1 is that of the authors' code; PhysicsNeMo has 0.01",
      "the released code updates every 10 steps: wrap it in `every` for that",
    ])

  /// The step size of the mean.
  public let rate: Double
  /// The name of the objective of weight 1; `nil` for the first.
  public let reference: String?
  /// Which statistics are compared.
  public let variant: Variant

  /// Chooses the settings.
  public init(rate: Double = 0.1, reference: String? = nil, variant: Variant = .original) {
    precondition((0...1).contains(rate), "the rate is from 0 to 1")
    (self.rate, self.reference, self.variant) = (rate, reference, variant)
  }

  /// Checks that the reference is there.
  public func validate(for objectives: [Objective]) throws(SettingError) {
    guard let reference, !objectives.contains(where: { $0.name == reference }) else { return }
    let known = objectives.map(\.name).joined(separator: ", ")
    throw SettingError("reference", "no objective is named \(reference); there are \(known)")
  }

  /// The running weights.
  public struct State: Codable, Sendable {
    let reference: Int
    var weights: [Double]
  }

  /// Weights of 1.
  public func initialState(for objectives: [Objective]) -> State {
    State(
      reference: objectives.firstIndex { $0.name == reference } ?? 0,
      weights: objectives.map { _ in 1 })
  }

  /// Takes the step's gradients into the weights, and uses them.
  ///
  /// - Throws: ``StrategyFailure`` for a reference without a gradient.
  public func decide(
    _ evidence: Jacobian, state: inout State, random: inout RandomStream,
    into decision: inout Decision
  ) throws {
    let target = statistic(state.reference, evidence.matrix, isTarget: true)
    guard target != 0 else {
      throw StrategyFailure(
        "lr-annealing measures gradients by that of objective \(state.reference + 1), which is 0")
    }
    for i in evidence.losses.indices {
      let mean = statistic(i, evidence.matrix, isTarget: false)
      let keepsOne = i == state.reference && variant != .physicsnemo
      if mean != 0 && !keepsOne {
        let ratio = target / (variant == .physicsnemo ? mean + 1e-8 : mean)
        state.weights[i] = (1 - rate) * state.weights[i] + rate * ratio
      }
      decision.weights[i] = mean == 0 ? 0 : state.weights[i]
    }
  }

  private func statistic(_ i: Int, _ jacobian: Matrix, isTarget: Bool) -> Double {
    let n = jacobian.columns
    var (largest, sum) = (0.0, 0.0)
    for k in i * n..<(i + 1) * n {
      let x = jacobian.elements[k].magnitude
      sum += x
      if !(x <= largest) { largest = x }
    }
    return isTarget && variant == .original ? largest + (sum - sum) : sum / Double(n)
  }
}
