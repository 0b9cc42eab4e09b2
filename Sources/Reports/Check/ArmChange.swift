public import Records
public import Stability

/// One arm in two reports.
public struct ArmChange: Codable, Hashable, Sendable {
  /// What became of an arm.
  public enum Change: String, Codable, Hashable, Sendable {
    /// It lost stability by more than the uncertainty allows, or has none any more.
    case fell
    /// It gained stability by more than the uncertainty allows, or had none before.
    case rose
    /// Neither can be said, or it is the same to three decimals.
    case held
    /// A report lacks the interval of its `Q`, as with too few seeds, so that nothing can be said.
    case undecided
    /// The current report does not have it.
    case lost
    /// The baseline report did not have it.
    case added
    /// It has no `Q` in either report, as a Pareto arm has none.
    case unscored
  }

  /// What a report says of the arm.
  public struct State: Codable, Hashable, Sendable {
    /// The stability; null where it has none.
    @Nullable public var q: Double?
    /// Its interval.
    @Nullable public var interval: Interval?
    /// The status.
    public var status: ArmReport.Status
    /// The flags.
    public var flags: [String]

    init(_ arm: ArmReport) {
      (status, flags) = (arm.status, arm.flags)
      (q, interval) = (arm.q, arm.interval)
    }
  }

  /// The arm's name.
  public var name: String
  /// What became of it.
  public var change: Change
  /// The baseline report's word; null where it lacks the arm.
  @Nullable public var before: State?
  /// The current report's word; null where it lacks the arm.
  @Nullable public var after: State?
  /// `Q` before less `Q` now; null where one is missing.
  @Nullable public var fall: Double?
  /// The interval of the fall.
  @Nullable public var interval: Interval?

  /// Compares what two reports say; one of them at least knows the arm.
  init(before: ArmReport?, after: ArmReport?) {
    name = before?.name ?? after?.name ?? ""
    (self.before, self.after) = (before.map(State.init), after.map(State.init))
    let fall = before?.q.flatMap { q in after?.q.map { q - $0 } }
    let interval = ArmChange.interval(before, after)
    (self.fall, self.interval) = (fall, interval)
    switch (before, after) {
    case (nil, _): change = .added
    case (_, nil): change = .lost
    case (let before?, let after?) where before.q == nil && after.q == nil: change = .unscored
    case (_, let after?) where after.q == nil: change = .fell
    case (let before?, _) where before.q == nil: change = .rose
    default: change = ArmChange.reading(fall ?? 0, interval)
    }
  }

  /// What an interval of a fall says; a fall that `Q` does not show is none.
  private static func reading(_ fall: Double, _ interval: Interval?) -> Change {
    guard fall.magnitude >= 0.0005 else { return .held }
    guard let interval else { return .undecided }
    return interval.lower > 0 ? .fell : interval.upper < 0 ? .rose : .held
  }

  /// The interval of the fall, see ``StabilityCheck``.
  private static func interval(_ before: ArmReport?, _ after: ArmReport?) -> Interval? {
    guard let b = before?.q, let c = after?.q, let old = before?.interval,
      let new = after?.interval
    else { return nil }
    func hypotenuse(_ x: Double, _ y: Double) -> Double { (x * x + y * y).squareRoot() }
    return Interval(
      level: min(old.level, new.level), lower: b - c - hypotenuse(b - old.lower, new.upper - c),
      upper: b - c + hypotenuse(old.upper - b, c - new.lower))
  }
}
