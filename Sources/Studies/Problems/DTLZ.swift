import Foundation
import Neural
import Records
import Strategies
public import Training

/// The problems of Deb, Thiele, Laumanns and Zitzler with any number of objectives.
///
/// The first `m − 1` variables choose a place on the front, the other `k` how far it is away.
public struct DTLZ: KnownProblem {
  /// Which of the family.
  public enum Kind: String, CaseIterable, Sendable {
    /// A plane, with 11ᵏ − 1 local fronts.
    case dtlz1
    /// A sphere.
    case dtlz2
    /// The sphere, with 3ᵏ − 1 local fronts.
    case dtlz3
    /// The sphere, unevenly dense.
    case dtlz4
    /// `2^(m−1)` pieces.
    case dtlz7
  }

  /// Which of the family.
  public let kind: Kind
  /// The number of objectives, at least 2.
  public let m: Int
  /// The number of variables that tell the distance.
  public let k: Int

  /// Chooses a problem.
  ///
  /// - Parameters:
  ///   - kind: Which of the family.
  ///   - m: The number of objectives.
  ///   - k: The variables of the distance; 5 for DTLZ1, 20 for DTLZ7, else 10 unless given.
  public init(_ kind: Kind, m: Int = 3, k: Int? = nil) {
    precondition(m >= 2, "DTLZ problems have two objectives or more")
    (self.kind, self.m) = (kind, m)
    self.k = k ?? (kind == .dtlz1 ? 5 : kind == .dtlz7 ? 20 : 10)
    precondition(self.k >= 1, "DTLZ problems have a variable of distance or more")
  }

  /// The catalogue entry.
  public var card: ProblemCard {
    ProblemCard(
      id: kind.rawValue, title: kind.rawValue.uppercased(), formula: formula,
      box: "all of [0, 1], kept there; each begins uniformly", front: words,
      reference: Reference(
        "Deb, Thiele, Laumanns & Zitzler (2005), Sec. 6.7",
        url: "https://doi.org/10.1007/1-84628-137-7_6"),
      settings: [
        SettingCard("m", .count(2...20), "objectives"),
        SettingCard("k", .count(1...10_000), "variables of the distance"),
      ], notes: notes)
  }

  /// Objectives and variables.
  public var settings: ProblemSettings {
    ["m": .number(Double(m)), "k": .number(Double(k))]
  }

  /// The same with other numbers of objectives and variables.
  public func changed(_ settings: ProblemSettings) -> DTLZ {
    DTLZ(kind, m: settings.whole("m", or: m), k: settings.whole("k", or: k))
  }

  /// Traces the problem: the variables of the place as `place`, the others as `distance`.
  public func problem(named name: String) throws -> Problem {
    let place = Parameter([m - 1], .uniform(0, 1), bounds: 0...1)
    let distance = Parameter([k], .uniform(0, 1), bounds: 0...1)
    return try Problem(
      known: name, parameters: [("place", place), ("distance", distance)],
      functions: functions(place.tensor, growth(distance.tensor)))
  }

  // MARK: Formulas

  private func growth(_ x: Tensor) -> Tensor {
    switch kind {
    case .dtlz1, .dtlz3:
      let waves = cos(Tensor(20 * Double.pi) * (x - 0.5))
      return 100 * (Tensor(Double(k)) + sum(square(x - 0.5) - waves))
    case .dtlz2, .dtlz4: return sum(square(x - 0.5))
    case .dtlz7: return 1 + 9 * mean(x)
    }
  }

  private func functions(_ x: Tensor, _ g: Tensor) -> [Tensor] {
    switch kind {
    case .dtlz1: products(of: x, 1 - x, times: 0.5 * (1 + g))
    case .dtlz2, .dtlz3, .dtlz4:
      products(of: cosines(turns(x)), sin(Self.quarter * turns(x)), times: 1 + g)
    case .dtlz7: mixed(x, g)
    }
  }

  /// The angles in quarters of a turn.
  private func turns(_ x: Tensor) -> Tensor { kind == .dtlz4 ? power(x, 100) : x }

  private static var quarter: Tensor { Tensor(0.5 * Double.pi) }

  /// `cos πt/2 = √2 cos(π min(t, ½)/2) sin(π min(1 − t, ½)/2)`, which is exactly 0 at 1: a cosine of π/2
  /// rounded to single precision is −4·10⁻⁸, and `1 + g` times that is less the worse `g` is.
  private func cosines(_ t: Tensor) -> Tensor {
    let (low, high) = (clip(t, 0, 0.5), clip(t, 0.5, 1))
    return Tensor(2.0.squareRoot()) * cos(Self.quarter * low) * sin(Self.quarter * (1 - high))
  }

  /// `fᵢ = scale · a1 ⋯ a_{m−i} · b_{m−i+1}`, the last factor missing for `i = 1`.
  private func products(of a: Tensor, _ b: Tensor, times scale: Tensor) -> [Tensor] {
    (0..<m).map { i in
      var f = scale
      for j in 0..<m - 1 - i { f = f * a.element(j) }
      return i == 0 ? f : f * b.element(m - 1 - i)
    }
  }

  private func mixed(_ x: Tensor, _ g: Tensor) -> [Tensor] {
    let waves = sum(x / (1 + g) * (1 + sin(Tensor(3 * Double.pi) * x)))
    return (0..<m - 1).map { x.element($0) } + [(1 + g) * (Tensor(Double(m)) - waves)]
  }

  private var formula: [String] {
    switch kind {
    case .dtlz1:
      [
        "fᵢ = x1 ⋯ x_{m−i} (1 − x_{m−i+1}) (1 + g)/2",
        "g = 100 (k + Σ (xⱼ − 0.5)² − cos 20π(xⱼ − 0.5)) over the last k",
      ]
    case .dtlz2, .dtlz3, .dtlz4:
      [
        "fᵢ = (1 + g) cos θ1 ⋯ cos θ_{m−i} sin θ_{m−i+1}, θ = "
          + (kind == .dtlz4 ? "x¹⁰⁰ π/2" : "x π/2"),
        kind == .dtlz3
          ? "g = 100 (k + Σ (xⱼ − 0.5)² − cos 20π(xⱼ − 0.5)) over the last k"
          : "g = Σ (xⱼ − 0.5)² over the last k",
      ]
    case .dtlz7:
      [
        "fᵢ = xᵢ for i < m, fₘ = (1 + g) (m − Σ fᵢ/(1 + g) (1 + sin 3πfᵢ))",
        "g = 1 + 9 Σ xⱼ/k over the last k",
      ]
    }
  }

  private var words: String {
    switch kind {
    case .dtlz1: "the plane Σ fᵢ = 0.5"
    case .dtlz2, .dtlz3, .dtlz4: "the unit sphere Σ fᵢ² = 1, f ≥ 0: concave"
    case .dtlz7: "2^(m−1) pieces"
    }
  }

  private var notes: [String] {
    switch kind {
    case .dtlz1, .dtlz3: ["descent stays in the nearest of many local fronts"]
    case .dtlz4:
      ["the gradient of x¹⁰⁰ is next to 0 in most of the box: most starts stay where they are"]
    case .dtlz2, .dtlz7: []
    }
  }
}
