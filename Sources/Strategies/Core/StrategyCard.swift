public import Records

/// What the catalogue, the reports and the contract tests know about a strategy.
public struct StrategyCard: Hashable, Sendable {
  /// The identifier in study files: the published name in lower case with hyphens.
  public let id: String
  /// The name in reports.
  public let title: String
  /// The rule, in one or a few lines of mathematics.
  public let rule: String
  /// Where it comes from.
  public let reference: Reference
  /// What it promises; each claim is a law in the contract tests.
  public let claims: Set<Claim>
  /// The losses it is defined for at its default settings.
  public let domain: LossDomain
  /// The sum of its weights, in words: `m`, `1`, `varies`.
  public let weightSum: String
  /// Its settings.
  public let settings: [SettingCard]
  /// What becomes of an objective whose gradient is zero, and of numbers that are not finite.
  public let degenerate: String
  /// Where it departs from its paper or from well-known libraries, and whose the defaults are.
  public let departures: [String]

  /// What a rule with no special case says of degenerate input.
  public static let nothingSpecial =
    "an objective without a gradient keeps its weight; what is not finite ends the run"

  /// What a rule that solves by the row-scaled Gramian says at the end of it.
  static let cancels =
    "; where the terms of Jᵀw cancel to rounding, the weights are 0 and the report says stationary; "
    + "what is not finite ends the run"

  /// Fills in a card.
  public init(
    id: String, title: String, rule: String, reference: Reference, claims: Set<Claim>,
    domain: LossDomain = .any, weightSum: String, settings: [SettingCard] = [],
    degenerate: String = nothingSpecial, departures: [String] = []
  ) {
    (self.id, self.title, self.rule, self.reference) = (id, title, rule, reference)
    (self.claims, self.domain, self.weightSum) = (claims, domain, weightSum)
    (self.settings, self.degenerate, self.departures) = (settings, degenerate, departures)
  }
}

/// A property that a strategy claims and the contract tests check.
public enum Claim: String, CaseIterable, Codable, Sendable {
  /// The weights are nonnegative and sum to one.
  case convexWeights
  /// No objective gets worse to first order: `J d ≥ 0`.
  case nonConflicting
  /// Reordering the objectives reorders the weights and changes nothing else.
  case permutationInvariant
  /// Multiplying one loss by a positive constant leaves the direction as it is.
  case scaleInvariant
  /// Multiplying one loss by a positive constant leaves the line of the direction as it is, if not
  /// its length.
  case lineScaleInvariant
  /// Multiplying all losses by one positive constant leaves the weights as they are.
  case homogeneous
  /// Turning the parameters' space turns the direction with it and changes nothing else.
  case rotationEquivariant
  /// Counting an objective twice leaves the line of the direction as it is.
  case duplicateInvariant
  /// An objective whose gradient is zero does not change the direction.
  case ignoresIdleObjectives
  /// The decision does not depend on the random stream.
  case deterministic
}

extension Set<Claim> {
  /// What most rules promise.
  static let usual: Self = [.deterministic, .permutationInvariant, .rotationEquivariant]
}

/// The losses a rule is defined for.
public enum LossDomain: String, Codable, Sendable {
  /// Any finite numbers.
  case any
  /// Positive numbers: the rule divides by a loss or takes its logarithm.
  case positive
  /// Positive numbers and 0; what is below it by less than a millionth of the largest is rounding.
  case nonNegative = "non-negative"
}
