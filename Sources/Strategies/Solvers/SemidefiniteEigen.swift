internal import CGSL
import GSLAccess
import Tensors

/// The eigen-decomposition of a Gramian, in memory borrowed for one use.
///
///     A = V Λ Vᵀ = Lᵀ L,   the rows of L turned until they are orthogonal:  L → √Λ Vᵀ
///
/// `L` is a Cholesky factor whose pivots fall; Jacobi's rotations, GSL's one-sided ones, then keep
/// the small eigenvalues of a matrix whose rows differ by decades to the accuracy of its row-scaled
/// form. GSL's solvers for symmetric matrices begin with a tridiagonal form and lose them beside the
/// large ones. Two rows take one rotation, done here.
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
    // The same for a count that the compiler knows: two objectives are what most problems have.
    m == 2 ? try decompose(matrix, count: 2, body) : try decompose(matrix, count: m, body)
  }

  @inline(__always)
  private static func decompose<Result>(
    _ matrix: UnsafePointer<Double>, count m: Int, _ body: (SemidefiniteEigen) throws -> Result
  ) rethrows -> Result {
    try withUnsafeTemporaryAllocation(of: Double.self, capacity: m * m + m) { memory in
      guard let memory = memory.baseAddress else { preconditionFailure("no rows") }
      var eigen = SemidefiniteEigen(count: m, memory: memory)
      eigen.factor(matrix)
      eigen.makeOrthogonal()
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
  @inline(__always)
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
      let reciprocal = 1 / pivot.squareRoot()
      for t in 0..<rank { row.add(-self.row(t)[p], times: self.row(t), count) }
      for i in 0..<count {
        // A pivot's column is done: what is left of it is rounding.
        row[i] = values[i] > 0 ? row[i] * reciprocal : 0
        values[i] -= row[i] * row[i]
      }
      values[p] = 0
      rank += 1
    }
  }

  /// Turns the rows until they are orthogonal to rounding, sorts them and makes them unit vectors.
  @inline(__always)
  private func makeOrthogonal() {
    if count == 2 {
      if rank == 2 { turnPair() }
      for k in 0..<rank { normalize(k) }
    } else {
      turnAll()
    }
  }

  /// One rotation makes two rows orthogonal, one more what rounding left; they change places where
  /// the second is the longer.
  @inline(__always)
  private func turnPair() {
    let (p, q) = (row(0), row(1))
    for _ in 0..<2 {
      let (product, first, second) = (p.dot(q, 2), p.dot(p, 2), q.dot(q, 2))
      guard product.magnitude > 2 * Double.ulpOfOne * (first * second).squareRoot() else { break }
      let slope = (second - first) / (2 * product)
      let sign = slope < 0 ? -1.0 : 1
      let tangent = sign / (slope.magnitude + (1 + slope * slope).squareRoot())
      let cosine = 1 / (1 + tangent * tangent).squareRoot()
      p.turn(q, cosine, cosine * tangent, 2)
    }
    if p.dot(p, 2) < q.dot(q, 2) { for i in 0..<2 { swap(&p[i], &q[i]) } }
  }

  @inline(__always)
  private func normalize(_ k: Int) {
    values[k] = row(k).dot(row(k), count)
    let reciprocal = 1 / values[k].squareRoot()
    for i in 0..<count { row(k)[i] *= reciprocal }
  }

  /// The singular values of `Lᵀ` are the roots of the eigenvalues, its left vectors the eigenvectors.
  private func turnAll() {
    guard rank > 0 else { return }
    let (m, n) = (count, rank)
    withUnsafeTemporaryAllocation(of: Double.self, capacity: m * n + n * n) { memory in
      guard let turned = memory.baseAddress else { return }
      for k in 0..<n { for i in 0..<m { turned[i * n + k] = row(k)[i] } }
      GSL.call {
        var factor = gsl_matrix_view_array(turned, m, n)
        var right = gsl_matrix_view_array(turned + m * n, n, n)
        var roots = gsl_vector_view_array(values, n)
        // Its one error, a sweep too few, leaves angles near rounding.
        _ = gsl_linalg_SV_decomp_jacobi(&factor.matrix, &right.matrix, &roots.vector)
      }
      for k in 0..<n {
        values[k] *= values[k]
        for i in 0..<m { row(k)[i] = turned[i * n + k] }
      }
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
