/// The active-set method for a convex quadratic program over nonnegative unknowns.
///
///     min ½ zᵀ Ĝ z + cᵀ z over z ≥ 0;   optimal iff z ≥ 0, s = Ĝz + c ≥ 0, zᵀ s = 0
///
/// `Ĝ` is positive semidefinite with a unit diagonal. The iterates descend strictly from one face
/// of the orthant to the next, each minimized by a Cholesky factor, so that the answer is exact to
/// rounding; what is left of the conditions above is measured, not assumed.
///
/// - SeeAlso: Lawson & Hanson (1974), Ch. 23; Nocedal & Wright (2006), Sec. 16.5, for dependent rows.
struct ActiveSet {
  /// What became of a program.
  enum Outcome {
    /// The conditions hold.
    case solved
    /// It falls without end: along a ray `t ≥ 0` with `Ĝt = 0`.
    case unbounded
  }

  /// The linear term `c`, of shape `[m]`, negated: the right-hand side `b = −c`; minus infinity for
  /// an unknown that is to stay 0.
  let target: UnsafeMutablePointer<Double>
  /// The answer `z`, of shape `[m]`.
  let z: UnsafeMutablePointer<Double>
  /// Changes of face made so far, over all programs.
  private(set) var iterations = 0
  /// The largest violation of the optimality conditions so far, relative to `max |c| + Σz`.
  private(set) var residual = 0.0
  private let gramian: ScaledGramian
  private let slack: UnsafeMutablePointer<Double>
  private let trial: UnsafeMutablePointer<Double>
  private var passive: PassiveSet

  /// Lends memory for a series of programs with one Gramian.
  static func withMemory<Result>(
    for gramian: ScaledGramian, _ body: (inout ActiveSet) -> Result
  ) -> Result {
    let m = gramian.count
    return withUnsafeTemporaryAllocation(
      of: Double.self, capacity: 4 * m + PassiveSet.memory(m)
    ) { buffer in
      guard let memory = buffer.baseAddress else { preconditionFailure("no objectives") }
      var set = ActiveSet(gramian, memory: memory)
      return body(&set)
    }
  }

  private init(_ gramian: ScaledGramian, memory: UnsafeMutablePointer<Double>) {
    let m = gramian.count
    (self.gramian, target, z, slack) = (gramian, memory, memory + m, memory + 2 * m)
    trial = memory + 3 * m
    passive = PassiveSet(gramian.cosines, count: m, target: target, memory: memory + 4 * m)
  }

  /// Solves for the `target` at hand.
  ///
  /// - Parameters:
  ///   - isBounded: Whether `c` is known to lie in the range of `Ĝ`. A row that depends on
  ///     others is then left alone, for its slack can only be rounding.
  ///   - resumes: Whether to begin with the face of the last answer, for a target near the last.
  mutating func minimize(isBounded: Bool, resumes: Bool = false) -> Outcome {
    begin(resumes)
    let limit = 20 + 10 * gramian.count
    for _ in 0..<limit {
      minimizeOnFace()
      updateSlack()
      guard let j = mostViolated() else { break }
      iterations += 1
      guard enter(j, isBounded) else { return .unbounded }
    }
    measure()
    return .solved
  }

  /// Solves `Ĝ_PP a = b_P` on the face of the answer at hand, with zeros elsewhere.
  func solveOnFace(
    _ b: UnsafeMutablePointer<Double>, into a: UnsafeMutablePointer<Double>
  ) {
    for i in 0..<gramian.count { a[i] = 0 }
    passive.solve(b, into: trial)
    for p in 0..<passive.count { a[passive[p]] = trial[p] }
  }

  /// Guesses the face by exchanging all unknowns at once that violate the conditions, up to eight
  /// times; whatever comes of it is a place to start from.
  private mutating func begin(_ resumes: Bool) {
    let m = gramian.count
    if resumes {
      passive.takeTarget()
    } else {
      passive.removeAll()
      for j in 0..<m where target[j] > 0 && !gramian.isIdle(j) { _ = passive.append(j) }
    }
    for _ in 0..<8 {
      passive.solve(into: trial)
      for i in 0..<m { z[i] = 0 }
      for p in 0..<passive.count { z[passive[p]] = trial[p] }
      updateSlack()
      guard exchange() else { return }
    }
  }

  /// Drops unknowns below 0 and takes in those that descend; returns whether there were any.
  private mutating func exchange() -> Bool {
    let (m, tolerance) = (gramian.count, tolerance)
    var changes = false
    for j in 0..<m {
      let enters = z[j] == 0 && slack[j] < -tolerance && !gramian.isIdle(j)
      if z[j] < 0 || enters { changes = true }
      // Marks who is in, for the time until the factor is mended.
      trial[j] = z[j] > 0 || enters ? 1 : 0
      z[j] = max(0, z[j])
    }
    guard changes else { return false }
    passive.keep(trial, z)
    for j in 0..<m where trial[j] == 1 && !passive.append(j) { z[j] = 0 }
    return true
  }

  /// Moves to the minimum on the face, or to where the way there leaves it.
  private mutating func minimizeOnFace() {
    while passive.count > 0 {
      passive.solve(into: trial)
      var (step, blocking) = (1.0, -1)
      for p in 0..<passive.count where trial[p] <= 0 {
        let reach = z[passive[p]] / (z[passive[p]] - trial[p])
        if reach < step || blocking < 0 { (step, blocking) = (reach, p) }
      }
      for p in 0..<passive.count {
        let i = passive[p]
        z[i] = blocking < 0 ? trial[p] : max(0, z[i] + step * (trial[p] - z[i]))
      }
      guard blocking >= 0 else { return }
      iterations += 1
      passive.remove(at: blocking, from: z)
    }
  }

  private mutating func updateSlack() {
    let m = gramian.count
    for i in 0..<m { slack[i] = -target[i] }
    slack.addRows(of: gramian.cosines, times: z, m)
  }

  /// The unknown at 0 with the steepest descent, or `nil` where there is none beyond rounding.
  private func mostViolated() -> Int? {
    var (lowest, index) = (-tolerance, Int?.none)
    for j in 0..<gramian.count where z[j] == 0 && slack[j] < lowest && !gramian.isIdle(j) {
      (lowest, index) = (slack[j], j)
    }
    return index
  }

  /// Lets an unknown grow from 0; returns `false` if nothing stops it.
  private mutating func enter(_ j: Int, _ isBounded: Bool) -> Bool {
    while !passive.append(j) {
      if isBounded {
        // Its slack is rounding: hold it at 0 for good.
        target[j] = min(target[j], target[j] + slack[j])
        return true
      }
      guard followRay(j) else { return false }
    }
    return true
  }

  /// Moves along the ray of a dependent row until an unknown reaches 0 and leaves.
  private mutating func followRay(_ j: Int) -> Bool {
    passive.solveForRefusedRow(into: trial)
    var (step, blocking) = (Double.infinity, -1)
    for p in 0..<passive.count where trial[p] < -1e-12 {
      let reach = z[passive[p]] / -trial[p]
      if reach < step { (step, blocking) = (reach, p) }
    }
    guard blocking >= 0 else { return false }
    for p in 0..<passive.count { z[passive[p]] = max(0, z[passive[p]] + step * trial[p]) }
    z[j] += step
    passive.remove(at: blocking, from: z)
    return true
  }

  /// Rounding of a slack: a few units in the last place of the terms it is a sum of.
  private var tolerance: Double { 2 * Double(gramian.count) * Double.ulpOfOne * scale }

  private var scale: Double {
    var (largest, total) = (0.0, 0.0)
    for i in 0..<gramian.count {
      if target[i].isFinite { largest = max(largest, target[i].magnitude) }
      total += z[i].magnitude
    }
    return largest + total
  }

  private mutating func measure() {
    let scale = scale
    guard scale > 0 else { return }
    for i in 0..<gramian.count {
      let violation = z[i] > 0 ? slack[i].magnitude : max(0, -slack[i])
      residual = max(residual, violation / scale)
    }
  }
}
