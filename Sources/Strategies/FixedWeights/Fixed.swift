public import Records

/// Constant weights: the folk remedy `loss1 + alpha · loss2`, made exact.
///
///     w = weights;   for two objectives `alpha` is short for `[1, alpha]`
public struct Fixed: Pure, Steady {
  /// The catalogue entry.
  public static let card = StrategyCard(
    id: "fixed", title: "Fixed weights", rule: "w = weights",
    reference: Reference(
      "Zadeh (IEEE TAC 1963), linear sums", url: "https://doi.org/10.1109/TAC.1963.1105511"),
    claims: [.deterministic, .ignoresIdleObjectives, .homogeneous, .rotationEquivariant],
    weightSum: "as given",
    settings: [
      SettingCard("weights", .numbers(.finite), "one weight for each objective"),
      SettingCard("alpha", .number(.finite), "for two objectives, short for weights [1, alpha]"),
    ])

  /// The weights, of shape `[m]`; empty for all 1.
  public let weights: [Double]

  /// Fixes the weights; a precondition is that all are finite.
  public init(_ weights: [Double] = []) {
    precondition(weights.allSatisfy(\.isFinite), "fixed weights must be finite")
    self.weights = weights
  }

  /// Weighs the second of two objectives by `alpha`, the first by 1.
  public init(alpha: Double) { self.init([1, alpha]) }

  /// Turns `alpha` into weights.
  public static func canonical(
    _ settings: [String: Setting]
  ) throws(SettingError) -> [String: Setting] {
    switch (settings["weights"], settings["alpha"]) {
    case (_?, nil): return settings
    case (nil, let alpha?): return ["weights": .list([.number(1), alpha])]
    case (nil, nil): throw SettingError("weights", "fixed needs either weights or alpha")
    case (_?, _?): throw SettingError("alpha", "fixed takes either weights or alpha, not both")
    }
  }

  /// `fixed alpha=0.01` where the first of two weights is 1, else `fixed [2, 3]`.
  public var label: String {
    if weights.count == 2 && weights[0] == 1 { return "fixed alpha=\(Setting.number(weights[1]))" }
    return "fixed \(Setting.list(weights.map(Setting.number)))"
  }

  /// Checks that there is one weight for each objective.
  public func validate(for objectives: [Objective]) throws(SettingError) {
    let given = weights.isEmpty ? nil : weights
    try SettingError.requireOneEach(given, of: "weights", for: objectives, in: "weights")
  }

  /// The same weights at every step.
  public func decide(_ evidence: Losses, into decision: inout Decision) {
    for i in evidence.losses.indices { decision.weights[i] = weights.isEmpty ? 1 : weights[i] }
  }
}
