import Tensors

extension Decision {
  /// Decides by the shortest vector in the hull of the gradients.
  ///
  /// - Parameter ignoresIdleRows: Whether gradients have no say whose norms are below a ten-millionth
  ///   of the largest, 0 but for the rounding of single precision. In the hull a gradient of 0 makes
  ///   the shortest vector 0: a stationary point to MGDA, but the member of a set that is best in one
  ///   cost never mends the others then.
  mutating func findShortest(_ gramian: Matrix, ignoresIdleRows: Bool) {
    var seen = gramian
    if ignoresIdleRows {
      let largest = (0..<seen.rows).reduce(0) { max($0, gramian[$1, $1]) }
      for i in 0..<seen.rows where gramian[i, i] < 1e-14 * largest {
        for j in 0..<seen.rows { (seen[i, j], seen[j, i]) = (0, 0) }
      }
    }
    solve(seen) { scaled, x in
      for i in 0..<scaled.count { x[i] = scaled.scales[i] }
      return MinimumNorm.solve(x, scaled, ignoresIdleRows: ignoresIdleRows)
    }
  }

  /// Decides by a solver that works on the row-scaled Gramian.
  ///
  /// - Parameters:
  ///   - gramian: The Gramian, of shape `[m, m]`.
  ///   - regularization: What to add to it; with anything added, cancellation is not looked for.
  ///   - solver: Fills `x = r ⊙ w`, of shape `[m]`, which holds zeros; returns its report, or `nil`
  ///     for a closed form.
  /// - Throws: What `solver` throws.
  /// - Note: Edge cases: where the terms of `Jᵀ w` cancel, or where all rows are idle, the
  ///   weights are exactly 0, the report says that the point is stationary, and
  ///   its residual is `‖d‖/Σ|wᵢ|‖gᵢ‖`.
  ///   Where a gradient is not finite, its weight is NaN, so that whoever asked names it.
  mutating func solve(
    _ gramian: borrowing Matrix, _ regularization: ScaledGramian.Regularization = .none,
    by solver: (ScaledGramian, UnsafeMutablePointer<Double>) throws -> SolverReport?
  ) rethrows {
    let m = gramian.rows
    try gramian.elements.withUnsafeBufferPointer { elements in
      guard let given = elements.baseAddress else { return }
      // The same for a count that the compiler knows: two objectives are what most problems have.
      if m == 2 {
        try solve(given, count: 2, regularization, by: solver)
      } else {
        try solve(given, count: m, regularization, by: solver)
      }
    }
  }

  @inline(__always)
  private mutating func solve(
    _ gramian: UnsafePointer<Double>, count m: Int, _ regularization: ScaledGramian.Regularization,
    by solver: (ScaledGramian, UnsafeMutablePointer<Double>) throws -> SolverReport?
  ) rethrows {
    guard requireFiniteGradients(gramian, m) else { return }
    try withUnsafeTemporaryAllocation(
      of: Double.self, capacity: ScaledGramian.memory(m) + m
    ) { buffer in
      guard let memory = buffer.baseAddress else { return }
      let scaled = ScaledGramian(gramian, count: m, regularization, memory: memory)
      let x = memory + ScaledGramian.memory(m)
      for i in 0..<m { x[i] = 0 }
      var report = try solver(scaled, x)
      if regularization == .none, let left = scaled.cancellation(x) {
        report = SolverReport(
          residual: left, iterations: report?.iterations ?? 0, isStationary: true)
        for i in 0..<m { x[i] = 0 }
      }
      self.solver = report
      weights.withUnsafeMutableBufferPointer { weights in
        for i in 0..<m { weights[i] = x[i] * scaled.reciprocals[i] }
      }
    }
  }

  /// Marks the objectives whose gradients are not finite; returns whether there are none.
  @inline(__always)
  private mutating func requireFiniteGradients(
    _ gramian: UnsafePointer<Double>, _ m: Int
  ) -> Bool {
    // Any product that is not finite leaves a mark on the sum of `x − x`.
    var mark = 0.0
    for k in 0..<m * m { mark += gramian[k] - gramian[k] }
    if mark == 0 { return true }
    for i in 0..<m { weights[i] = gramian[i * m + i].isFinite ? 0 : .nan }
    return false
  }
}
