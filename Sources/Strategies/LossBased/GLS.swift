import Records
public import Tensors

/// The geometric mean of the losses.
///
///     s = (Π Lᵢ)^{1/m},   so wᵢ = s/(m Lᵢ)
public struct GLS: LossMeasuring {
  /// The catalogue entry.
  public static let card = StrategyCard(
    id: "gls", title: "Geometric loss strategy", rule: "s = (Π Lᵢ)^{1/m}, wᵢ = s/(m Lᵢ)",
    reference: Reference(
      "Chennupati et al. (CVPRW 2019), Sec. 3", url: "https://arxiv.org/abs/1904.08492"),
    claims: .usual.union([.homogeneous, .lineScaleInvariant]),
    domain: .positive, weightSum: "varies",
    settings: [LossMeasure.setting],
    degenerate:
      "a mean that is 0 in double precision ends the run; an objective without a gradient "
      + "keeps its weight",
    departures: [
      "the mean is that of logarithms, as TorchJD's GeometricMean; LibMTL's product overflows",
      "LibMTL reports L/(m ΠL) for weights",
      "exponential losses make a mean that vanishes as they fall; log-sum has the same direction",
    ])

  /// How losses are taken.
  public let losses: LossMeasure

  /// Chooses the settings.
  public init(losses: LossMeasure = .ratio) { self.losses = losses }

  /// The gradient of the mean by the losses.
  ///
  /// - Throws: ``StrategyFailure`` where the mean is too small a number.
  public func decide(
    _ evidence: Losses, state: inout MeasuredLosses, random: inout RandomStream,
    into decision: inout Decision
  ) throws {
    try state.begin(evidence)
    let m = Double(evidence.losses.count)
    var sum = 0.0
    for (i, loss) in evidence.losses.enumerated() { sum += state.log(i, loss) }
    let mean = Elementary.exp(sum / m)
    guard !(mean < .leastNormalMagnitude || mean == .infinity) else {
      let side = mean == .infinity ? "large" : "small"
      throw StrategyFailure(
        "the geometric mean of the losses is e^\(sum / m), too \(side) a number")
    }
    for (i, loss) in evidence.losses.enumerated() {
      decision.weights[i] = mean / m * state.logSlope(i, loss)
    }
  }
}
