public import Records
public import Tensors

/// A scalarization by a preference and an ideal.
public protocol Scalarizing: Preferring where State == Scalarization, Evidence == Losses {
  /// The values one hopes for, in the objectives' own directions; `nil` for the declared
  /// aspirations, or 0.
  var ideal: [Double]? { get }
  /// The scalar; infinite for losses of which it is not defined.
  func scalar(of losses: [Double], by terms: Scalarization) -> Double
  /// Writes the gradient of the scalar by the losses, both of shape `[m]`.
  ///
  /// - Throws: ``StrategyFailure`` for losses of which the scalar is not defined.
  func weigh(
    _ losses: [Double], by terms: Scalarization, into weights: inout [Double]
  ) throws(StrategyFailure)
}

extension Scalarizing {
  /// The settings of every scalarization.
  static var scalarizationSettings: [SettingCard] {
    [
      Preference.card,
      SettingCard(
        "ideal", .numbers(.finite),
        "the values z one hopes for, in the objectives' own directions; their aspirations, or 0"),
    ]
  }

  /// The gradient of the scalar.
  public func decide(
    _ evidence: Losses, state: inout Scalarization, random: inout RandomStream,
    into decision: inout Decision
  ) throws {
    try weigh(evidence.losses, by: state, into: &decision.weights)
  }

  /// The scalar.
  public func merit(of losses: [Double], in state: Scalarization) -> Double? {
    scalar(of: losses, by: state)
  }

  /// Where none is declared.
  public var wantsIdeal: Bool { ideal == nil }

  /// Where a preference is 0 nothing is said of that cost, and a maximum says nothing of all others.
  public var findsWeakOptima: Bool { true }

  /// Checks preference and ideal.
  public func validate(for objectives: [Objective]) throws(SettingError) {
    try Preference.validate(preference, for: objectives)
    try SettingError.requireOneEach(ideal, for: objectives, in: "ideal")
  }

  /// Preference and ideal, turned for costs.
  public func initialState(for objectives: [Objective]) -> Scalarization {
    Scalarization(preference, ideal: ideal, for: objectives)
  }
}
