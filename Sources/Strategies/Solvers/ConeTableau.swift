/// The projections of all unit gradients onto their dual cone, which share what they can.
///
///     for each i: z ≥ 0, s = Ĝ(eᵢ + z) ≥ 0, z ⊙ s = 0;   d = ûᵢ + Σ zⱼ ûⱼ
///
/// Solved for a base face `F`, with `v = eᵢ + z`, the system says `(v_F, s_N) = T (s_F, v_N)`. Column
/// `i` of `T` then *is* the answer of program `i`, but for the unknowns of the wrong sign: these
/// change sides, all at once, by a small system of their own, until none is left.
///
/// - SeeAlso: Cottle, Pang & Stone (1992), Sec. 4.1, principal pivots; Júdice & Pires (1994), their
///   exchange in blocks.
struct ConeTableau {
  /// Exchanges made so far.
  private(set) var iterations = 0
  /// The largest violation of the conditions so far, relative to `1 + Σz`.
  private(set) var residual = 0.0
  private let gramian: ScaledGramian
  private let count: Int
  /// `T`, of shape `[m, m]`, and the sides: −1 for the members of `F`, else 1. `Tᵢⱼ` is `Tⱼᵢ` on one
  /// side, and `−Tⱼᵢ` across.
  private let table: UnsafeMutablePointer<Double>
  private let side: UnsafeMutablePointer<Double>
  /// The basic variables of a program, and its answer `z`, of shape `[m]`.
  private let basic: UnsafeMutablePointer<Double>
  private let answer: UnsafeMutablePointer<Double>
  private let slack: UnsafeMutablePointer<Double>
  private var exchange: SignedFactor

  /// Lends a tableau whose base face is empty.
  static func withMemory<Result>(
    for gramian: ScaledGramian, _ body: (inout ConeTableau) -> Result
  ) -> Result {
    let m = gramian.count
    // Two pieces, either of which fits on the stack up to m = 8.
    return withUnsafeTemporaryAllocation(of: Double.self, capacity: m * m + 4 * m) { table in
      withUnsafeTemporaryAllocation(of: Double.self, capacity: SignedFactor.memory(m)) { factor in
        guard let table = table.baseAddress, let factor = factor.baseAddress else {
          preconditionFailure("no objectives")
        }
        var tableau = ConeTableau(gramian, table, SignedFactor(memory: factor, count: m))
        return body(&tableau)
      }
    }
  }

  private init(
    _ gramian: ScaledGramian, _ memory: UnsafeMutablePointer<Double>, _ exchange: SignedFactor
  ) {
    let m = gramian.count
    (self.gramian, count, table, side) = (gramian, m, memory, memory + m * m)
    (basic, answer, slack) = (side + m, side + 2 * m, side + 3 * m)
    self.exchange = exchange
    clear()
  }

  /// Empties the base.
  private func clear() {
    for k in 0..<count * count { table[k] = gramian.cosines[k] }
    for k in 0..<count { side[k] = 1 }
  }

  /// Moves the base to the gradients that oppose one of them, from where it is or from nothing,
  /// whichever is nearer.
  func moveBase(to i: Int) {
    var (size, difference) = (0, 0)
    for j in 0..<count {
      let opposes = gramian.row(i)[j] < 0
      if opposes { size += 1 }
      if opposes != (side[j] < 0) { difference += 1 }
    }
    if size < difference { clear() }
    for j in 0..<count where (gramian.row(i)[j] < 0) != (side[j] < 0) { pivot(j) }
    for j in 0..<count {
      for k in 0..<j { table[k * count + j] = side[j] * side[k] * table[j * count + k] }
    }
  }

  /// The number of unknowns of the wrong sign that a program begins with.
  func distance(_ i: Int) -> Int {
    var wrong = side[i] < 0 ? 1 : 0
    for j in 0..<count where j != i && side[i] * side[j] * table[i * count + j] < 0 { wrong += 1 }
    return wrong
  }

  /// Solves one program and adds a multiple of its answer to `x`; returns `false`, and adds nothing,
  /// where rounding would show.
  mutating func addProjection(
    _ i: Int, times length: Double, to x: UnsafeMutablePointer<Double>
  ) -> Bool {
    exchange.removeAll()
    for _ in 0..<12 {
      guard solve(i) else { return false }
      if collectWrong(i) {
        iterations += 1
        continue
      }
      let violation = violation(i)
      guard violation < 1e-13 else { return false }
      residual = max(residual, violation)
      x.add(length, times: answer, count)
      return true
    }
    return false
  }

  /// Exchanges the basic with the nonbasic variable of a row, if its pivot is more than rounding;
  /// in the lower half of the table, which tells the upper.
  private func pivot(_ k: Int) {
    let (own, row) = (table + k * count, slack)
    guard own[k] > 8 * Double(count) * Double.ulpOfOne else { return }
    for j in 0...k { row[j] = own[j] }
    for j in k + 1..<max(count, k + 1) { row[j] = side[j] * side[k] * table[j * count + k] }
    let reciprocal = 1 / own[k]
    for i in 0..<count where i != k {
      let factor = side[i] * side[k] * row[i] * reciprocal
      (table + i * count).add(-factor, times: row, i + 1)
      if i > k { table[i * count + k] = factor }
    }
    for j in 0..<k { own[j] = -row[j] * reciprocal }
    own[k] = reciprocal
    side[k] = -side[k]
  }

  /// Solves for the nonbasic variables of the exchanged rows, then for all basic ones.
  private mutating func solve(_ i: Int) -> Bool {
    let isInBase = side[i] < 0
    guard exchange.factor(table, side) else { return false }
    let row = table + i * count
    exchange.solve { isInBase ? ($0 == i ? 1 : 0) : -side[$0] * row[$0] }
    // Columns are read as rows, with the signs of the sides.
    for j in 0..<count { basic[j] = isInBase ? 0 : row[j] }
    for p in 0..<exchange.count {
      let k = exchange[p]
      basic.add(side[k] * exchange.solution[p], times: table + k * count, count)
    }
    for j in 0..<count { basic[j] *= side[j] }
    for p in 0..<exchange.count { basic[exchange[p]] = exchange.solution[p] }
    return true
  }

  /// Lets all unknowns of the wrong sign change sides; returns whether there were any.
  private mutating func collectWrong(_ i: Int) -> Bool {
    var largest = 1.0
    for j in 0..<count { largest = max(largest, basic[j].magnitude) }
    let tolerance = 2 * Double(count) * Double.ulpOfOne * largest
    // The gradient itself is never a member of the face.
    var wrong = side[i] < 0 && !exchange.contains(i)
    if wrong { exchange.toggle(i) }
    for j in 0..<count where j != i && basic[j] < -tolerance {
      exchange.toggle(j)
      wrong = true
    }
    return wrong
  }

  /// Writes the answer, and measures it by the Gramian itself.
  private func violation(_ i: Int) -> Double {
    let row = gramian.row(i)
    var (total, worst) = (1.0, 0.0)
    for j in 0..<count {
      answer[j] = isMember(j) ? max(0, basic[j]) : 0
      total += answer[j]
      slack[j] = row[j]
    }
    slack.addRows(of: gramian.cosines, times: answer, count)
    for j in 0..<count { worst = max(worst, answer[j] > 0 ? slack[j].magnitude : -slack[j]) }
    return worst / total
  }

  /// Whether an unknown belongs to the face of the program at hand.
  private func isMember(_ j: Int) -> Bool { (side[j] < 0) != exchange.contains(j) }
}
