internal import Records

/// How far a point falls short of the aspiration in its worst objective.
///
///     shortfall(z) = maxᵢ max(zᵢ, 0)
enum Shortfall {
  /// The shortfall of a point in units.
  static func of(_ z: [Double]) -> Double { z.reduce(0) { max($0, $1) } }

  /// The shortfall of a run's first evaluation; `nil` if there is none.
  static func start(of run: Run, _ scales: [ObjectiveScale]) -> Double? {
    guard !run.trace.steps.isEmpty else { return nil }
    let z = zip(scales, run.trace.values).map { $0.units(of: [$1[0]])[0] }
    return z.allSatisfy(\.isFinite) ? of(z) : nil
  }
}
