internal import CGSL
internal import GSLAccess

/// The condition of a set of gradients, from their Gramian `G = J·Jᵀ`.
///
/// - SeeAlso: Senushkin et al. (CVPR 2023), who measure stability by it; `gsl_eigen_symm`.
public struct GramianSpectrum: Hashable, Sendable {
  /// The eigenvalues, ascending, `[m]`; the squares of the singular values of `J`.
  public let eigenvalues: [Double]

  /// By the number of gradients.
  private static let workspaces = WorkspacePool(
    "gsl_eigen_symm_alloc", allocate: { gsl_eigen_symm_alloc($0) },
    free: { gsl_eigen_symm_free($0) })

  /// Decomposes a Gramian.
  ///
  /// - Parameter gramian: Of shape `[m, m]`, symmetric, finite; its lower triangle is read.
  /// - Throws: ``StatisticsError/nonFinite(series:index:value:)``,
  ///   ``StatisticsError/lengthsDiffer(series:wanted:found:)``,
  ///   ``StatisticsError/gsl(function:status:message:)``.
  public init(_ gramian: [[Double]]) throws(StatisticsError) {
    let m = gramian.count
    for row in gramian where row.count != m {
      throw .lengthsDiffer(series: "a row of the Gramian", wanted: m, found: row.count)
    }
    var entries = try FiniteSeries(gramian.flatMap { $0 }, named: "the Gramian").values
    var values = [Double](repeating: 0, count: m)
    try Self.workspaces.lend(size: m) { workspace throws(StatisticsError) in
      try GSL.run("gsl_eigen_symm") {
        entries.withUnsafeMutableBufferPointer { entries in
          values.withUnsafeMutableBufferPointer { values in
            var matrix = gsl_matrix_view_array(entries.baseAddress, m, m)
            var vector = gsl_vector_view_array(values.baseAddress, m)
            return gsl_eigen_symm(&matrix.matrix, &vector.vector, workspace)
          }
        }
      }
    }
    eigenvalues = try FiniteSeries(values, named: "the eigenvalues").sorted
  }

  /// The condition number of the gradients, `√(λ_max/λ_min)`.
  ///
  /// Infinite when `λ_min ≤ m·ε·λ_max`: gradients that depend on each other conflict totally, and
  /// leaving out the zero would hide it. `nil` when all gradients are 0.
  public var conditionNumber: Double? {
    guard let least = eigenvalues.first, let most = eigenvalues.last, most > 0 else { return nil }
    let rounding = Double(eigenvalues.count) * Double.ulpOfOne * most
    return least <= rounding ? .infinity : (most / least).squareRoot()
  }
}
