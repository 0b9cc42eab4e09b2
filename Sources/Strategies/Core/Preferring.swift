public import Records

/// A strategy with a preference among the objectives.
public protocol Preferring: Strategy {
  /// How much each objective counts, of shape `[m]`; `nil` for `1/m`. It can be set: samplers make a
  /// strategy of every preference, some of them anew at every step.
  var preference: [Double]? { get set }
  /// Whether costs are to be measured from an ideal that is not declared: as a member of a set it
  /// is the best that the members have seen.
  var wantsIdeal: Bool { get }
  /// Whether costs that are only weakly optimal, where one could be better with no other one worse,
  /// may satisfy it.
  var findsWeakOptima: Bool { get }
  /// Whether a step may be meant to raise a cost, as towards a ray from below: such members may come to
  /// rest behind the front, and none of them need stand at its ends.
  var raisesCosts: Bool { get }
  /// How well costs of shape `[m]` serve the preference, less being better: the scalar that is
  /// descended, or one that is least at the same point of the front; `nil` where there is none.
  func merit(of losses: [Double], in state: State) -> Double?
  /// The memory of a run in which the preference has become this one.
  func state(after state: State, for objectives: [Objective]) -> State
}

extension Preferring {
  /// No ideal is wanted.
  public var wantsIdeal: Bool { false }

  /// Every optimum is as good in all costs as it can be.
  public var findsWeakOptima: Bool { false }

  /// What is descended grows with every cost.
  public var raisesCosts: Bool { false }

  /// None.
  public func merit(of losses: [Double], in state: State) -> Double? { nil }

  /// That with which a run begins.
  public func state(after state: State, for objectives: [Objective]) -> State {
    initialState(for: objectives)
  }

  /// Checks the preference.
  public func validate(for objectives: [Objective]) throws(SettingError) {
    try Preference.validate(preference, for: objectives)
  }
}
