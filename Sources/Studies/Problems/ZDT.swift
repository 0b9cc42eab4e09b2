import Foundation
import Neural
import Records
import Strategies
public import Training

/// The problems of Zitzler, Deb and Thiele with two objectives of real variables.
///
///     f1 = x1,   f2 = g(x2…xn) h(f1, g)
public struct ZDT: KnownProblem {
  /// Which of the family; ZDT5 has binary variables and no gradients.
  public enum Kind: String, CaseIterable, Sendable {
    /// Convex.
    case zdt1
    /// Concave.
    case zdt2
    /// Five pieces.
    case zdt3
    /// Convex, with 21⁹ local fronts.
    case zdt4
    /// Concave, of uneven density.
    case zdt6
  }

  /// Which of the family.
  public let kind: Kind
  /// The number of variables, at least 2.
  public let n: Int

  /// Chooses a problem.
  ///
  /// - Parameters:
  ///   - kind: Which of the family.
  ///   - n: The number of variables; 30, for ZDT4 and ZDT6 10, unless given.
  public init(_ kind: Kind, n: Int? = nil) {
    (self.kind, self.n) = (kind, n ?? (kind == .zdt4 || kind == .zdt6 ? 10 : 30))
    precondition(self.n >= 2, "ZDT problems have two variables or more")
  }

  /// The catalogue entry.
  public var card: ProblemCard {
    ProblemCard(
      id: kind.rawValue, title: kind.rawValue.uppercased(), formula: formula, box: box,
      front: words,
      reference: Reference(
        "Zitzler, Deb & Thiele (Evol. Comput. 2000), Sec. 4",
        url: "https://doi.org/10.1162/106365600568202"),
      settings: [SettingCard("n", .count(2...10_000), "variables")], notes: notes)
  }

  /// The number of variables.
  public var settings: ProblemSettings { ["n": .number(Double(n))] }

  /// The same with another number of variables.
  public func changed(_ settings: ProblemSettings) -> ZDT {
    ZDT(kind, n: settings.whole("n", or: n))
  }

  /// Traces the problem: `x1` by itself, the others as `rest`.
  public func problem(named name: String) throws -> Problem {
    let head = Parameter([1], .uniform(floor, 1), bounds: floor...1)
    let reach = kind == .zdt4 ? -5.0...5 : (kind == .zdt6 ? 1e-16 : 0)...1
    let rest = Parameter(
      [n - 1], .uniform(reach.lowerBound, reach.upperBound), bounds: reach)
    let f1 = first(head.tensor)
    return try Problem(
      known: name, parameters: [("x1", head), ("rest", rest)],
      functions: [f1, second(f1, growth(rest.tensor))])
  }

  // MARK: Formulas

  /// The slope of a root has no bound at 0.
  private var floor: Double { [.zdt2, .zdt6].contains(kind) ? 0 : 1e-6 }

  private func first(_ x: Tensor) -> Tensor {
    guard kind == .zdt6 else { return x }
    let wave = square(sin(Tensor(6 * Double.pi) * x))
    return 1 - exp(-4 * x) * (wave * wave * wave)
  }

  private func growth(_ rest: Tensor) -> Tensor {
    switch kind {
    case .zdt1, .zdt2, .zdt3: return 1 + 9 * mean(rest)
    case .zdt4:
      let waves = 10 * cos(Tensor(4 * Double.pi) * rest)
      return 1 + sum(square(rest) - waves + 10)
    case .zdt6: return 1 + 9 * power(mean(rest), 0.25)
    }
  }

  private func second(_ f: Tensor, _ g: Tensor) -> Tensor {
    let share = f / g
    switch kind {
    case .zdt1, .zdt4: return g * (1 - sqrt(share))
    case .zdt2, .zdt6: return g * (1 - square(share))
    case .zdt3: return g * (1 - sqrt(share) - share * sin(Tensor(10 * Double.pi) * f))
    }
  }

  private var formula: [String] {
    let g =
      switch kind {
      case .zdt1, .zdt2, .zdt3: "g = 1 + 9 Σ₂ⁿ xᵢ/(n − 1)"
      case .zdt4: "g = 1 + Σ₂ⁿ (xᵢ² − 10 cos 4πxᵢ + 10)"
      case .zdt6: "g = 1 + 9 (Σ₂ⁿ xᵢ/(n − 1))^0.25"
      }
    let f2 =
      switch kind {
      case .zdt1, .zdt4: "f2 = g (1 − √(f1/g))"
      case .zdt2, .zdt6: "f2 = g (1 − (f1/g)²)"
      case .zdt3: "f2 = g (1 − √(f1/g) − (f1/g) sin 10πf1)"
      }
    return [kind == .zdt6 ? "f1 = 1 − e^(−4x1) sin⁶ 6πx1" : "f1 = x1", f2, g]
  }

  private var box: String {
    "x1 in [0, 1], the others in " + (kind == .zdt4 ? "[−5, 5]" : "[0, 1]")
      + ", kept there; each begins uniformly"
  }

  private var words: String {
    switch kind {
    case .zdt1, .zdt4: "f2 = 1 − √f1, f1 in [0, 1]: convex"
    case .zdt2: "f2 = 1 − f1², f1 in [0, 1]: concave"
    case .zdt3: "five pieces of f2 = 1 − √f1 − f1 sin 10πf1"
    case .zdt6: "f2 = 1 − f1², f1 in [0.2808, 1]: concave"
    }
  }

  private var notes: [String] {
    (floor > 0 ? ["x1 is kept above 1e-6: the slope of the root has no bound at 0"] : [])
      + (kind == .zdt2
        ? ["where x1 is 0 the slope of f2 by it vanishes: a descent that is led there stays"] : [])
      + (kind == .zdt6 ? ["the others are kept above 1e-16, for the slope of their root"] : [])
      + (kind == .zdt4 ? ["descent stays in the nearest of many local fronts"] : [])
  }
}
