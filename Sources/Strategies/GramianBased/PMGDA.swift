import Records
import Tensors

/// PMGDA: to the point of the front on the ray of the preference, by prediction and correction.
///
///     h = ‖L − (L·r̂) r̂‖,   ∇h = Σ (∂h/∂Lᵢ) gᵢ
///     h < tolerance:  MGDA.   Else, of μ ≥ 0, Σμ = 1, d = Σ μᵢ ĝᵢ + μₕ ∇h/‖∇h‖:
///     max t,  gᵢ·d ≥ t for all i,  ∇h·d ≥ σ ‖∇h‖
public struct PMGDA: Pure, Preferring {
  /// The catalogue entry.
  public static let card = StrategyCard(
    id: "pmgda", title: "PMGDA",
    rule: "min h = ‖L − (L·r̂) r̂‖ as fast as σ allows, the worst descent of all as good as can be",
    reference: Reference(
      "Zhang, Lin & Zhang (2024), Eq. 20", url: "https://arxiv.org/abs/2402.09492"),
    claims: [.deterministic], weightSum: "varies",
    settings: [
      Preference.card,
      SettingCard(
        "tolerance", .number(.atLeast(0)), "the distance h from the ray that counts as 0"),
      SettingCard("sigma", .number(0...1), "how steeply h descends, 1 for straight down"),
    ],
    degenerate:
      "where the program has no solution, straight down h, counted as a fallback; an objective "
      + "without a gradient has no direction, and its weight is that of h",
    departures: [
      "a gradient of 0 has no say in MGDA: on the ray the other costs would be left where they are",
      "tolerance 0.01 and sigma 0.95 are LibMOON's; its 1e-4 beside the norms is left out",
      "the loss vector comes to lie along the preference: the greater rᵢ, the greater Lᵢ",
    ])

  /// The distance from the ray that counts as 0.
  public let tolerance: Double
  /// How steeply the distance descends.
  public let sigma: Double
  /// The ray, of shape `[m]`; `nil` for `1/m`.
  public var preference: [Double]?

  /// Chooses the settings.
  public init(tolerance: Double = 0.01, sigma: Double = 0.95, preference: [Double]? = nil) {
    (self.tolerance, self.sigma, self.preference) = (tolerance, sigma, preference)
  }

  /// What lies below the ray is raised to it.
  public var raisesCosts: Bool { true }

  /// `L·r̂ + 100 h`, which is least where costs come nearest to the ray, and of such places where they are
  /// least.
  public func merit(of losses: [Double], in state: Stateless) -> Double? {
    let (along, beside, _) = parts(of: losses)
    return along + 100 * beside
  }

  /// Corrects, or descends.
  public func decide(_ evidence: Gramian, into decision: inout Decision) throws {
    let m = evidence.losses.count
    guard evidence.matrix.isFinite(markingIn: &decision) else { return }
    let (_, distance, slope) = parts(of: evidence.losses)
    let turned = evidence.matrix.times(slope)
    let steepness = zip(slope, turned).reduce(0) { $0 + $1.0 * $1.1 }.squareRoot()
    guard distance >= tolerance, steepness > 0 else {
      return decision.findShortest(evidence.matrix, ignoresIdleRows: true)
    }
    let norms = (0..<m).map { evidence.norm($0) }
    let program = program(evidence.matrix, norms, turned, steepness)
    let found = program.solve()
    let share = found?[m] ?? 1
    for i in 0..<m {
      let own = norms[i] > 0 ? (found?[i] ?? 0) / norms[i] : 0
      decision.weights[i] = own + share * slope[i] / steepness
    }
    decision.solver = Decision.SolverReport(
      residual: 0, iterations: 1, usedFallback: found == nil)
  }

  /// `L·r̂`, `h`, and the derivative of `h` by the losses.
  private func parts(of losses: [Double]) -> (along: Double, beside: Double, slope: [Double]) {
    let m = losses.count
    let given = preference ?? Array(repeating: 1, count: m)
    let length = given.reduce(0) { $0 + $1 * $1 }.squareRoot()
    let ray = given.map { $0 / length }
    let along = zip(losses, ray).reduce(0) { $0 + $1.0 * $1.1 }
    let rest = zip(losses, ray).map { $0 - along * $1 }
    let distance = rest.reduce(0) { $0 + $1 * $1 }.squareRoot()
    return (along, distance, distance > 0 ? rest.map { $0 / distance } : rest)
  }

  /// The variables are `μ`, and `t` in two parts.
  private func program(
    _ gramian: Matrix, _ norms: [Double], _ turned: [Double], _ steepness: Double
  ) -> LinearProgram {
    let m = norms.count
    var program = LinearProgram(
      gain: Array(repeating: 0, count: m + 1) + [1, -1], sharing: m + 1)
    for i in 0..<m where norms[i] > 0 {
      let own = (0..<m).map { norms[$0] > 0 ? gramian[i, $0] / norms[$0] : 0 }
      program.rows.append((own + [turned[i] / steepness, -1, 1], 0))
    }
    let along = (0..<m).map { norms[$0] > 0 ? turned[$0] / norms[$0] : 0 }
    program.rows.append((along + [steepness, 0, 0], sigma * steepness))
    return program
  }
}
