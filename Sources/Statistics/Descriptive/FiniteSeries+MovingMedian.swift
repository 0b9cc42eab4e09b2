internal import CGSL
internal import GSLAccess

extension FiniteSeries {
  /// The centered moving median, whose window shrinks at the ends of the series.
  ///
  ///     mₜ = median(xₛ; |s − t| ≤ (K − 1)/2)
  ///
  /// Of a monotone series it returns each value outside the ends as it is.
  ///
  /// - Parameter window: The width `K`, odd and positive; may exceed the series.
  /// - Returns: Of shape `[n]`.
  /// - Throws: ``StatisticsError/outOfRange(parameter:value:wanted:)`` for another window.
  /// - SeeAlso: `gsl_movstat_median` with `GSL_MOVSTAT_END_TRUNCATE`.
  public func movingMedian(window: Int) throws(StatisticsError) -> [Double] {
    guard window > 0, !window.isMultiple(of: 2) else {
      throw .outOfRange(
        parameter: "the moving median's window", value: "\(window)", wanted: "an odd count")
    }
    var smooth = values
    let count = values.count
    try movingWindows.lend(size: window) { workspace throws(StatisticsError) in
      try GSL.run("gsl_movstat_median") {
        values.withUnsafeBufferPointer { source in
          smooth.withUnsafeMutableBufferPointer { target in
            var input = gsl_vector_const_view_array(source.baseAddress, count)
            var output = gsl_vector_view_array(target.baseAddress, count)
            return gsl_movstat_median(
              GSL_MOVSTAT_END_TRUNCATE, &input.vector, &output.vector, workspace)
          }
        }
      }
    }
    return smooth
  }
}

/// By the width of the window.
private let movingWindows = WorkspacePool(
  "gsl_movstat_alloc", allocate: { gsl_movstat_alloc($0) }, free: { gsl_movstat_free($0) })
