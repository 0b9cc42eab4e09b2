public import Records
public import Tensors

/// A member of a set whose costs are measured between the ideal and the nadir of all members of
/// the seed.
///
///     ℓᵢ = (Lᵢ − zᵢ)/(nᵢ − zᵢ)
///     z: the best cost that a member has seen so far;   n: the worst among those that no other
///     member dominates at this step
///
/// Nothing crosses seeds. Where `n` and `z` are the same, and at the beginning they are, the
/// divisor is 1. The weights are divided by the sum of their magnitudes, for divisors come and go.
public struct AmongMembers<Base: Strategy>: Population {
  /// That of the strategy inside.
  public static var card: StrategyCard { Base.card }
  /// Members begin as every other run of the seed.
  public static var startsApart: Bool { false }

  /// The strategy inside.
  public let base: Base

  /// Puts a strategy among others.
  public init(_ base: Base) { self.base = base }

  /// As the strategy inside.
  public var request: Request { base.request }

  /// Any: measured from the ideal, costs are not negative.
  public var domain: LossDomain { .any }

  /// As the strategy inside.
  public func validate(for objectives: [Objective]) throws(SettingError) {
    try base.validate(for: objectives)
  }

  /// The memory of the strategy inside, and what the members share.
  public struct State: Codable, Sendable {
    var base: Base.State
    /// `z` and `n`, of shape `[m]`.
    var ideal: [Double]
    var nadir: [Double]
    var room = Room<Base.Evidence>()
  }

  /// No member has seen anything.
  public func initialState(for objectives: [Objective]) -> State {
    State(
      base: base.initialState(for: objectives),
      ideal: objectives.map { _ in .infinity }, nadir: objectives.map { _ in -.infinity })
  }

  /// Finds ideal and nadir.
  public static func meet(_ members: PopulationMembers<Self>) {
    let m = members[0].ideal.count
    for k in 0..<m {
      var (best, worst) = (members[0].ideal[k], -Double.infinity)
      for i in 0..<members.count { best = min(best, members.loss(i, k)) }
      for i in 0..<members.count where !isDominated(i, members, m) {
        worst = max(worst, members.loss(i, k))
      }
      for i in 0..<members.count {
        members[i].ideal[k] = best
        members[i].nadir[k] = worst
      }
    }
  }

  private static func isDominated(_ i: Int, _ members: PopulationMembers<Self>, _ m: Int) -> Bool {
    for j in 0..<members.count where j != i {
      var (isNoWorse, isBetter) = (true, false)
      for k in 0..<m {
        let (own, other) = (members.loss(i, k), members.loss(j, k))
        isNoWorse = isNoWorse && other <= own
        isBetter = isBetter || other < own
      }
      if isNoWorse && isBetter { return true }
    }
    return false
  }

  /// Decides as the strategy inside on the measured costs, then turns the weights back.
  public func decide(
    _ evidence: Base.Evidence, state: inout State, random: inout RandomStream,
    into decision: inout Decision
  ) throws {
    let m = evidence.losses.count
    var room = state.room.take(or: Base.Evidence(objectives: m))
    let (ideal, nadir) = (state.ideal, state.nadir)
    evidence.write(to: &room) { i, loss in
      let slope = Self.slope(ideal[i], nadir[i])
      return MappedLoss(value: (loss - ideal[i]) * slope, slope: slope)
    }
    defer { state.room.giveBack(room) }
    try base.decide(room, state: &state.base, random: &random, into: &decision)
    guard decision.form == .weights else { return }
    var total = 0.0
    for i in 0..<m {
      decision.weights[i] *= Self.slope(ideal[i], nadir[i])
      total += decision.weights[i].magnitude
    }
    guard total > 0 else { return }
    for i in 0..<m { decision.weights[i] /= total }
  }

  /// `1/(n − z)`, and 1 where both are the same to the last digits.
  private static func slope(_ ideal: Double, _ nadir: Double) -> Double {
    let range = nadir - ideal
    return range > 1e-12 * max(ideal.magnitude, nadir.magnitude) ? 1 / range : 1
  }
}
