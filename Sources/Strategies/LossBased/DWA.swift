public import Records
public import Tensors

/// Dynamic weight average: more weight for what falls more slowly.
///
///     w = m · softmax(r/T),   rᵢ = Lᵢ(t − 1)/Lᵢ(t − 2)
///
/// `L(t)` is the mean over an epoch, or over a window of steps that slides with them. Weights are 1
/// until two of them are known.
public struct DWA: LossMeasuring {
  /// What a mean is taken over.
  public enum Span: String, Codable, CaseIterable, Sendable {
    /// An epoch, as published.
    case epoch
    /// The last steps, this one included, and as many before them.
    case window
  }

  /// The catalogue entry.
  public static let card = StrategyCard(
    id: "dwa", title: "Dynamic weight average",
    rule: "w = m · softmax(r/T), rᵢ = Lᵢ(t − 1)/Lᵢ(t − 2)",
    reference: Reference(
      "Liu, Johns & Davison (CVPR 2019), Eq. 7", url: "https://arxiv.org/abs/1803.10704"),
    claims: .usual.union([.homogeneous]), domain: .positive, weightSum: "m",
    settings: [
      SettingCard("temperature", .number(.atLeast(1e-9)), "softness T of the softmax"),
      SettingCard("span", .choice(["epoch", "window"]), "what a mean loss is taken over"),
      SettingCard("window", .count(1...1_000_000), "steps of a window"),
      LossMeasure.setting,
    ],
    departures: [
      "T = 2 is the paper's; the window of 25 steps is nash-mtl's",
      "nash-mtl's window counts ones for steps before the first; here weights are 1 until two "
        + "windows are full",
    ])

  /// The softness of the softmax.
  public let temperature: Double
  /// What a mean is taken over.
  public let span: Span
  /// The steps of a window.
  public let window: Int
  /// How losses are taken.
  public let losses: LossMeasure

  /// Chooses the settings.
  public init(
    temperature: Double = 2, span: Span = .epoch, window: Int = 25, losses: LossMeasure = .ratio
  ) {
    precondition(temperature > 0 && window > 0, "temperature and window are positive")
    (self.temperature, self.span) = (temperature, span)
    (self.window, self.losses) = (window, losses)
  }

  /// The means so far.
  public struct State: Codable, Sendable {
    var losses: MeasuredLosses
    var sums: [Double]
    var steps = 0
    var epoch = 0
    var means: LossHistory
  }

  /// Nothing seen.
  public func initialState(for objectives: [Objective]) -> State {
    State(
      losses: MeasuredLosses(losses, for: objectives), sums: objectives.map { _ in 0 },
      means: LossHistory(
        capacity: span == .epoch ? 2 : 2 * window, objectives: objectives.count))
  }

  /// The softmax of the ratios.
  public func decide(
    _ evidence: Losses, state: inout State, random: inout RandomStream,
    into decision: inout Decision
  ) throws {
    try state.losses.begin(evidence)
    if span == .window { state.means.append(evidence.losses) }
    if span == .epoch { closeEpoch(evidence, &state) }
    let m = evidence.losses.count
    let half = span == .epoch ? 1 : window
    for i in 0..<m {
      guard state.means.isFull else {
        decision.weights[i] = 0
        continue
      }
      let (new, old) = (
        state.means.mean(i, ago: 0..<half), state.means.mean(i, ago: half..<2 * half)
      )
      decision.weights[i] = try state.losses.ratio(i, new, to: old) / temperature
    }
    decision.weights.applySoftmax(total: Double(m))
  }

  /// Takes the mean of an epoch that has ended, and adds a step to the one that runs.
  private func closeEpoch(_ evidence: Losses, _ state: inout State) {
    if state.epoch != evidence.position.epoch && state.steps > 0 {
      for i in state.sums.indices { state.sums[i] /= Double(state.steps) }
      state.means.append(state.sums)
      for i in state.sums.indices { state.sums[i] = 0 }
      state.steps = 0
    }
    state.epoch = evidence.position.epoch
    for i in state.sums.indices { state.sums[i] += evidence.losses[i] }
    state.steps += 1
  }
}
