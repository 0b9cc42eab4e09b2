/// The vector with given inner products with the unit gradients.
///
///     d = Σ xᵢ ûᵢ,   ûᵢ·d = bᵢ;   Ĝ x = b
///
/// Where the rows depend on each other, the `x` of least squares and of the smallest norm.
enum Equiangular {
  /// Solves for `b`, of shape `[m]`, which counts as 0 on an idle row.
  ///
  /// - Returns: The report; its residual is the largest `|Ĝx − b|` relative to `max |b| + max |x|`.
  @inline(__always)
  static func solve(
    _ gramian: ScaledGramian, for b: (Int) -> Double, into x: UnsafeMutablePointer<Double>
  ) -> Decision.SolverReport {
    let m = gramian.count
    func target(_ i: Int) -> Double { gramian.isIdle(i) ? 0 : b(i) }
    for i in 0..<m { x[i] = target(i) }
    if !solveIndependent(gramian, x) {
      SemidefiniteEigen.with(gramian.cosines, count: m) {
        $0.apply({ 1 / $0 }, to: target, into: x)
      }
    }
    var (size, residual) = (0.0, 0.0)
    for i in 0..<m {
      size = max(size, target(i).magnitude + x[i].magnitude)
      residual = max(residual, (gramian.row(i).dot(x, m) - target(i)).magnitude)
    }
    return Decision.SolverReport(residual: size > 0 ? residual / size : 0, iterations: 1)
  }

  /// Puts the solution in the place of `b` by a Cholesky factor; returns `false`, and leaves `b`,
  /// where rows are near to depending on each other. Two rows have the eigenvalues `1 ± cos`.
  @inline(__always)
  private static func solveIndependent(
    _ gramian: ScaledGramian, _ x: UnsafeMutablePointer<Double>
  ) -> Bool {
    let m = gramian.count
    if m == 2, !gramian.hasIdleRows {
      let cosine = gramian.cosines[1]
      guard 1 - cosine * cosine > 1e-8 else { return false }
      let (sum, difference) = ((x[0] + x[1]) / 2, (x[0] - x[1]) / 2)
      let (along, across) = (sum / (1 + cosine), difference / (1 - cosine))
      (x[0], x[1]) = (along + across, along - across)
      return true
    }
    return withUnsafeTemporaryAllocation(
      of: Double.self, capacity: PassiveSet.memory(m) + m
    ) { memory in
      guard let memory = memory.baseAddress else { return false }
      var rows = PassiveSet(
        gramian.cosines, count: m, target: x, memory: memory + m, pivotTolerance: 1e-8)
      for i in 0..<m where !gramian.isIdle(i) && !rows.append(i) { return false }
      rows.solve(into: memory)
      for place in 0..<rows.count { x[rows[place]] = memory[place] }
      return true
    }
  }
}
