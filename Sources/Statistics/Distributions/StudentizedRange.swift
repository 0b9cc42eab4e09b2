internal import CGSL
internal import GSLAccess
internal import Glibc

/// The range of `k` independent standard normal values: the studentized range with infinite degrees
/// of freedom, on which Nemenyi's critical difference rests.
///
///     P(range < q) = k·∫ φ(z)·[Φ(z) − Φ(z − q)]ᵏ⁻¹ dz
///
/// - SeeAlso: Demšar, JMLR 7 (2006), Table 5; `gsl_integration_qagi`, `gsl_root_fsolver_brent`.
public struct StudentizedRange: Hashable, Sendable {
  /// The number of values, `k ≥ 2`.
  public let count: Int

  /// Names the distribution.
  ///
  /// - Throws: ``StatisticsError/outOfRange(parameter:value:wanted:)`` for fewer than two values.
  public init(of count: Int) throws(StatisticsError) {
    guard count >= 2 else {
      throw .outOfRange(
        parameter: "the number of groups", value: "\(count)", wanted: "at least 2")
    }
    self.count = count
  }

  /// The probability of a range below `q`.
  ///
  /// - Throws: ``StatisticsError/gsl(function:status:message:)`` if the quadrature fails.
  public func lowerTail(_ q: Double) throws(StatisticsError) -> Double {
    guard q > 0 else { return 0 }
    return try Quadrature.lent { quadrature throws(StatisticsError) in
      try quadrature.lowerTail(RangePoint(q: q, groups: Double(count)))
    }
  }

  /// The probability of a range above `q`.
  ///
  /// - Throws: as ``lowerTail(_:)``.
  public func upperTail(_ q: Double) throws(StatisticsError) -> Double {
    try max(0, 1 - lowerTail(q))
  }

  /// The range below which the share `p` lies.
  ///
  /// - Parameter p: In (0, 1).
  /// - Throws: ``StatisticsError/outOfRange(parameter:value:wanted:)``,
  ///   ``StatisticsError/gsl(function:status:message:)``.
  public func quantile(_ p: Double) throws(StatisticsError) -> Double {
    guard p > 0, p < 1 else {
      throw .outOfRange(
        parameter: "the range quantile's probability", value: "\(p)", wanted: "a number in (0, 1)")
    }
    let solver = try GSL.allocate("gsl_root_fsolver_alloc") {
      gsl_root_fsolver_alloc(cgsl_root_brent())
    }
    defer { gsl_root_fsolver_free(solver) }
    return try Quadrature.lent { quadrature throws(StatisticsError) in
      var search = RangeSearch(quadrature: quadrature, groups: Double(count), share: p)
      return try withUnsafeMutablePointer(to: &search) { pointer throws(StatisticsError) in
        var function = gsl_function(
          function: { q, parameters in
            guard let search = parameters?.assumingMemoryBound(to: RangeSearch.self) else {
              return .nan
            }
            return search.pointee.excess(at: q)
          }, params: pointer)
        return try Self.root(solver, &function)
      }
    }
  }

  private static func root(
    _ solver: UnsafeMutablePointer<gsl_root_fsolver>, _ function: inout gsl_function
  ) throws(StatisticsError) -> Double {
    // A range of 40 deviations has a tail below 1e-300 for any number of groups that fits.
    try GSL.run("gsl_root_fsolver_set") { gsl_root_fsolver_set(solver, &function, 1e-9, 40) }
    for _ in 0..<200 {
      try GSL.run("gsl_root_fsolver_iterate") { gsl_root_fsolver_iterate(solver) }
      let width = gsl_root_test_interval(
        gsl_root_fsolver_x_lower(solver), gsl_root_fsolver_x_upper(solver), 0, 1e-14)
      if width == Int32(GSL_SUCCESS) { break }
    }
    return try GSL.finite("gsl_root_fsolver_root", gsl_root_fsolver_root(solver))
  }
}

/// A range and the number of values it is of, as the integrand sees them.
private struct RangePoint {
  let q: Double
  let groups: Double
}

/// What the root finder drives to zero.
private struct RangeSearch {
  let quadrature: Quadrature
  let groups: Double
  let share: Double

  /// `P(range < q) − p`; not a number where the quadrature failed, which the solver reports.
  func excess(at q: Double) -> Double {
    guard let tail = try? quadrature.lowerTail(RangePoint(q: q, groups: groups)) else {
      return .nan
    }
    return tail - share
  }
}

/// The integral, with the workspace that it is lent.
private struct Quadrature {
  private static let intervals = 2000
  private static let workspaces = WorkspacePool(
    "gsl_integration_workspace_alloc", allocate: { gsl_integration_workspace_alloc($0) },
    free: { gsl_integration_workspace_free($0) })

  let workspace: UnsafeMutablePointer<gsl_integration_workspace>

  static func lent<Result>(
    _ body: (Self) throws(StatisticsError) -> Result
  ) throws(StatisticsError) -> Result {
    try workspaces.lend(size: intervals) { workspace throws(StatisticsError) in
      try body(Quadrature(workspace: workspace))
    }
  }

  func lowerTail(_ point: RangePoint) throws(StatisticsError) -> Double {
    var point = point
    var (integral, error) = (0.0, 0.0)
    try withUnsafeMutablePointer(to: &point) { pointer throws(StatisticsError) in
      var function = gsl_function(
        function: { z, parameters in
          guard let point = parameters?.assumingMemoryBound(to: RangePoint.self).pointee else {
            return .nan
          }
          let between = gsl_cdf_ugaussian_P(z) - gsl_cdf_ugaussian_P(z - point.q)
          return point.groups * gsl_ran_ugaussian_pdf(z) * pow(between, point.groups - 1)
        }, params: pointer)
      let status = GSL.call {
        gsl_integration_qagi(
          &function, 1e-14, 1e-13, Self.intervals, workspace, &integral, &error)
      }
      // At the edge of double precision the integral is as good as it gets, and says so.
      guard status == Int32(GSL_SUCCESS) || error < 1e-11 else {
        throw .gsl(
          function: "gsl_integration_qagi", status: status,
          message: String(cString: gsl_strerror(status)))
      }
    }
    return min(1, try GSL.finite("gsl_integration_qagi", integral))
  }
}
