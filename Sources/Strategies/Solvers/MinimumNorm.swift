/// The shortest vector in the convex hull of the gradients.
///
///     min ‖Jᵀ α‖² over α ≥ 0, Σα = 1;   optimal iff Gα ≥ (αᵀGα)·1, with equality where α > 0
///
/// Where it is not 0, `α` is a multiple of the minimizer of `½ yᵀGy − Σy` over `y ≥ 0`: with
/// `y = z/r`, an ``ActiveSet`` program with `c = −1/r`. Where it is 0, that program is unbounded.
///
/// - SeeAlso: Désidéri (C. R. Acad. Sci. Paris 2012), Sec. 2; Wolfe (Math. Program. 1976).
enum MinimumNorm {
  /// Finds the point.
  ///
  /// - Parameters:
  ///   - gramian: The row-scaled Gramian.
  ///   - x: The norms `ρ` of the rows, positive, on entry; `ρ ⊙ α` on exit, or zeros where the
  ///     shortest vector is 0.
  ///   - ignoresIdleRows: Whether to leave idle rows out. They belong to the hull, and make its
  ///     shortest vector 0.
  @inline(__always)
  static func solve(
    _ x: UnsafeMutablePointer<Double>, _ gramian: ScaledGramian, ignoresIdleRows: Bool = false
  ) -> Decision.SolverReport {
    if gramian.count == 2, !gramian.hasIdleRows { return solvePair(x, gramian) }
    return solveAll(x, gramian, ignoresIdleRows)
  }

  private static func solveAll(
    _ x: UnsafeMutablePointer<Double>, _ gramian: ScaledGramian, _ ignoresIdleRows: Bool
  ) -> Decision.SolverReport {
    guard !gramian.hasIdleRows || ignoresIdleRows else {
      return stationary(x, gramian, iterations: 0)
    }
    return ActiveSet.withMemory(for: gramian) { program in
      let m = gramian.count
      var smallest = Double.infinity
      for i in 0..<m where !gramian.isIdle(i) { smallest = min(smallest, x[i]) }
      for i in 0..<m { program.target[i] = gramian.isIdle(i) ? 0 : smallest / x[i] }
      guard program.minimize(isBounded: false) == .solved else {
        return stationary(x, gramian, iterations: program.iterations)
      }
      var total = 0.0
      for i in 0..<m { total += program.z[i] / x[i] }
      for i in 0..<m { x[i] = total > 0 ? program.z[i] / total : 0 }
      return Decision.SolverReport(residual: program.residual, iterations: program.iterations)
    }
  }

  /// Two gradients: an end of their segment, or the foot of the perpendicular on it.
  @inline(__always)
  private static func solvePair(
    _ x: UnsafeMutablePointer<Double>, _ gramian: ScaledGramian
  ) -> Decision.SolverReport {
    let cosine = gramian.cosines[1]
    let (first, second) = (x[0], x[1])
    if cosine * second >= first {
      x[1] = 0
    } else if cosine * first >= second {
      x[0] = 0
    } else {
      // y₁ ∝ ρ₂ − ρ₁ cos and so on; no difference of nearly equal numbers where they conflict.
      let (one, two) = (second - cosine * first, first - cosine * second)
      let factor = first * second / (one * second + two * first)
      (x[0], x[1]) = (factor * one, factor * two)
    }
    return Decision.SolverReport(residual: 0, iterations: 1)
  }

  private static func stationary(
    _ x: UnsafeMutablePointer<Double>, _ gramian: ScaledGramian, iterations: Int
  ) -> Decision.SolverReport {
    for i in 0..<gramian.count { x[i] = 0 }
    return Decision.SolverReport(residual: 0, iterations: iterations)
  }
}
