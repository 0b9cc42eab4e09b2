/// Projections onto the dual cone `{d : J d ≥ 0}` of the gradients.
///
///     min ‖Jᵀ v‖² over v ≥ u;   optimal iff v ≥ u, Gv ≥ 0, (v − u) ⊙ Gv = 0
///
/// With `v = (l + z)/r`, `l = r ⊙ u`, this is an ``ActiveSet`` program with `c = Ĝ l`.
///
/// - SeeAlso: Quinton & Rey (2024), Prop. 1.
enum DualCone {
  /// Projects the combination `Jᵀ u`.
  ///
  /// - Parameters:
  ///   - gramian: The row-scaled Gramian.
  ///   - x: `l = r ⊙ u` on entry, `r ⊙ v` on exit.
  @inline(__always)
  static func project(
    _ x: UnsafeMutablePointer<Double>, _ gramian: ScaledGramian
  ) -> Decision.SolverReport {
    gramian.count == 2 ? projectOnPair(x, gramian) : projectOnAll(x, gramian)
  }

  private static func projectOnAll(
    _ x: UnsafeMutablePointer<Double>, _ gramian: ScaledGramian
  ) -> Decision.SolverReport {
    ActiveSet.withMemory(for: gramian) { program in
      let m = gramian.count
      for i in 0..<m { program.target[i] = -gramian.row(i).dot(x, m) }
      _ = program.minimize(isBounded: true)
      for i in 0..<m { x[i] += program.z[i] }
      return Decision.SolverReport(residual: program.residual, iterations: program.iterations)
    }
  }

  /// Two gradients: whichever the combination opposes is added until it is opposed no more.
  @inline(__always)
  private static func projectOnPair(
    _ x: UnsafeMutablePointer<Double>, _ gramian: ScaledGramian
  ) -> Decision.SolverReport {
    let products = (gramian.row(0).dot(x, 2), gramian.row(1).dot(x, 2))
    (x[0], x[1]) = (x[0] + max(0, -products.0), x[1] + max(0, -products.1))
    return Decision.SolverReport(residual: 0, iterations: min(products.0, products.1) < 0 ? 1 : 0)
  }

  /// Projects each `uᵢ gᵢ` by itself and adds the projections up.
  ///
  /// - Parameters:
  ///   - gramian: The row-scaled Gramian.
  ///   - x: `l = r ⊙ u` on entry, `r ⊙ Σ v` on exit.
  @inline(__always)
  static func projectEach(
    _ x: UnsafeMutablePointer<Double>, _ gramian: ScaledGramian
  ) -> Decision.SolverReport {
    gramian.count == 2 ? projectPair(x, gramian) : projectEachOfAll(x, gramian)
  }

  private static func projectEachOfAll(
    _ x: UnsafeMutablePointer<Double>, _ gramian: ScaledGramian
  ) -> Decision.SolverReport {
    let m = gramian.count
    return withUnsafeTemporaryAllocation(of: Double.self, capacity: m) { lengths in
      guard let lengths = lengths.baseAddress else { preconditionFailure("no objectives") }
      for i in 0..<m { lengths[i] = gramian.isIdle(i) ? 0 : x[i] }
      var report = projectTogether(x, gramian, lengths)
      guard (0..<m).contains(where: { lengths[$0] > 0 }) else { return report }
      let rest = projectOneByOne(x, gramian, lengths)
      report.residual = max(report.residual, rest.residual)
      report.iterations += rest.iterations
      return report
    }
  }

  /// Adds the projections that two tableaus can tell, and sets their lengths to 0.
  private static func projectTogether(
    _ x: UnsafeMutablePointer<Double>, _ gramian: ScaledGramian,
    _ lengths: UnsafeMutablePointer<Double>
  ) -> Decision.SolverReport {
    ConeTableau.withMemory(for: gramian) { tableau in
      let m = gramian.count
      for base in 0..<2 {
        guard let first = (0..<m).first(where: { lengths[$0] > 0 }) else { break }
        tableau.moveBase(to: first)
        for i in first..<m where lengths[i] > 0 && (base == 1 || tableau.distance(i) <= m / 4) {
          if tableau.addProjection(i, times: lengths[i], to: x) { lengths[i] = 0 }
        }
      }
      return Decision.SolverReport(residual: tableau.residual, iterations: tableau.iterations)
    }
  }

  /// Adds the projections that are left: those of nearly dependent gradients.
  private static func projectOneByOne(
    _ x: UnsafeMutablePointer<Double>, _ gramian: ScaledGramian,
    _ lengths: UnsafeMutablePointer<Double>
  ) -> Decision.SolverReport {
    ActiveSet.withMemory(for: gramian) { program in
      let m = gramian.count
      for i in 0..<m where lengths[i] > 0 {
        for j in 0..<m { program.target[j] = -gramian.row(i)[j] }
        _ = program.minimize(isBounded: true)
        x.add(lengths[i], times: program.z, m)
      }
      return Decision.SolverReport(residual: program.residual, iterations: program.iterations)
    }
  }

  /// Two gradients: each sheds its component against the other.
  @inline(__always)
  private static func projectPair(
    _ x: UnsafeMutablePointer<Double>, _ gramian: ScaledGramian
  ) -> Decision.SolverReport {
    let conflict = max(0, -gramian.cosines[1])
    (x[0], x[1]) = (x[0] + conflict * x[1], x[1] + conflict * x[0])
    return Decision.SolverReport(residual: 0, iterations: conflict > 0 ? 1 : 0)
  }
}
