internal import CGSL
internal import GSLAccess

/// A stream of random numbers of the generator mt19937 (`gsl_rng_mt19937`).
///
/// The same seed gives the same stream on every machine. The stream has an identity, its position,
/// and stays within one task.
///
/// - SeeAlso: Matsumoto and Nishimura, ACM TOMACS 8 (1998).
public final class MersenneTwister {
  /// The generator's name.
  public static let name = "mt19937"

  private let generator: UnsafeMutablePointer<gsl_rng>

  /// Starts the stream of a seed; 0 is the same as 4357.
  ///
  /// - Throws: ``StatisticsError/gsl(function:status:message:)`` for lack of memory.
  public init(seed: UInt32) throws(StatisticsError) {
    generator = try GSL.allocate("gsl_rng_alloc") { gsl_rng_alloc(cgsl_rng_mt19937()) }
    gsl_rng_set(generator, UInt(seed))
  }

  deinit { gsl_rng_free(generator) }

  /// The next 32 random bits.
  public func next() -> UInt32 { UInt32(truncatingIfNeeded: gsl_rng_get(generator)) }

  /// A number in `0..<bound`, each as likely (`gsl_rng_uniform_int`).
  ///
  /// - Precondition: `bound` is in `1...2³² − 1`.
  public func index(below bound: Int) -> Int {
    precondition(bound > 0 && bound <= Int(UInt32.max), "an index below \(bound)")
    return Int(gsl_rng_uniform_int(generator, UInt(bound)))
  }

  /// A number in [0, 1), a multiple of 2⁻³² (`gsl_rng_uniform`).
  public func uniform() -> Double { gsl_rng_uniform(generator) }

  /// A standard normal number (`gsl_ran_gaussian_ziggurat`).
  public func gaussian() -> Double { gsl_ran_gaussian_ziggurat(generator, 1) }

  /// Reorders values, every order as likely (Fisher and Yates; `gsl_rng_uniform_int`).
  @inlinable
  public func shuffle<Value>(_ values: inout [Value]) {
    for last in stride(from: values.count - 1, to: 0, by: -1) {
      values.swapAt(last, index(below: last + 1))
    }
  }

  /// Weights from a Dirichlet distribution of the given strengths (`gsl_ran_dirichlet`).
  func dirichlet(_ strengths: [Double], into weights: inout [Double]) {
    gsl_ran_dirichlet(generator, strengths.count, strengths, &weights)
  }
}
