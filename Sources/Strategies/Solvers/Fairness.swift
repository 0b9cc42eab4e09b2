import Tensors

/// Weights under which every objective gains alike: Nash's bargain, and its kin.
///
///     wᵢ^{1/a} (G w)ᵢ = 1;   w minimizes ½ wᵀGw − Σ φ(wᵢ), φ′(w) = w^{−1/a}, strictly convex
///
/// Damped Newton steps relative to `b = r ⊙ w`, each `b ← b ⊙ (1 + t s)`, solve
///
///     (P^{−½} B Ĝ B P^{−½} + I/a) P^{½} s = P^{½} − P^{−½} b ⊙ Ĝb,   B = diag b, P = diag w^{1−1/a}
///
/// whose matrix is at least `1/a` whatever the scales are. Where the convex hull of the gradients
/// holds 0 there is no solution: `b` grows until the terms of `Jᵀ w` cancel, which is the proof.
///
/// - SeeAlso: Navon et al. (ICML 2022), Eq. 2, for `a = 1`; Ban & Ji (ICML 2024), Eq. 5.
struct Fairness {
  private let gramian: ScaledGramian
  private let exponent: Double
  private let b: UnsafeMutablePointer<Double>
  private let products: UnsafeMutablePointer<Double>
  /// `w^{1−1/a}`.
  private let powers: UnsafeMutablePointer<Double>
  /// Their square roots.
  private let roots: UnsafeMutablePointer<Double>
  private let target: UnsafeMutablePointer<Double>
  private let step: UnsafeMutablePointer<Double>

  /// Solves for the weights.
  ///
  /// - Parameters:
  ///   - gramian: The row-scaled Gramian; idle rows have no part and get a weight of 0.
  ///   - a: The exponent, above 0.
  ///   - x: Receives `r ⊙ w`.
  /// - Returns: The report; its residual is the largest `|wᵢ^{1/a} (Gw)ᵢ − 1|`.
  @inline(__always)
  static func solve(
    _ gramian: ScaledGramian, exponent a: Double, into x: UnsafeMutablePointer<Double>
  ) -> Decision.SolverReport {
    if gramian.count == 2, a == 1, !gramian.hasIdleRows { return solvePair(gramian, x) }
    return solveAll(gramian, a, x)
  }

  private static func solveAll(
    _ gramian: ScaledGramian, _ a: Double, _ x: UnsafeMutablePointer<Double>
  ) -> Decision.SolverReport {
    let m = gramian.count
    return withUnsafeTemporaryAllocation(of: Double.self, capacity: 5 * m) { buffer in
      guard let memory = buffer.baseAddress else { preconditionFailure("no objectives") }
      let problem = Fairness(gramian, exponent: a, b: x, memory: memory)
      return withUnsafeTemporaryAllocation(of: Double.self, capacity: m * m) { matrix in
        withUnsafeTemporaryAllocation(of: Double.self, capacity: PassiveSet.memory(m)) { factor in
          guard let matrix = matrix.baseAddress, let factor = factor.baseAddress else {
            preconditionFailure("no objectives")
          }
          return problem.iterate(matrix, factor)
        }
      }
    }
  }

  /// Nash's bargain of two: `b² (1 + cos) = 1` for both; equal shares where there is none.
  @inline(__always)
  private static func solvePair(
    _ gramian: ScaledGramian, _ x: UnsafeMutablePointer<Double>
  ) -> Decision.SolverReport {
    let gain = 1 + gramian.cosines[1]
    let b = gain > 0 ? 1 / gain.squareRoot() : 1
    (x[0], x[1]) = (b, b)
    return Decision.SolverReport(residual: (b * b * gain - 1).magnitude, iterations: 1)
  }

  private init(
    _ gramian: ScaledGramian, exponent: Double, b: UnsafeMutablePointer<Double>,
    memory: UnsafeMutablePointer<Double>
  ) {
    let m = gramian.count
    (self.gramian, self.exponent, self.b) = (gramian, exponent, b)
    (products, powers, roots) = (memory, memory + m, memory + 2 * m)
    (target, step) = (memory + 3 * m, memory + 4 * m)
    for i in 0..<m {
      // The answer for one objective by itself: wᵢ^{1+1/a} r² = 1.
      let alone = exponent / (1 + exponent)
      b[i] = gramian.isIdle(i) ? 0 : power(gramian.scales[i], 1 - 2 * alone)
    }
  }

  private func iterate(
    _ matrix: UnsafeMutablePointer<Double>, _ factor: UnsafeMutablePointer<Double>
  ) -> Decision.SolverReport {
    var (iterations, last) = (0, Double.infinity)
    evaluate()
    setLength()
    evaluate()
    while iterations < 200, !cancels() {
      iterations += 1
      let length = newtonStep(matrix, factor)
      move(length < 0.1 ? 1 : damped(length))
      evaluate()
      // Newton converges quadratically until rounding sets the length of the step.
      if length < 1e-12 || (length < 1e-6 && length > last / 2) { break }
      if length < 1e-7, residual() < 1e-13 { break }
      last = length
    }
    return Decision.SolverReport(residual: residual(), iterations: iterations)
  }

  /// Scales `b` to where the equations hold in the mean, `bᵀĜb = Σ w^{1−1/a}`.
  private func setLength() {
    var (square, total) = (0.0, 0.0)
    for i in 0..<gramian.count where !gramian.isIdle(i) {
      square += b[i] * products[i]
      total += powers[i]
    }
    guard square > 0 else { return }
    let factor = power(total / square, exponent / (1 + exponent))
    for i in 0..<gramian.count { b[i] *= factor }
  }

  /// Works out `Ĝb` and the powers.
  private func evaluate() {
    let m = gramian.count
    for i in 0..<m where !gramian.isIdle(i) {
      products[i] = gramian.row(i).dot(b, m)
      powers[i] = power(b[i] * gramian.reciprocals[i], 1 - 1 / exponent)
      roots[i] = powers[i].squareRoot()
    }
  }

  /// Whether the terms of `Jᵀ w` cancel as far as the Gramian can tell.
  private func cancels() -> Bool {
    var (square, total) = (0.0, 0.0)
    for i in 0..<gramian.count where !gramian.isIdle(i) {
      square += b[i] * products[i]
      total += b[i]
    }
    return square <= gramian.resolution * gramian.resolution * total * total
  }

  /// Solves for the relative step; returns the largest of its elements.
  private func newtonStep(
    _ matrix: UnsafeMutablePointer<Double>, _ factor: UnsafeMutablePointer<Double>
  ) -> Double {
    let m = gramian.count
    for i in 0..<m {
      let idle = gramian.isIdle(i)
      let root = idle ? 1 : roots[i]
      step[i] = b[i] / root
      target[i] = idle ? 0 : root - step[i] * products[i]
    }
    for i in 0..<m {
      for j in 0..<m { matrix[i * m + j] = step[i] * gramian.cosines[i * m + j] * step[j] }
      matrix[i * m + i] += 1 / exponent
    }
    var members = PassiveSet(matrix, count: m, target: target, memory: factor)
    for i in 0..<m { _ = members.append(i) }
    members.solve(into: step)
    var largest = 0.0
    for i in 0..<m where !gramian.isIdle(i) {
      step[i] /= roots[i]
      largest = max(largest, step[i].magnitude)
    }
    return largest
  }

  /// A step that keeps all weights above 0 and descends: half as long until it does.
  private func damped(_ length: Double) -> Double {
    let before = slope(at: 0)
    var t = 1 / (1 + length)
    // The slope of the convex objective along the step is negative at its start; a point where it
    // has turned steeper uphill than it was downhill lies too far.
    while slope(at: t) > -0.5 * before && t > 1e-8 { t /= 2 }
    return t
  }

  /// The slope of the objective along the step, at `t` of it.
  private func slope(at t: Double) -> Double {
    let m = gramian.count
    var total = 0.0
    for i in 0..<m where !gramian.isIdle(i) {
      var product = 0.0
      for j in 0..<m {
        product += gramian.cosines[i * m + j] * b[j] * (1 + t * (gramian.isIdle(j) ? 0 : step[j]))
      }
      let w = b[i] * (1 + t * step[i]) * gramian.reciprocals[i]
      total += b[i] * step[i] * (product - power(w, -1 / exponent) * gramian.reciprocals[i])
    }
    return total
  }

  private func move(_ t: Double) {
    for i in 0..<gramian.count where !gramian.isIdle(i) { b[i] *= 1 + t * step[i] }
  }

  private func residual() -> Double {
    var largest = 0.0
    for i in 0..<gramian.count where !gramian.isIdle(i) {
      largest = max(largest, (b[i] * products[i] / powers[i] - 1).magnitude)
    }
    return largest
  }

  private func power(_ x: Double, _ y: Double) -> Double {
    y == 0 ? 1 : y == -1 ? 1 / x : y == 0.5 ? x.squareRoot() : Elementary.power(x, y)
  }
}
