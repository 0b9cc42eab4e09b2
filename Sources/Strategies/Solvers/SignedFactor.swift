/// The factor of a block of a tableau after principal pivots, `S T_EE = L D Lᵀ`.
///
/// Rows on one side times −1 make the block symmetric: positive definite on one side, negative on
/// the other, and so with a factor in every order of its rows.
///
/// - SeeAlso: Vanderbei (SIAM J. Optim. 1995), quasidefinite matrices.
struct SignedFactor {
  /// The number of rows.
  private(set) var count = 0
  /// The rows of the factor that still hold.
  private var factored = 0
  /// The solution, by place.
  let solution: UnsafeMutablePointer<Double>
  private let size: Int
  private let diagonal: UnsafeMutablePointer<Double>
  private let members: UnsafeMutablePointer<Double>
  private let signs: UnsafeMutablePointer<Double>
  private let scaled: UnsafeMutablePointer<Double>
  private let rows: UnsafeMutablePointer<Double>
  private let order: UnsafeMutablePointer<Int>

  /// The elements of memory that a factor needs.
  static func memory(_ m: Int) -> Int { m * (m + 1) / 2 + 6 * m }

  /// A factor of no rows, in borrowed memory.
  init(memory: UnsafeMutablePointer<Double>, count m: Int) {
    (size, solution, diagonal, members) = (m, memory, memory + m, memory + 2 * m)
    (signs, scaled) = (memory + 3 * m, memory + 4 * m)
    order = UnsafeMutableRawPointer(memory + 5 * m).bindMemory(to: Int.self, capacity: m)
    rows = memory + 6 * m
    for i in 0..<m { members[i] = 0 }
  }

  /// The row at a place.
  subscript(place: Int) -> Int { order[place] }

  /// Whether a row belongs to the block.
  func contains(_ j: Int) -> Bool { members[j] != 0 }

  /// Begins anew.
  mutating func removeAll() {
    for p in 0..<count { members[order[p]] = 0 }
    (count, factored) = (0, 0)
  }

  /// Takes a row in, or out.
  mutating func toggle(_ j: Int) {
    if members[j] == 0 {
      members[j] = 1
      order[count] = j
      count += 1
      return
    }
    members[j] = 0
    count -= 1
    var place = 0
    while order[place] != j { place += 1 }
    for p in place..<count { order[p] = order[p + 1] }
    factored = min(factored, place)
  }

  /// Factors what is new in the block of a table, of shape `[m, m]`; `false` where a pivot is
  /// rounding.
  ///
  /// - Parameter side: The sign of each row.
  mutating func factor(
    _ table: UnsafeMutablePointer<Double>, _ side: UnsafeMutablePointer<Double>
  ) -> Bool {
    while factored < count {
      let p = factored
      let (row, source) = (self.row(p), table + order[p] * size)
      signs[p] = side[order[p]]
      for q in 0..<p {
        let earlier = self.row(q)
        scaled[q] = signs[p] * source[order[q]] - scaled.dot(earlier, q)
        row[q] = scaled[q] / diagonal[q]
      }
      let own = source[order[p]]
      diagonal[p] = signs[p] * own - scaled.dot(row, p)
      guard diagonal[p].magnitude > 1e-12 * own.magnitude else { return false }
      factored += 1
    }
    return true
  }

  /// Solves `T_EE x = b` into ``solution``.
  func solve(_ b: (Int) -> Double) {
    for p in 0..<count { solution[p] = signs[p] * b(order[p]) - row(p).dot(solution, p) }
    for p in 0..<count { solution[p] /= diagonal[p] }
    for p in stride(from: count - 1, through: 0, by: -1) {
      solution.add(-solution[p], times: row(p), p)
    }
  }

  private func row(_ p: Int) -> UnsafeMutablePointer<Double> { rows + p * (p + 1) / 2 }
}
