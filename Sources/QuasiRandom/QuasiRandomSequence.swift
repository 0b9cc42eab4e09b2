internal import CGSL
internal import GSLAccess

/// A sequence of points that fills the unit cube evenly, by GSL.
///
/// The points are sums of powers of the base, by additions alone: the same bits everywhere.
public enum QuasiRandomSequence: String, CaseIterable, Codable, Hashable, Sendable {
  /// Sobol's sequence, up to 40 dimensions.
  case sobol
  /// Halton's sequence, up to 1,229 dimensions; neighbors of large primes are correlated.
  case halton
  /// Niederreiter's sequence in base 2, up to 12 dimensions.
  case niederreiter

  /// The most dimensions.
  public var dimensions: Int { Int(type.pointee.max_dimension) }

  /// The first points, by rows, each coordinate in [0, 1); Niederreiter's first is the origin.
  ///
  /// - Parameters:
  ///   - count: How many.
  ///   - dimensions: Of the cube, at least 1.
  /// - Returns: The points, each of shape `[dimensions]`; `nil` for more dimensions than the
  ///   sequence has, or when GSL has no memory.
  /// - SeeAlso: Bratley and Fox, ACM TOMS 14 (1988), Sobol; Halton and Smith, CACM 7 (1964);
  ///   Bratley, Fox and Niederreiter, ACM TOMACS 2 (1992).
  public func points(_ count: Int, dimensions: Int) -> [[Double]]? {
    precondition(count >= 0 && dimensions >= 1, "points of a cube need a dimension")
    guard dimensions <= self.dimensions,
      let generator = GSL.call({ gsl_qrng_alloc(type, UInt32(dimensions)) })
    else { return nil }
    defer { gsl_qrng_free(generator) }
    return (0..<count).map { _ in
      Array(unsafeUninitializedCapacity: dimensions) { buffer, size in
        _ = GSL.call { gsl_qrng_get(generator, buffer.baseAddress) }
        size = dimensions
      }
    }
  }

  private var type: UnsafePointer<gsl_qrng_type> {
    switch self {
    case .sobol: cgsl_qrng_sobol()
    case .halton: cgsl_qrng_halton()
    case .niederreiter: cgsl_qrng_niederreiter()
    }
  }
}
