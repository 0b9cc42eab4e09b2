internal import CGSL
internal import GSLAccess

/// Hampel's filter: the values that lie far from their moving median.
///
///     |xₜ − medianₖ| > t·Sₖ,   Sₖ the window's MAD, scaled for Gaussian values
///
/// - SeeAlso: Hampel, JASA 69 (1974); `gsl_filter_impulse`, whose scale has no floor, hence ours.
public enum OutlierFilter {
  /// By the width of the window.
  private static let windows = WorkspacePool(
    "gsl_filter_impulse_alloc", allocate: { gsl_filter_impulse_alloc($0) },
    free: { gsl_filter_impulse_free($0) })

  /// The indices of the outliers, ascending.
  ///
  /// - Parameters:
  ///   - series: Of shape `[n]`.
  ///   - window: The width, odd and positive.
  ///   - threshold: `t ≥ 0`.
  ///   - floor: Scales up to it count as rounding, and nothing deviates there but what leaves it.
  /// - Throws: ``StatisticsError/outOfRange(parameter:value:wanted:)``,
  ///   ``StatisticsError/gsl(function:status:message:)``.
  public static func outliers(
    in series: FiniteSeries, window: Int, threshold: Double = 5, floor: Double
  ) throws(StatisticsError) -> [Int] {
    guard window > 0, !window.isMultiple(of: 2) else {
      throw .outOfRange(
        parameter: "the outlier filter's window", value: "\(window)", wanted: "an odd count")
    }
    let n = series.count
    var medians = [Double](repeating: 0, count: n)
    var scales = medians
    var filtered = medians
    var count = 0
    try windows.lend(size: window) { workspace throws(StatisticsError) in
      try GSL.run("gsl_filter_impulse") {
        series.values.withUnsafeBufferPointer { values in
          filtered.withUnsafeMutableBufferPointer { filtered in
            medians.withUnsafeMutableBufferPointer { medians in
              scales.withUnsafeMutableBufferPointer { scales in
                var input = gsl_vector_const_view_array(values.baseAddress, n)
                var output = gsl_vector_view_array(filtered.baseAddress, n)
                var centers = gsl_vector_view_array(medians.baseAddress, n)
                var widths = gsl_vector_view_array(scales.baseAddress, n)
                return gsl_filter_impulse(
                  GSL_FILTER_END_TRUNCATE, GSL_FILTER_SCALE_MAD, threshold, &input.vector,
                  &output.vector, &centers.vector, &widths.vector, &count, nil, workspace)
              }
            }
          }
        }
      }
    }
    return series.values.indices.filter { index in
      let distance = (series.values[index] - medians[index]).magnitude
      return distance > threshold * max(scales[index], floor)
    }
  }
}
