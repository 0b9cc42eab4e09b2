import Foundation
import Neural
import Records
import Strategies
import Tensors
public import Training

/// Two bells around opposite points, the problem of Fonseca and Fleming; VLMOP2 is the same with
/// other sizes.
///
///     f1, f2 = 1 − exp(−Σ (xᵢ ∓ 1/√n)²)
public struct Fonseca: KnownProblem {
  /// Under which name it goes.
  public enum Kind: String, CaseIterable, Sendable {
    /// Three variables in [−4, 4].
    case fonseca = "fonseca-fleming"
    /// Twenty variables in [−2, 2] that begin within [−0.5, 0.5].
    case vlmop2
  }

  /// Under which name it goes.
  public let kind: Kind
  /// The number of variables.
  public let n: Int

  /// Chooses a problem.
  ///
  /// - Parameters:
  ///   - kind: Under which name it goes.
  ///   - n: The number of variables; 3, for VLMOP2 20, unless given.
  public init(_ kind: Kind = .fonseca, n: Int? = nil) {
    (self.kind, self.n) = (kind, n ?? (kind == .fonseca ? 3 : 20))
    precondition(self.n >= 1, "the problem has a variable or more")
  }

  /// The catalogue entry.
  public var card: ProblemCard {
    let isFonseca = kind == .fonseca
    return ProblemCard(
      id: kind.rawValue, title: isFonseca ? "Fonseca and Fleming" : "VLMOP2",
      formula: ["f1 = 1 − exp(−Σ (xᵢ − 1/√n)²)", "f2 = 1 − exp(−Σ (xᵢ + 1/√n)²)"],
      box: isFonseca
        ? "all of [−4, 4], kept there; each begins uniformly"
        : "all of [−2, 2], kept there; each begins uniformly in [−0.5, 0.5]",
      front: "x = s/√n (1, …, 1), s in [−1, 1]: fᵢ = 1 − exp(−(s ∓ 1)²), concave",
      reference: isFonseca
        ? Reference(
          "Fonseca & Fleming (Evol. Comput. 1995)",
          url: "https://doi.org/10.1162/evco.1995.3.1.1")
        : Reference(
          "Van Veldhuizen (1999), Tab. B.1; Lin et al. (NeurIPS 2019), Sec. 5.1",
          url: "https://arxiv.org/abs/1912.12854"),
      settings: [SettingCard("n", .count(1...10_000), "variables")],
      notes: isFonseca
        ? ["far from both centers the bells are flat: a start there moves slowly or not at all"]
        : ["twenty variables and the start near the middle are those of Pareto MTL"])
  }

  /// The number of variables.
  public var settings: ProblemSettings { ["n": .number(Double(n))] }

  /// The same with another number of variables.
  public func changed(_ settings: ProblemSettings) -> Fonseca {
    Fonseca(kind, n: settings.whole("n", or: n))
  }

  /// Traces the problem.
  public func problem(named name: String) throws -> Problem {
    let (start, reach) = kind == .fonseca ? (4.0, 4.0) : (0.5, 2.0)
    let x = Parameter([n], .uniform(-start, start), bounds: -reach...reach)
    let center = 1 / Double(n).squareRoot()
    return try Problem(
      known: name, parameters: [("x", x)],
      functions: [center, -center].map { 1 - exp(-sum(square(x.tensor - Tensor($0)))) })
  }

  /// The front.
  public var front: KnownFront? {
    let end = 1 - Elementary.exp(-4)
    return KnownFront(
      .concave, ideal: [0, 0], nadir: [end, end],
      sample: { count in
        KnownFront.curve(count) { t in
          [-1.0, 1].map { side in
            let distance = 1 - 2 * t + side
            return 1 - Elementary.exp(-distance * distance)
          }
        }
      },
      volume: { r in
        let bell = 2 * Elementary.exp(-2) * (Double.pi / 2).squareRoot()
        return r[0] * r[1] - (end - bell * erf(Double(2).squareRoot()))
      })
  }
}
