public import Records
public import Tensors

/// Inverse-Dirichlet weights: every gradient's spread over the parameters, made that of the widest.
///
///     λᵢ ← (1 − α) λᵢ + α max σⱼ / σᵢ,   σᵢ the standard deviation of gᵢ's elements
public struct InverseDirichlet: Strategy {
  /// The catalogue entry.
  public static let card = StrategyCard(
    id: "inverse-dirichlet", title: "Inverse-Dirichlet weights",
    rule: "λᵢ ← (1 − α) λᵢ + α maxⱼ σ(gⱼ) / σ(gᵢ)",
    reference: Reference(
      "Maddu et al. (Mach. Learn.: Sci. Technol. 3, 015026, 2022), Sec. 2",
      url: "https://arxiv.org/abs/2107.00940"),
    claims: [
      .deterministic, .permutationInvariant, .ignoresIdleObjectives, .homogeneous,
    ], weightSum: "varies",
    settings: [SettingCard("rate", .number(0...1), "step size α of the mean")],
    degenerate: "an objective without a gradient has weight 0 and keeps its memory; a gradient "
      + "that is the same in every coordinate has no spread and ends the run",
    departures: [
      "0.5 is the paper's; it updates every 50 epochs: wrap it in `every` for that"
    ])

  /// The step size of the mean.
  public let rate: Double

  /// Chooses the settings.
  public init(rate: Double = 0.5) {
    precondition((0...1).contains(rate), "the rate is from 0 to 1")
    self.rate = rate
  }

  /// The running weights.
  public struct State: Codable, Sendable { var weights: [Double] }

  /// Weights of 1.
  public func initialState(for objectives: [Objective]) -> State {
    State(weights: objectives.map { _ in 1 })
  }

  /// Takes the step's gradients into the weights, and uses them.
  ///
  /// - Throws: ``StrategyFailure`` for a gradient without spread.
  public func decide(
    _ evidence: Jacobian, state: inout State, random: inout RandomStream,
    into decision: inout Decision
  ) throws {
    var widest = 0.0
    for i in evidence.losses.indices {
      decision.weights[i] = try spread(i, evidence.matrix)
      if !(decision.weights[i] <= widest) { widest = decision.weights[i] }
    }
    for i in evidence.losses.indices where decision.weights[i] != 0 {
      let ratio = widest / decision.weights[i]
      state.weights[i] = (1 - rate) * state.weights[i] + rate * ratio
      decision.weights[i] = state.weights[i]
    }
  }

  private func spread(_ i: Int, _ jacobian: Matrix) throws(StrategyFailure) -> Double {
    let n = jacobian.columns
    let row = i * n..<(i + 1) * n
    var (mean, squares, largest) = (0.0, 0.0, 0.0)
    for k in row { mean += jacobian.elements[k] / Double(n) }
    for k in row {
      let x = jacobian.elements[k] - mean
      squares += x * x
      largest = max(largest, jacobian.elements[k].magnitude)
    }
    guard squares != 0 || largest == 0 else {
      throw StrategyFailure(
        "the gradient of objective \(i + 1) is \(mean) in every coordinate and has no spread")
    }
    return (squares / Double(n)).squareRoot()
  }
}
