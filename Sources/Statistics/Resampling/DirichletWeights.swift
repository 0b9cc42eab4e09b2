internal import CGSL

/// Eight draws side by side.
typealias Lanes = SIMD8<Double>

/// Random weights of `n` things and one pseudo-thing, every draw from a Dirichlet distribution.
///
///     (w₀, …, wₙ) ~ Dirichlet(s, 1, …, 1),   Σ w = 1
///
/// Drawn once and shared by everything that is compared.
///
/// - SeeAlso: Rubin, Ann. Statistics 9 (1981), "The Bayesian bootstrap"; `gsl_ran_dirichlet`.
public struct DirichletWeights: Sendable {
  /// The number of things, `n`.
  public let count: Int
  /// The number of draws.
  public let draws: Int
  /// The stream's seed.
  public let seed: UInt32
  /// The weights, eight draws a vector: of shape `[draws/8, n + 1]`; missing draws are 0.
  private let lanes: [Lanes]

  /// Draws the weights.
  ///
  /// - Parameters:
  ///   - draws: At least 1.
  ///   - count: `n`, at least 1.
  ///   - prior: The strength `s` of the pseudo-thing, positive.
  ///   - seed: The stream's seed.
  /// - Throws: ``StatisticsError/outOfRange(parameter:value:wanted:)``.
  public init(
    _ draws: Int, of count: Int, prior: Double = 0.5, seed: StreamSeed
  ) throws(StatisticsError) {
    guard draws > 0, count > 0, prior > 0 else {
      throw .outOfRange(
        parameter: "the Dirichlet weights", value: "\(draws) of \(count) with prior \(prior)",
        wanted: "at least one draw of at least one thing, and a positive prior")
    }
    (self.count, self.draws, self.seed) = (count, draws, seed.value)
    let stream = try MersenneTwister(seed: seed.value)
    let strengths = [prior] + Array(repeating: 1, count: count)
    var lanes = [Lanes](repeating: .zero, count: (draws + 7) / 8 * (count + 1))
    var weights = [Double](repeating: 0, count: count + 1)
    for draw in 0..<draws {
      stream.dirichlet(strengths, into: &weights)
      let block = draw / 8 * (count + 1)
      for i in weights.indices { lanes[block + i][draw % 8] = weights[i] }
    }
    self.lanes = lanes
  }

  /// Hands over each block of draws with its things in another order.
  ///
  /// - Parameters:
  ///   - order: The `n + 1` things, 0 the pseudo-thing.
  ///   - body: Is given the sums of the weights from each place to the end, of shape `[n + 2]`, and
  ///     the weights, of shape `[n + 1]`.
  func forEach(
    in order: [Int],
    _ body: (_ tails: UnsafeBufferPointer<Lanes>, _ own: UnsafeBufferPointer<Lanes>) -> Void
  ) {
    let width = count + 1
    var own = [Lanes](repeating: .zero, count: width)
    var tails = [Lanes](repeating: .zero, count: width + 1)
    lanes.withUnsafeBufferPointer { lanes in
      own.withUnsafeMutableBufferPointer { own in
        tails.withUnsafeMutableBufferPointer { tails in
          for block in stride(from: 0, to: lanes.count, by: width) {
            for place in stride(from: width - 1, through: 0, by: -1) {
              own[place] = lanes[block + order[place]]
              tails[place] = tails[place + 1] + own[place]
            }
            body(UnsafeBufferPointer(tails), UnsafeBufferPointer(own))
          }
        }
      }
    }
  }
}
