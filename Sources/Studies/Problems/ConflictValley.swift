import Foundation
import Neural
import Records
import Strategies
public import Training

/// The toy of CAGrad: two losses of a point with a cliff, a valley in which the gradients oppose
/// each other, and a front that is known.
public struct ConflictValley: KnownProblem {
  /// What the first loss is multiplied by.
  public let scale: Double
  /// Where every seed begins; `nil` for uniform draws in [−10, 10].
  public let start: [Double]?

  /// Chooses the scale and the start.
  ///
  /// - Parameters:
  ///   - scale: What the first loss is multiplied by, positive; 1 in CAGrad, 0.1 in Nash-MTL and FAMO.
  ///   - start: Where every seed begins, two numbers; `nil` draws uniformly in [−10, 10].
  public init(scale: Double = 1, start: [Double]? = nil) {
    precondition(scale > 0, "the scale is positive")
    precondition(start.map { $0.count == 2 } ?? true, "a start has two numbers")
    (self.scale, self.start) = (scale, start)
  }

  /// The catalogue entry.
  public var card: ProblemCard {
    ProblemCard(
      id: "cagrad-toy", title: "CAGrad's toy",
      formula: [
        "f1 = s (p1 c1 + q1 c2), f2 = p2 c1 + q2 c2",
        "p1 = ln max(|(−x1 − 7)/2 − tanh(−x2)|, 5e-6) + 6",
        "p2 = ln max(|(−x1 + 3)/2 + tanh(−x2) + 2|, 5e-6) + 6",
        "q1, q2 = ((−x1 ± 7)² + 0.1 (−x2 − 8)²)/10 − 20",
        "c1 = max(tanh(x2/2), 0), c2 = max(tanh(−x2/2), 0)",
      ],
      box: "x1 and x2 in the whole plane; each begins uniformly in [−10, 10], or at `start`",
      front: "x1 from −7 to 7, x2 between −8.44 and −8.35: convex",
      reference: Reference(
        "Liu et al. (NeurIPS 2021), Sec. 5.1", url: "https://arxiv.org/abs/2110.14048"),
      settings: [
        SettingCard("scale", .number(.atLeast(1e-12)), "what the first loss is multiplied by"),
        SettingCard("start", .numbers(.finite), "where every seed begins, two numbers"),
      ],
      notes: [
        "published starts: (−8.5, 7.5), (−8.5, −5), (9, 9); scale 1 in CAGrad, 0.1 in Nash-MTL",
        "where a maximum is reached no gradient passes: (0, 0) is stationary, as in PyTorch",
      ])
  }

  /// Scale and start.
  public var settings: ProblemSettings {
    var values: [String: Setting] = ["scale": .number(scale)]
    if let start { values["start"] = .list(start.map(Setting.number)) }
    return ProblemSettings(values)
  }

  /// The same with another scale or start.
  public func changed(_ settings: ProblemSettings) -> ConflictValley {
    ConflictValley(
      scale: settings.number("scale", or: scale), start: settings.numbers("start", or: start))
  }

  /// Traces the problem.
  public func problem(named name: String) throws -> Problem {
    let parts = (0..<2).map { i in
      Parameter([1], start.map { .values([$0[i]]) } ?? .uniform(-10, 10))
    }
    let (x, y) = (parts[0].tensor, parts[1].tensor)
    let (above, below) = (relu(tanh(0.5 * y)), relu(tanh(-0.5 * y)))
    func cliff(_ distance: Tensor) -> Tensor {
      log(relu(abs(distance) - 5e-6) + 5e-6) + 6
    }
    let height = 0.1 * square(-y - 8)
    let first =
      cliff(0.5 * (-x - 7) - tanh(-y)) * above + ((square(-x + 7) + height) / 10 - 20) * below
    let second =
      cliff(0.5 * (-x + 3) + tanh(-y) + 2) * above + ((square(-x - 7) + height) / 10 - 20) * below
    return try Problem(
      known: name, parameters: [("x1", parts[0]), ("x2", parts[1])],
      functions: [Tensor(scale) * first, second])
  }

  // MARK: The front

  /// The front: for each weight `w` of `q1` the least `w q1 c2 + (1 − w) q2 c2`, where
  /// `x1 = 14 w − 7` and `x2` is found to the last digits.
  public var front: KnownFront? {
    let scale = scale
    @Sendable func point(_ t: Double) -> [Double] {
      let values = Self.optimum(weight: 1 - t)
      return [scale * values[0], values[1]]
    }
    let ends = [point(0), point(1)]
    return KnownFront(
      .convex, ideal: [ends[0][0], ends[1][1]], nadir: [ends[1][0], ends[0][1]],
      sample: { KnownFront.curve($0, point) })
  }

  private static func optimum(weight w: Double) -> [Double] {
    let x = 14 * w - 7
    let bowl = w * (7 - x) * (7 - x) + (1 - w) * (x + 7) * (x + 7)
    func mixed(_ y: Double) -> Double {
      Foundation.tanh(-y / 2) * ((bowl + 0.1 * (y + 8) * (y + 8)) / 10 - 20)
    }
    let y = least(mixed, from: -12, to: -6)
    return [7.0, -7].map { center in
      Foundation.tanh(-y / 2)
        * (((x - center) * (x - center) + 0.1 * (y + 8) * (y + 8)) / 10 - 20)
    }
  }

  /// Where a function with one minimum is least, by sections of the golden ratio.
  private static func least(
    _ f: (Double) -> Double, from lower: Double, to upper: Double
  ) -> Double {
    let ratio = (Double(5).squareRoot() - 1) / 2
    var (a, b) = (lower, upper)
    for _ in 0..<80 {
      let (left, right) = (b - ratio * (b - a), a + ratio * (b - a))
      if f(left) < f(right) { b = right } else { a = left }
    }
    return (a + b) / 2
  }
}
