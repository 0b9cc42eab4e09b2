public import Records
public import Tensors

/// Any strategy on the logarithms of the losses, whose scales then do not matter.
///
///     ℓᵢ = ln Lᵢ,   ∇ℓᵢ = gᵢ/Lᵢ;   weights v of them are wᵢ = vᵢ/Lᵢ of the losses
///
/// With `losses: exponential`, `ℓᵢ = (Lᵢ − Lᵢ(0))/uᵢ`, for losses of any sign.
public struct Logarithm<Base: Strategy>: Wrapper {
  /// The catalogue entry.
  public static var card: StrategyCard {
    StrategyCard(
      id: "logarithm", title: "Logarithms of the losses", rule: "ℓᵢ = ln Lᵢ, ∇ℓᵢ = gᵢ/Lᵢ",
      reference: Reference(
        "Liu et al. (NeurIPS 2023), Sec. 3; fairgrad's LOG_ variants",
        url: "https://arxiv.org/abs/2306.03792"),
      claims: Base.card.claims.intersection([
        .deterministic, .permutationInvariant, .rotationEquivariant, .nonConflicting,
      ]),
      domain: .positive, weightSum: "varies", settings: [LossMeasure.setting, .of],
      degenerate: "as the strategy inside",
      departures: ["no 1e-8 in the logarithm", "exponential losses are ours"])
  }

  /// How losses are taken.
  public let losses: LossMeasure
  /// The strategy inside.
  public let of: Inner<Base>

  /// Takes the logarithms of the losses.
  public init(losses: LossMeasure = .ratio, of base: Base) {
    (self.losses, of) = (losses, Inner(base))
  }

  /// The same around another strategy.
  public func replacing<Other: Strategy>(_: String, by inner: Other) -> any Strategy {
    Logarithm<Other>(losses: losses, of: inner)
  }

  /// As the strategy inside, and what exponential losses need.
  public var request: Request {
    var request = base.request
    request.initialNorms = request.initialNorms || losses.request.initialNorms
    return request
  }

  /// As the losses are taken.
  public var domain: LossDomain { losses.domain }

  /// Refuses strategies that divide by what may be negative now.
  public func validate(for objectives: [Objective]) throws(SettingError) {
    guard base.domain == .any else {
      throw SettingError(
        "of", "\(Base.card.id) is defined for positive losses, which logarithms are not")
    }
    try base.validate(for: objectives)
  }

  /// The memory of the strategy inside, what measuring the losses needs, and room.
  public struct State: Codable, Sendable {
    var base: Base.State
    var losses: MeasuredLosses
    var room = Room<Base.Evidence>()
  }

  /// Nothing seen.
  public func initialState(for objectives: [Objective]) -> State {
    State(
      base: base.initialState(for: objectives), losses: MeasuredLosses(losses, for: objectives))
  }

  /// Decides as the strategy inside on the logarithms, then turns weights back.
  public func decide(
    _ evidence: Base.Evidence, state: inout State, random: inout RandomStream,
    into decision: inout Decision
  ) throws {
    try state.losses.begin(evidence)
    let measured = state.losses
    var room = state.room.take(or: Base.Evidence(objectives: evidence.losses.count))
    evidence.write(to: &room) { i, loss in
      MappedLoss(value: measured.log(i, loss), slope: measured.logSlope(i, loss))
    }
    defer { state.room.giveBack(room) }
    try base.decide(room, state: &state.base, random: &random, into: &decision)
    guard decision.form == .weights else { return }
    for (i, loss) in evidence.losses.enumerated() {
      decision.weights[i] *= measured.logSlope(i, loss)
    }
  }
}
