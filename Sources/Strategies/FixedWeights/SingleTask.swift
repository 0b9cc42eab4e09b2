public import Records
public import Tensors

/// One objective alone: the baseline that says what the others cost it.
///
///     wᵢ = 1 for the objective, 0 for the others
public struct SingleTask: Steady {
  /// The catalogue entry.
  public static let card = StrategyCard(
    id: "single-task", title: "Single task", rule: "wᵢ = 1 for one objective, 0 for the others",
    reference: Reference(
      "Caruana (Machine Learning 1997), single-task learning",
      url: "https://doi.org/10.1023/A:1007379606734"),
    claims: [
      .deterministic, .convexWeights, .ignoresIdleObjectives, .homogeneous, .lineScaleInvariant,
      .duplicateInvariant, .rotationEquivariant,
    ], weightSum: "1",
    settings: [SettingCard("objective", .name, "the objective's name; the first unless given")])

  /// The name of the objective; `nil` for the first.
  public let objective: String?

  /// Trains one objective.
  public init(_ objective: String? = nil) { self.objective = objective }

  /// `single-task fit`.
  public var label: String { objective.map { "single-task \($0)" } ?? "single-task" }

  /// Checks that the objective is there.
  public func validate(for objectives: [Objective]) throws(SettingError) {
    guard let objective, !objectives.contains(where: { $0.name == objective }) else { return }
    let known = objectives.map(\.name).joined(separator: ", ")
    throw SettingError("objective", "no objective is named \(objective); there are \(known)")
  }

  /// The objective's index.
  public struct State: Codable, Sendable { let index: Int }

  /// Finds the objective.
  public func initialState(for objectives: [Objective]) -> State {
    State(index: objectives.firstIndex { $0.name == objective } ?? 0)
  }

  /// The same weights at every step.
  public func decide(
    _ evidence: Losses, state: inout State, random: inout RandomStream,
    into decision: inout Decision
  ) {
    for i in evidence.losses.indices { decision.weights[i] = i == state.index ? 1 : 0 }
  }
}
