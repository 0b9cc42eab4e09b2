/// The unknowns that a program holds positive, with the Cholesky factor of their rows of
/// a positive semidefinite matrix `A`.
///
///     L Lᵀ = A_PP,   L y = b_P
///
/// Rows of `L` lie packed one after the other, with `1/Lᵢᵢ` in place of the diagonal.
struct PassiveSet {
  /// What the pivots are held against: a row closer than this to the span of the others, squared,
  /// lies in it as far as a double can tell.
  let pivotTolerance: Double
  /// The number of members `k`.
  private(set) var count = 0
  private let matrix: UnsafeMutablePointer<Double>
  private let size: Int
  private let target: UnsafeMutablePointer<Double>
  private let factor: UnsafeMutablePointer<Double>
  private let forward: UnsafeMutablePointer<Double>
  private let order: UnsafeMutablePointer<Int>

  /// The elements of memory that a set needs.
  static func memory(_ m: Int) -> Int { m * (m + 1) / 2 + 2 * m }

  /// An empty set for a matrix of shape `[m, m]`, whose diagonal is of the order of 1, and the
  /// right-hand side `target`, in borrowed memory; pivots are held against `8m · 2⁻⁵²` unless told.
  init(
    _ matrix: UnsafeMutablePointer<Double>, count m: Int, target: UnsafeMutablePointer<Double>,
    memory: UnsafeMutablePointer<Double>, pivotTolerance: Double? = nil
  ) {
    (self.matrix, size, self.target, factor) = (matrix, m, target, memory)
    forward = memory + m * (m + 1) / 2
    order = UnsafeMutableRawPointer(forward + m).bindMemory(to: Int.self, capacity: m)
    self.pivotTolerance = pivotTolerance ?? 8 * Double(m) * Double.ulpOfOne
  }

  /// The member at a place.
  subscript(place: Int) -> Int { order[place] }

  /// Begins anew.
  mutating func removeAll() { count = 0 }

  /// Adds a row to the factor; returns `false`, and adds nothing, if it depends on the members.
  mutating func append(_ j: Int) -> Bool {
    let (row, source) = (self.row(count), matrix + j * size)
    var pivot = source[j]
    for i in 0..<count {
      let earlier = self.row(i)
      row[i] = (source[order[i]] - row.dot(earlier, i)) * earlier[i]
      pivot -= row[i] * row[i]
    }
    guard pivot > pivotTolerance else { return false }
    row[count] = 1 / pivot.squareRoot()
    forward[count] = (target[j] - row.dot(forward, count)) * row[count]
    order[count] = j
    count += 1
    return true
  }

  /// Takes out the member at a place, mends the factor below it and sets its unknown in `z` to 0.
  ///
  /// Rounding may make a later member depend on the rest; it then leaves as well.
  mutating func remove(at place: Int, from z: UnsafeMutablePointer<Double>) {
    let last = count
    z[order[place]] = 0
    count = place
    for next in place + 1..<last where !append(order[next]) { z[order[next]] = 0 }
  }

  /// Keeps the members marked by 1, mends the factor and takes their marks away; a member that
  /// rounding makes depend on the rest leaves as well, its unknown in `z` 0.
  mutating func keep(_ marks: UnsafeMutablePointer<Double>, _ z: UnsafeMutablePointer<Double>) {
    let last = count
    var place = 0
    while place < last && marks[order[place]] == 1 { place += 1 }
    count = place
    for next in place..<last where marks[order[next]] == 1 && !append(order[next]) {
      z[order[next]] = 0
    }
    for p in 0..<count { marks[order[p]] = 0 }
  }

  /// Takes a changed right-hand side for the members that there are.
  func takeTarget() {
    for i in 0..<count {
      forward[i] = (target[order[i]] - row(i).dot(forward, i)) * row(i)[i]
    }
  }

  /// Solves `A_PP x = b_P`, by place.
  func solve(into x: UnsafeMutablePointer<Double>) {
    x.update(from: forward, count: count)
    substituteBack(x)
  }

  /// Solves `A_PP x = b_P` for another right-hand side, of shape `[m]`, by place.
  func solve(_ b: UnsafeMutablePointer<Double>, into x: UnsafeMutablePointer<Double>) {
    for i in 0..<count { x[i] = (b[order[i]] - row(i).dot(x, i)) * row(i)[i] }
    substituteBack(x)
  }

  /// Solves `A_PP t = −A_Pj` for the row that ``append(_:)`` refused last, by place.
  func solveForRefusedRow(into t: UnsafeMutablePointer<Double>) {
    let row = self.row(count)
    for i in 0..<count { t[i] = -row[i] }
    substituteBack(t)
  }

  private func substituteBack(_ x: UnsafeMutablePointer<Double>) {
    for i in stride(from: count - 1, through: 0, by: -1) {
      let row = self.row(i)
      x[i] *= row[i]
      x.add(-x[i], times: row, i)
    }
  }

  private func row(_ i: Int) -> UnsafeMutablePointer<Double> { factor + i * (i + 1) / 2 }
}
