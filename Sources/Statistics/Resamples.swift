internal import CGSL

/// Bootstrap resamples of `n` things, as the number of times each was drawn: matrix of shape
/// `[B, n]`, every row sums to `n`.
///
/// Drawn once and used for everything that is compared, so that differences stay paired.
///
/// - SeeAlso: Efron and Tibshirani, "An Introduction to the Bootstrap" (1993).
public struct Resamples: Hashable, Sendable {
  /// The number of things drawn from, `n`.
  public let population: Int
  /// The number of resamples, `B`.
  public let count: Int
  /// The seed of the stream they were drawn from.
  public let seed: UInt32
  /// How often each thing was drawn, `[B, n]` by rows.
  public let draws: [Double]

  /// Draws the resamples.
  ///
  /// - Parameters:
  ///   - count: `B`, at least 1.
  ///   - population: `n`, at least 1.
  ///   - seed: The stream's seed.
  /// - Throws: ``StatisticsError/outOfRange(parameter:value:wanted:)``.
  public init(_ count: Int, of population: Int, seed: StreamSeed) throws(StatisticsError) {
    guard count > 0, population > 0 else {
      throw .outOfRange(
        parameter: "the resamples", value: "\(count) of \(population)",
        wanted: "at least one resample of at least one thing")
    }
    self.population = population
    self.count = count
    self.seed = seed.value
    let stream = try MersenneTwister(seed: seed.value)
    var draws = [Double](repeating: 0, count: count * population)
    draws.withUnsafeMutableBufferPointer { draws in
      for row in stride(from: 0, to: draws.count, by: population) {
        for _ in 0..<population { draws[row + stream.index(below: population)] += 1 }
      }
    }
    self.draws = draws
  }

  /// The sum, for every resample, of one number a thing: `Σᵢ cᵢ·xᵢ`.
  ///
  /// - Parameter values: `x`, of shape `[n]`.
  /// - Returns: Of shape `[B]`.
  /// - Throws: ``StatisticsError/lengthsDiffer(series:wanted:found:)``.
  public func sums(of values: FiniteSeries) throws(StatisticsError) -> [Double] {
    guard values.count == population else {
      throw .lengthsDiffer(series: values.name, wanted: population, found: values.count)
    }
    var sums = [Double](repeating: 0, count: count)
    try GSL.run("gsl_blas_dgemv") {
      draws.withUnsafeBufferPointer { draws in
        values.values.withUnsafeBufferPointer { values in
          sums.withUnsafeMutableBufferPointer { sums in
            var matrix = gsl_matrix_const_view_array(draws.baseAddress, count, population)
            var vector = gsl_vector_const_view_array(values.baseAddress, population)
            var result = gsl_vector_view_array(sums.baseAddress, count)
            return gsl_blas_dgemv(
              CblasNoTrans, 1, &matrix.matrix, &vector.vector, 0, &result.vector)
          }
        }
      }
    }
    return sums
  }

  /// The sum, for every resample, of one number a pair of things: `Σᵢⱼ cᵢ·cⱼ·dᵢⱼ`.
  ///
  /// - Parameter pairs: `d`, of shape `[n, n]` by rows.
  /// - Returns: Of shape `[B]`.
  /// - Throws: ``StatisticsError/lengthsDiffer(series:wanted:found:)``.
  public func sums(ofPairs pairs: FiniteSeries) throws(StatisticsError) -> [Double] {
    guard pairs.count == population * population else {
      throw .lengthsDiffer(
        series: pairs.name, wanted: population * population, found: pairs.count)
    }
    var products = [Double](repeating: 0, count: draws.count)
    var sums = [Double](repeating: 0, count: count)
    try GSL.run("gsl_blas_dgemm") {
      draws.withUnsafeBufferPointer { draws in
        pairs.values.withUnsafeBufferPointer { pairs in
          products.withUnsafeMutableBufferPointer { products in
            var left = gsl_matrix_const_view_array(draws.baseAddress, count, population)
            var right = gsl_matrix_const_view_array(pairs.baseAddress, population, population)
            var product = gsl_matrix_view_array(products.baseAddress, count, population)
            return gsl_blas_dgemm(
              CblasNoTrans, CblasNoTrans, 1, &left.matrix, &right.matrix, 0, &product.matrix)
          }
        }
      }
    }
    for row in 0..<count { sums[row] = dot(draws, products, row: row) }
    return sums
  }

  /// The product of the same row of two matrices of shape `[B, n]`.
  private func dot(_ left: [Double], _ right: [Double], row: Int) -> Double {
    GSL.call {
      left.withUnsafeBufferPointer { left in
        right.withUnsafeBufferPointer { right in
          cblas_ddot(
            Int32(population), left.baseAddress! + row * population, 1,
            right.baseAddress! + row * population, 1)
        }
      }
    }
  }
}
