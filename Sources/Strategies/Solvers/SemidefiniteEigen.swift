import Tensors

/// The eigen-decomposition of a Gramian, in memory borrowed for one use.
///
///     A = V Λ Vᵀ = Lᵀ L,   the rows of L turned until they are orthogonal:  L → √Λ Vᵀ
///
/// `L` is a Cholesky factor whose pivots fall; Jacobi's rotations then keep the small eigenvalues
/// of a matrix whose rows differ by decades to the accuracy of its row-scaled form. Methods that
/// begin with a tridiagonal form, GSL's among them, lose them beside the large ones.
///
/// - SeeAlso: Veselić & Hari (Numer. Math. 1989); Demmel & Veselić (SIAM J. Matrix Anal. 1992).
struct SemidefiniteEigen {
  /// The order `m` of the matrix.
  let count: Int
  /// The eigenvalues that count, the largest first, of shape `[rank]`.
  let values: UnsafeMutablePointer<Double>
  /// Their unit eigenvectors in rows, of shape `[rank, m]`.
  let vectors: UnsafeMutablePointer<Double>
  /// The number of independent rows: a pivot below `64m · 2⁻⁵²` of its row's own square is rounding.
  private(set) var rank = 0

  /// Decomposes a positive semidefinite matrix of finite elements and lends the result.
  ///
  /// - Parameters:
  ///   - matrix: Of shape `[m, m]`.
  ///   - count: The order `m`, at least 1.
  ///   - body: Receives the decomposition; its pointers do not outlive the call.
  static func with<Result>(
    _ matrix: UnsafePointer<Double>, count m: Int, _ body: (SemidefiniteEigen) throws -> Result
  ) rethrows -> Result {
    try withUnsafeTemporaryAllocation(of: Double.self, capacity: m * m + m) { memory in
      guard let memory = memory.baseAddress else { preconditionFailure("no rows") }
      var eigen = SemidefiniteEigen(count: m, memory: memory)
      eigen.factor(matrix)
      eigen.makeOrthogonal()
      eigen.sortAndNormalize()
      return try body(eigen)
    }
  }

  /// The largest eigenvalue; 0 where none counts.
  var largest: Double { rank > 0 ? values[0] : 0 }

  private init(count m: Int, memory: UnsafeMutablePointer<Double>) {
    (count, vectors, values) = (m, memory, memory + m * m)
  }

  /// Applies a function of the matrix, `Σ f(λₖ) vₖ vₖᵀ b` over the eigenvalues that count.
  ///
  /// With `f(λ) = 1/λ` this is the least-squares solution of `A x = b` of the smallest norm.
  ///
  /// - Parameters:
  ///   - function: `f`.
  ///   - b: The elements of `b`, of shape `[m]`.
  ///   - x: Receives the result, of shape `[m]`; `b` may not read it.
  func apply(
    _ function: (Double) -> Double, to b: (Int) -> Double, into x: UnsafeMutablePointer<Double>
  ) {
    for i in 0..<count { x[i] = 0 }
    for k in 0..<rank {
      var (projection, size) = (0.0, 0.0)
      for i in 0..<count {
        let term = row(k)[i] * b(i)
        (projection, size) = (projection + term, size + term.magnitude)
      }
      // What cancels to rounding is 0, and not to be magnified.
      guard projection.magnitude > rounding * size else { continue }
      x.add(projection * function(values[k]), times: row(k), count)
    }
  }

  private var rounding: Double { 8 * Double(count) * Double.ulpOfOne }

  private func row(_ k: Int) -> UnsafeMutablePointer<Double> { vectors + k * count }

  /// The rows of `L`, the largest pivot first; `values` holds what is left of the diagonal.
  private mutating func factor(_ matrix: UnsafePointer<Double>) {
    for i in 0..<count { values[i] = matrix[i * count + i] }
    while rank < count {
      var (pivot, p) = (0.0, -1)
      for i in 0..<count where values[i] > pivot {
        if values[i] > 8 * rounding * matrix[i * count + i] { (pivot, p) = (values[i], i) }
      }
      guard p >= 0 else { break }
      let row = self.row(rank)
      for i in 0..<count { row[i] = matrix[p * count + i] }
      for t in 0..<rank { row.add(-self.row(t)[p], times: self.row(t), count) }
      for i in 0..<count {
        // A pivot's column is done: what is left of it is rounding.
        row[i] = values[i] > 0 ? row[i] / pivot.squareRoot() : 0
        values[i] -= row[i] * row[i]
      }
      values[p] = 0
      rank += 1
    }
  }

  /// Turns pairs of rows until all are orthogonal to rounding; `values` holds their squares.
  private func makeOrthogonal() {
    let tolerance = Double(count) * Double.ulpOfOne
    for _ in 0..<40 {
      for k in 0..<rank { values[k] = row(k).dot(row(k), count) }
      var turns = false
      for p in 0..<rank {
        for q in p + 1..<max(rank, p + 1) {
          let product = row(p).dot(row(q), count)
          if product.magnitude > tolerance * (values[p] * values[q]).squareRoot() {
            turn(p, q, product)
            turns = true
          }
        }
      }
      if !turns { return }
    }
  }

  private func turn(_ p: Int, _ q: Int, _ product: Double) {
    let slope = (values[q] - values[p]) / (2 * product)
    let sign = slope < 0 ? -1.0 : 1
    let tangent = sign / (slope.magnitude + (1 + slope * slope).squareRoot())
    let cosine = 1 / (1 + tangent * tangent).squareRoot()
    row(p).turn(row(q), cosine, cosine * tangent, count)
    values[p] -= tangent * product
    values[q] += tangent * product
  }

  private func sortAndNormalize() {
    for k in 0..<rank {
      values[k] = row(k).dot(row(k), count)
      var place = k
      while place > 0 && values[place - 1] < values[place] {
        swap(&values[place - 1], &values[place])
        for i in 0..<count { swap(&row(place - 1)[i], &row(place)[i]) }
        place -= 1
      }
    }
    for k in 0..<rank {
      let length = values[k].squareRoot()
      for i in 0..<count { row(k)[i] /= length }
    }
  }
}

extension Gramian {
  /// Decomposes the raw Gramian.
  func withEigen<Result>(_ body: (SemidefiniteEigen) -> Result) -> Result {
    matrix.elements.withUnsafeBufferPointer { elements in
      guard let elements = elements.baseAddress else { preconditionFailure("no objectives") }
      return SemidefiniteEigen.with(elements, count: matrix.rows, body)
    }
  }
}
