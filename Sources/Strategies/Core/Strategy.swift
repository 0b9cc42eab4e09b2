public import Records
public import Tensors

/// A rule that balances conflicting objectives: an immutable value of hyperparameters.
///
/// What it may know is its ``Evidence``, what it remembers its ``State``, its chance the stream it
/// is handed; the three are separate values, so saving, resuming and comparing follow for free.
public protocol Strategy<Evidence>: Sampler {
  /// What the strategy must know at each step. Naming a type here is what makes a trainer pay
  /// for it.
  associatedtype Evidence: Strategies.Evidence

  /// What the strategy remembers between steps.
  associatedtype State: Codable, Sendable = Stateless

  /// Where the evidence is taken.
  var request: Request { get }

  /// The losses the rule is defined for, with these settings.
  var domain: LossDomain { get }

  /// Checks the settings against the objectives at hand.
  ///
  /// - Throws: ``SettingError``, for instance for three weights where there are two objectives.
  func validate(for objectives: [Objective]) throws(SettingError)

  /// The memory with which a run begins.
  func initialState(for objectives: [Objective]) -> State

  /// Decides one step.
  ///
  /// - Parameters:
  ///   - evidence: What the step revealed.
  ///   - state: The memory, to be updated for the next step.
  ///   - random: The only source of chance.
  ///   - decision: Receives the weights `[m]` used in this step, or a direction `[n]`.
  /// - Throws: ``StrategyFailure`` where the rule gives no answer; the run then ends.
  func decide(
    _ evidence: Evidence, state: inout State, random: inout RandomStream,
    into decision: inout Decision
  ) throws

  /// The preference `[m]` of the next step, where it changes in the course of a run; else `nil`.
  func preference(in state: State) -> [Double]?

  /// Decides one step in several lanes.
  ///
  /// The standard implementation asks ``decide(_:state:random:into:)`` lane by lane and is right for
  /// every strategy. It is a requirement so that the compiler makes a version of it for each.
  static func decide(
    _ lanes: LaneBalancers<Self>, on pass: any BackwardPass, into decisions: inout LaneDecisions)
}

/// The memory of a strategy that has none.
public struct Stateless: Codable, Hashable, Sendable {
  /// Remembers nothing.
  public init() {}
}

extension Strategy where State == Stateless {
  /// Nothing.
  public func initialState(for objectives: [Objective]) -> Stateless { Stateless() }
}

extension Strategy {
  /// All shared parameters.
  public var request: Request { Request() }

  /// The card's domain.
  public var domain: LossDomain { Self.card.domain }

  /// None that changes.
  public func preference(in state: State) -> [Double]? { nil }

  /// Any objectives fit.
  public func validate(for objectives: [Objective]) throws(SettingError) {}
}
