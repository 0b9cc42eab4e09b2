import Foundation
import Neural
import Records
import Strategies
public import Training

/// Three problems of two quadratic functions of two variables, on which the ways of balancing
/// strategies are drawn.
public struct Quadratics: KnownProblem {
  /// Which of the three.
  public enum Kind: String, CaseIterable, Sendable {
    /// Elementwise: `f = x ⊙ x`.
    case elementwise = "ewq"
    /// Convex: two forms with axes of their own.
    case convex = "cqf"
    /// One form at two places, the second ten times as high.
    case homogeneous = "hqf"
  }

  /// Which of the three.
  public let kind: Kind
  /// Where every seed begins; `nil` for uniform draws.
  public let start: [Double]?

  /// Chooses a problem.
  ///
  /// - Parameters:
  ///   - kind: Which of the three.
  ///   - start: Where every seed begins, two numbers; `nil` draws uniformly, within 4 of the middle.
  public init(_ kind: Kind, start: [Double]? = nil) {
    precondition(start.map { $0.count == 2 } ?? true, "a start has two numbers")
    (self.kind, self.start) = (kind, start)
  }

  /// The catalogue entry.
  public var card: ProblemCard {
    ProblemCard(
      id: kind.rawValue, title: title, formula: formula,
      box: "x in the whole plane; each begins uniformly within 4 of \(Self.words(middle)), or at "
        + "`start`", front: words,
      reference: Reference(
        "TorchJD, trajectories of its tests", url: "https://github.com/TorchJD/torchjd"),
      settings: [SettingCard("start", .numbers(.finite), "where every seed begins, two numbers")],
      notes: kind == .elementwise
        ? ["points on an axis are weakly stationary: MGDA stops there"] : [])
  }

  /// The start, if one is given.
  public var settings: ProblemSettings {
    ProblemSettings(start.map { ["start": .list($0.map(Setting.number))] } ?? [:])
  }

  /// The same from another start.
  public func changed(_ settings: ProblemSettings) -> Quadratics {
    Quadratics(kind, start: settings.numbers("start", or: start))
  }

  /// Traces the problem.
  public func problem(named name: String) throws -> Problem {
    let parts = (0..<2).map { i in
      Parameter([1], start.map { .values([$0[i]]) } ?? .uniform(middle[i] - 4, middle[i] + 4))
    }
    let (x, y) = (parts[0].tensor, parts[1].tensor)
    return try Problem(
      known: name, parameters: [("x1", parts[0]), ("x2", parts[1])],
      functions: forms.map { $0.value(x, y) })
  }

  // MARK: Forms

  /// `(x − u)ᵀ A (x − u)` for `A = [[a, b], [b, c]]`.
  fileprivate struct Form {
    let a, b, c: Double
    let u, v: Double

    func value(_ x: Tensor, _ y: Tensor) -> Tensor {
      let (p, q) = (x - Tensor(u), y - Tensor(v))
      return Tensor(a) * square(p) + Tensor(2 * b) * p * q + Tensor(c) * square(q)
    }

    func value(_ x: Double, _ y: Double) -> Double {
      let (p, q) = (x - u, y - v)
      return a * p * p + 2 * b * p * q + c * q * q
    }
  }

  private var forms: [Form] {
    switch kind {
    case .elementwise:
      [Form((1, 0, 0), (0, 0)), Form((0, 0, 1), (0, 0))]
    case .convex: [Form((1, 0.2, 0.05), (1, 0)), Form((3, -0.6, 0.2), (-1, 0))]
    case .homogeneous: [Form((2, -1, 2), (1, 0)), Form((20, -10, 20), (-10, 0))]
    }
  }

  private var middle: [Double] { kind == .homogeneous ? [-4.5, 0] : [0, 0] }

  private static func words(_ x: [Double]) -> String { "(\(x[0]), \(x[1]))" }

  private var title: String {
    switch kind {
    case .elementwise: "Elementwise quadratic"
    case .convex: "Convex quadratic form"
    case .homogeneous: "Homogeneous quadratic form"
    }
  }

  private var formula: [String] {
    switch kind {
    case .elementwise: ["f1 = x1²", "f2 = x2²"]
    case .convex:
      [
        "fᵢ = (x − uᵢ)ᵀ Aᵢ (x − uᵢ), u1 = (1, 0), u2 = (−1, 0)",
        "A1 = [[1, 0.2], [0.2, 0.05]], A2 = [[3, −0.6], [−0.6, 0.2]]",
      ]
    case .homogeneous:
      [
        "f1 = (x − u1)ᵀ A (x − u1), f2 = 10 (x − u2)ᵀ A (x − u2)",
        "A = [[2, −1], [−1, 2]], u1 = (1, 0), u2 = (−10, 0)",
      ]
    }
  }

  private var words: String {
    switch kind {
    case .elementwise: "the point (0, 0)"
    case .convex: "x solves Σ wᵢ Aᵢ x = Σ wᵢ Aᵢ uᵢ for the weights w: convex"
    case .homogeneous: "√f1 + √(f2/10) = √242, x between u1 and u2: convex"
    }
  }

  // MARK: The front

  /// The front.
  public var front: KnownFront? {
    switch kind {
    case .elementwise:
      KnownFront(
        .point, ideal: [0, 0], nadir: [0, 0], sample: { _ in [[0, 0]] },
        volume: { $0[0] * $0[1] })
    case .convex:
      KnownFront(
        .convex, ideal: [0, 0], nadir: [forms[0].value(-1, 0), forms[1].value(1, 0)],
        sample: { count in KnownFront.curve(count) { optimum(weight: 1 - $0) } })
    case .homogeneous:
      KnownFront(
        .convex, ideal: [0, 0], nadir: [242, 2420],
        sample: { KnownFront.curve($0) { t in [242 * t * t, 2420 * (1 - t) * (1 - t)] } },
        volume: { $0[0] * $0[1] - 242 * 2420 / 6 })
    }
  }

  /// The values where `w f1 + (1 − w) f2` is least.
  private func optimum(weight w: Double) -> [Double] {
    let weights = [w, 1 - w]
    func sum(_ part: (Form) -> Double) -> Double {
      zip(weights, forms).reduce(0) { $0 + $1.0 * part($1.1) }
    }
    let (a, b, c) = (sum(\.a), sum(\.b), sum(\.c))
    let (p, q) = (sum { $0.a * $0.u + $0.b * $0.v }, sum { $0.b * $0.u + $0.c * $0.v })
    let determinant = a * c - b * b
    let (x, y) = ((p * c - b * q) / determinant, (a * q - b * p) / determinant)
    return forms.map { $0.value(x, y) }
  }
}

extension Quadratics.Form {
  fileprivate init(_ matrix: (Double, Double, Double), _ center: (Double, Double)) {
    self.init(a: matrix.0, b: matrix.1, c: matrix.2, u: center.0, v: center.1)
  }
}
