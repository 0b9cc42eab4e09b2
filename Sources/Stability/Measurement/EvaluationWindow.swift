/// Which evaluations of a run are looked at together.
///
///     K = max(5, 2·⌊T/40⌋ + 1),   H = (K − 1)/2,   final = max(3, ⌊share·T + 0.5⌋)
public struct EvaluationWindow: Hashable, Sendable {
  /// The number of evaluations of a run, `T`.
  public let evaluations: Int
  /// The width of the moving median, `K`, odd: 5 % of the run, at least 5.
  public let width: Int
  /// The number of last evaluations whose median is the final level, at most `T`.
  public let finalCount: Int

  /// The evaluations with a whole window around them.
  public var interior: Range<Int> { width / 2..<max(width / 2, evaluations - width / 2) }

  /// The evaluations at which regress compares levels: every `⌈K/2⌉`-th, counted back from the last,
  /// so that neighboring levels share few values.
  public var levelPoints: [Int] {
    stride(from: evaluations - 1, through: 0, by: -((width + 1) / 2)).reversed()
  }

  /// The last half of the run, in which it should have settled.
  public var lastHalf: Range<Int> { evaluations / 2..<evaluations }

  /// The windows of a run.
  ///
  /// - Parameters:
  ///   - evaluations: `T`, at least 1.
  ///   - profile: Names the final share.
  public init(evaluations: Int, profile: ScoreProfile = .v1) {
    precondition(evaluations > 0, "a run needs an evaluation")
    self.evaluations = evaluations
    width = Self.width(of: evaluations)
    let wanted = Int((profile.finalShare * Double(evaluations) + 0.5).rounded(.down))
    finalCount = min(evaluations, max(3, wanted))
  }

  /// The width `K` for `T` evaluations.
  static func width(of evaluations: Int) -> Int { max(5, 2 * (evaluations / 40) + 1) }
}
