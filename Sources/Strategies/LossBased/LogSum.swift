public import Records
public import Tensors

/// The sum of logarithms, which no loss's scale reaches.
///
///     s = Σ cᵢ ln Lᵢ,   so wᵢ = cᵢ/Lᵢ
public struct LogSum: LossMeasuring {
  /// The catalogue entry.
  public static let card = StrategyCard(
    id: "log-sum", title: "Scale-invariant weights", rule: "s = Σ cᵢ ln Lᵢ, wᵢ = cᵢ/Lᵢ",
    reference: Reference(
      "Navon et al. (ICML 2022), Sec. 5, scale-invariant baseline",
      url: "https://arxiv.org/abs/2202.01017"),
    claims: .usual.union([.scaleInvariant, .ignoresIdleObjectives, .lineScaleInvariant]),
    domain: .positive, weightSum: "varies",
    settings: [
      SettingCard("weights", .numbers(.finite), "the factors c, one an objective; 1 unless given"),
      LossMeasure.setting,
    ],
    departures: [
      "a loss that is not positive ends the run; nash-mtl, FAMO and fairgrad return NaN",
      "with exponential losses wᵢ = cᵢ/uᵢ, constant",
    ])

  /// The factors, of shape `[m]`; `nil` for all 1.
  public let weights: [Double]?
  /// How losses are taken.
  public let losses: LossMeasure

  /// Chooses the settings.
  public init(weights: [Double]? = nil, losses: LossMeasure = .ratio) {
    (self.weights, self.losses) = (weights, losses)
  }

  /// Checks that there is one factor for each objective.
  public func validate(for objectives: [Objective]) throws(SettingError) {
    try SettingError.requireOneEach(weights, of: "weights", for: objectives, in: "weights")
  }

  /// The slopes of the logarithms.
  public func decide(
    _ evidence: Losses, state: inout MeasuredLosses, random: inout RandomStream,
    into decision: inout Decision
  ) throws {
    try state.begin(evidence)
    for i in evidence.losses.indices {
      decision.weights[i] = (weights?[i] ?? 1) * state.logSlope(i, evidence.losses[i])
    }
  }
}
