import Foundation
import Neural
import Records
import Tensors
public import Training

/// Three functions of two variables, of Viennet and others, whose front winds through space.
public struct VLMOP3: KnownProblem {
  /// The problem; it has no settings.
  public init() {}

  /// The catalogue entry.
  public var card: ProblemCard {
    ProblemCard(
      id: "vlmop3", title: "VLMOP3",
      formula: [
        "f1 = (x² + y²)/2 + sin(x² + y²)",
        "f2 = (3x − 2y + 4)²/8 + (x − y + 1)²/27 + 15",
        "f3 = 1/(x² + y² + 1) − 1.1 exp(−x² − y²)",
      ],
      box: "x and y in [−3, 3], kept there; each begins uniformly",
      front: "no formula: a curve and a strip in space, sampled on a grid of x and y",
      reference: Reference(
        "Viennet, Fonteix & Marc (Int. J. Syst. Sci. 1996)",
        url: "https://doi.org/10.1080/00207729608929211"))
  }

  /// None.
  public var settings: ProblemSettings { [:] }

  /// The same.
  public func changed(_ settings: ProblemSettings) -> VLMOP3 { self }

  /// Traces the problem.
  public func problem(named name: String) throws -> Problem {
    let parts = (0..<2).map { _ in Parameter([1], .uniform(-3, 3), bounds: -3...3) }
    let (x, y) = (parts[0].tensor, parts[1].tensor)
    let r = square(x) + square(y)
    return try Problem(
      known: name, parameters: [("x", parts[0]), ("y", parts[1])],
      functions: [
        0.5 * r + sin(r),
        square(3 * x - 2 * y + 4) / 8 + square(x - y + 1) / 27 + 15,
        1 / (r + 1) - 1.1 * exp(-r),
      ])
  }

  /// The front, as nearly as a grid of the variables tells: no closed form is known.
  public var front: KnownFront? {
    KnownFront(
      .disconnected, ideal: [0, 15, -0.1], nadir: [8.25, 17.1, 0.2],
      sample: { count in
        // About one in twelve points of the grid is on the front.
        let side = max(12, Int((12 * Double(count)).squareRoot()))
        let axis = (0..<side).map { -3 + 6 * Double($0) / Double(side - 1) }
        return axis.flatMap { x in axis.map { Self.values(x, $0) } }
      })
  }

  private static func values(_ x: Double, _ y: Double) -> [Double] {
    let r = x * x + y * y
    let (a, b) = (3 * x - 2 * y + 4, x - y + 1)
    return [
      r / 2 + Foundation.sin(r), a * a / 8 + b * b / 27 + 15,
      1 / (r + 1) - 1.1 * Elementary.exp(-r),
    ]
  }
}
