/// The direction within a ball around the mean gradient that descends its worst objective most.
///
///     max minᵢ gᵢ·d over ‖d − g₀‖ ≤ ρ,   g₀ = Σ gᵢ/m,   ρ = c‖g₀‖
///
/// Its dual is CAGrad's `min g_w·g₀ + ρ‖g_w‖` over the simplex. With `d = g₀ + Jᵀy` the conditions
/// are `y ≥ 0`, `s = G y + G u − μ1 ≥ 0`, `y ⊙ s = 0` and `‖Jᵀy‖ = ρ`: an ``ActiveSet`` program for
/// each level `μ`. `‖Jᵀy(μ)‖` rises with `μ`, and on the face of a level it is the root of a
/// quadratic, so that the level is found exactly once the face is.
///
/// - SeeAlso: Liu et al. (NeurIPS 2021), Eq. 3.
struct ConflictAverse {
  private let gramian: ScaledGramian
  /// `r ⊙ u / max r`, of shape `[m]`.
  private let mean: UnsafeMutablePointer<Double>
  /// `Ĝ` times that.
  private let products: UnsafeMutablePointer<Double>
  /// `min r / r`, and 0 for an idle row, which has no part in the minimum.
  private let levels: UnsafeMutablePointer<Double>
  private let slope: UnsafeMutablePointer<Double>
  private let radius: Double

  /// Solves for the direction.
  ///
  /// - Parameters:
  ///   - c: The radius, relative to the mean gradient.
  ///   - x: Receives `r ⊙ (u + y)`.
  /// - Returns: The report; its residual includes that of `‖Jᵀy‖ = ρ`.
  /// - Note: Edge cases: where no level above 0 is bounded, the convex hull holds 0, `g_w` with it,
  ///   and the dual leaves `d` open. Of all directions that are best then, this is the nearest to
  ///   `g₀`, its projection onto the dual cone.
  @inline(__always)
  static func solve(
    _ gramian: ScaledGramian, c: Double, into x: UnsafeMutablePointer<Double>
  ) -> Decision.SolverReport {
    let m = gramian.count
    return withUnsafeTemporaryAllocation(of: Double.self, capacity: 4 * m) { buffer in
      guard let memory = buffer.baseAddress else { preconditionFailure("no objectives") }
      var largest = 0.0
      for i in 0..<m where !gramian.isIdle(i) { largest = max(largest, gramian.scales[i]) }
      let problem = ConflictAverse(gramian, c: c, largest: largest, memory: memory)
      if let report = problem.solvePair(x) {
        for i in 0..<m { x[i] *= largest }
        return report
      }
      return ActiveSet.withMemory(for: gramian) { program in
        let report = problem.findLevel(&program)
        for i in 0..<m {
          x[i] = gramian.isIdle(i) ? 1 / Double(m) : largest * (problem.mean[i] + program.z[i])
        }
        return report
      }
    }
  }

  @inline(__always)
  private init(
    _ gramian: ScaledGramian, c: Double, largest: Double, memory: UnsafeMutablePointer<Double>
  ) {
    let m = gramian.count
    (self.gramian, mean, products, levels) = (gramian, memory, memory + m, memory + 2 * m)
    slope = memory + 3 * m
    var (smallest, square) = (Double.infinity, 0.0)
    for i in 0..<m {
      mean[i] = gramian.isIdle(i) ? 0 : gramian.scales[i] / (largest * Double(m))
      if !gramian.isIdle(i) { smallest = min(smallest, gramian.scales[i]) }
    }
    for i in 0..<m {
      products[i] = gramian.row(i).dot(mean, m)
      levels[i] = gramian.isIdle(i) ? 0 : smallest * gramian.reciprocals[i]
      square += mean[i] * products[i]
    }
    radius = c * max(0, square).squareRoot()
  }

  /// Two gradients `a` and `b` that are not nearly parallel: `d = g₀ + ρe` for a unit vector `e`.
  ///
  /// On both, `d·h = 0` for `h = a − b` sets the part of `e` along `h`; the rest lies along the
  /// height `p` of the triangle. Where that takes a negative share of one gradient, `e` is the other.
  /// Puts `r ⊙ (u + y)/max r` into `x`; `nil` where the closed form is not for it.
  @inline(__always)
  private func solvePair(_ x: UnsafeMutablePointer<Double>) -> Decision.SolverReport? {
    guard gramian.count == 2, !gramian.hasIdleRows else { return nil }
    let cosine = gramian.cosines[1]
    let area = (1 - cosine) * (1 + cosine)
    guard area > 1e-6 else { return nil }
    let (a, b) = (2 * mean[0], 2 * mean[1])
    let square = (a - b) * (a - b) + 2 * a * b * (1 - cosine)
    let scale = 1 / square.squareRoot()
    let along = radius > 0 ? (b - a) * (b + a) * scale / (2 * radius) : 0
    let height = a * b * area.squareRoot() * scale
    let up = max(0, 1 - along * along).squareRoot() / height
    let foot = b * (b - a * cosine) * scale * scale
    // The shares of a and b in e.
    var (first, second) = (along * scale + up * foot, up * (1 - foot) - along * scale)
    if first < 0 || along <= -1 { (first, second) = (0, 1 / b) }
    if second < 0 || along >= 1 { (first, second) = (1 / a, 0) }
    let (y, z) = (radius * first * a, radius * second * b)
    (x[0], x[1]) = (mean[0] + y, mean[1] + z)
    let length = max(0, y * y + 2 * cosine * y * z + z * z).squareRoot()
    return Decision.SolverReport(
      residual: radius > 0 ? (length - radius).magnitude / radius : 0, iterations: 1)
  }

  /// Finds the level at which `‖Jᵀy‖` is the radius, by the root on each face in turn.
  private func findLevel(_ program: inout ActiveSet) -> Decision.SolverReport {
    var (level, low, high) = (0.0, firstFace().level, Double.infinity)
    var (error, length) = (0.0, 0.0)
    for round in 0..<100 {
      guard setLevel(level, &program, resumes: round > 0) else {
        // No level above 0 is bounded: back to the projection.
        _ = setLevel(0, &program, resumes: false)
        error = 0
        break
      }
      length = self.length(program)
      error = radius > 0 ? (length - radius) / radius : 0
      if error.magnitude <= 4 * Double.ulpOfOne * Double(gramian.count) || radius == 0 { break }
      if error < 0 { low = level } else { high = level }
      let next = root(level, length, program)
      let safe = next > low && next < high ? next : (low + high) / 2
      guard safe.isFinite, safe != level else { break }
      level = safe
    }
    return Decision.SolverReport(
      residual: max(program.residual, error.magnitude), iterations: program.iterations)
  }

  /// Solves at a level; returns whether it is bounded.
  private func setLevel(
    _ level: Double, _ program: inout ActiveSet, resumes: Bool
  ) -> Bool {
    for i in 0..<gramian.count { program.target[i] = level * levels[i] - products[i] }
    // At 0 it is a projection; below, a ray of the dual cone climbs; above, one may fall for ever.
    return program.minimize(isBounded: level == 0, resumes: resumes) == .solved || level < 0
  }

  private func length(_ program: ActiveSet) -> Double {
    var square = 0.0
    for i in 0..<gramian.count where program.z[i] > 0 {
      square += program.z[i] * gramian.row(i).dot(program.z, gramian.count)
    }
    return max(0, square).squareRoot()
  }

  /// The level at which the face of the answer at hand reaches the radius.
  private func root(_ level: Double, _ length: Double, _ program: ActiveSet) -> Double {
    guard length > 0 else {
      let face = firstFace()
      return face.level + radius / face.width
    }
    program.solveOnFace(levels, into: slope)
    var (a, b) = (0.0, 0.0)
    for i in 0..<gramian.count where program.z[i] > 0 {
      a += slope[i] * levels[i]
      b += program.z[i] * levels[i]
    }
    let c = (length - radius) * (length + radius)
    let discriminant = b * b - a * c
    return discriminant < 0 ? -.infinity : level - c / (b + discriminant.squareRoot())
  }

  /// The level from which on an unknown is above 0, and the slope of `‖Jᵀy‖` there.
  private func firstFace() -> (level: Double, width: Double) {
    var first = (level: Double.infinity, width: 1.0)
    for i in 0..<gramian.count where levels[i] > 0 && products[i] / levels[i] < first.level {
      first = (products[i] / levels[i], levels[i])
    }
    return first
  }
}
