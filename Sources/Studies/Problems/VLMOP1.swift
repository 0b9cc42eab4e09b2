import Neural
import Records
import Strategies
public import Training

/// Two bowls around opposite points.
///
///     f1, f2 = ‖x ∓ 1/√n‖²/4
public struct VLMOP1: KnownProblem {
  /// The number of variables.
  public let n: Int

  /// Chooses the number of variables.
  public init(n: Int = 10) {
    precondition(n >= 1, "the problem has a variable or more")
    self.n = n
  }

  /// The catalogue entry.
  public var card: ProblemCard {
    ProblemCard(
      id: "vlmop1", title: "VLMOP1",
      formula: ["f1 = Σ (xᵢ − 1/√n)²/4", "f2 = Σ (xᵢ + 1/√n)²/4"],
      box: "all of [−1, 1], kept there; each begins uniformly",
      front: "√f1 + √f2 = 1: convex",
      reference: Reference(
        "Van Veldhuizen (1999), Tab. B.1; Schaffer (1985)",
        url: "https://apps.dtic.mil/sti/citations/ADA364478"),
      settings: [SettingCard("n", .count(1...10_000), "variables")],
      notes: ["n variables and the scale of 1/4 are LibMOON's; one variable is Schaffer's problem"])
  }

  /// The number of variables.
  public var settings: ProblemSettings { ["n": .number(Double(n))] }

  /// The same with another number of variables.
  public func changed(_ settings: ProblemSettings) -> VLMOP1 {
    VLMOP1(n: settings.whole("n", or: n))
  }

  /// Traces the problem.
  public func problem(named name: String) throws -> Problem {
    let x = Parameter([n], .uniform(-1, 1), bounds: -1...1)
    let center = 1 / Double(n).squareRoot()
    return try Problem(
      known: name, parameters: [("x", x)],
      functions: [center, -center].map { 0.25 * sum(square(x.tensor - Tensor($0))) })
  }

  /// The front.
  public var front: KnownFront? {
    KnownFront(
      .convex, ideal: [0, 0], nadir: [1, 1],
      sample: { KnownFront.curve($0) { t in [t * t, (1 - t) * (1 - t)] } },
      volume: { $0[0] * $0[1] - 1.0 / 6 })
  }
}
