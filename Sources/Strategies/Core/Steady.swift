/// A strategy whose weights are the same at every step, whatever happens: it is asked once a run.
public protocol Steady: Strategy {}

extension Steady {
  /// Asks at the first step, and repeats the answers from then on.
  public static func decide(
    _ lanes: LaneBalancers<Self>, on pass: any BackwardPass, into decisions: inout LaneDecisions
  ) { lanes.askOnce(pass, into: &decisions) }
}
