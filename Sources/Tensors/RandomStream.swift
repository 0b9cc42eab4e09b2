/// A reproducible stream of random numbers: Philox4x32-10, a counter-based generator.
///
/// A stream is named by a seed, a purpose and an index; streams of different names never overlap,
/// because the name is part of the counter or the key:
///
///     block b of the stream = Philox(counter: (b, purpose, index), key: seed)
///
/// It is a value: saved with a run, it goes on where it stopped.
///
/// - SeeAlso: Salmon et al. (SC 2011), "Parallel random numbers: as easy as 1, 2, 3".
public struct RandomStream: RandomNumberGenerator, Hashable, Codable, Sendable {
  /// What a stream is for. Runs of one seed are paired across arms because no two purposes share
  /// a stream.
  public enum Purpose: UInt32, Codable, CaseIterable, Sendable {
    /// Initial parameters.
    case initialization = 1
    /// Training data.
    case data = 2
    /// Evaluation data that is not the training data.
    case evaluation = 3
    /// The strategy's own draws.
    case strategy = 4
    /// Probing a problem before training.
    case diagnosis = 5
    /// The order in which minibatches go through the rows of the data.
    case rowOrder = 6
    /// Which rows of a file are for training and which for evaluation.
    case split = 7
    /// Dropout masks.
    case dropout = 8
    /// Preferences of a Pareto set.
    case preferences = 9
  }

  private let key: UInt64
  private let purpose: UInt32
  private let index: UInt32
  /// Words of 64 bits drawn so far; two a block.
  private var drawn: UInt64 = 0

  /// Opens a stream at its start.
  ///
  /// - Parameters:
  ///   - seed: The seed of the run.
  ///   - purpose: What the numbers are for.
  ///   - index: Which of several streams of that purpose, for instance a member of a Pareto set.
  public init(seed: UInt64, purpose: Purpose, index: Int = 0) {
    precondition(index >= 0 && index <= Int(UInt32.max), "a stream's index has 32 bits")
    (key, self.purpose, self.index) = (seed, purpose.rawValue, UInt32(index))
  }

  /// The next 64 random bits.
  public mutating func next() -> UInt64 {
    let words = block(drawn >> 1)
    let pair = drawn & 1 == 0 ? (words.0, words.1) : (words.2, words.3)
    drawn += 1
    return UInt64(pair.0) | UInt64(pair.1) << 32
  }

  private func block(_ block: UInt64) -> (UInt32, UInt32, UInt32, UInt32) {
    Philox.block(
      counter: (UInt32(truncatingIfNeeded: block), UInt32(block >> 32), purpose, index),
      key: (UInt32(truncatingIfNeeded: key), UInt32(key >> 32)))
  }

  /// A number uniform in `[0, 1)`, a multiple of 2⁻⁵³.
  public mutating func uniform() -> Double { Double(next() >> 11) * 0x1p-53 }

  /// A number uniform in `[lower, upper)`.
  public mutating func uniform(_ lower: Double, _ upper: Double) -> Double {
    lower + (upper - lower) * uniform()
  }

  /// A standard normal number, by the ratio of uniforms.
  ///
  /// The logarithm decides an acceptance only, so the numbers do not depend on its last digit.
  ///
  /// - SeeAlso: Leva (ACM TOMS 18, 1992), "A fast normal random number generator".
  public mutating func normal() -> Double {
    while true {
      let u = 1 - uniform()
      let v = 1.7156 * (uniform() - 0.5)
      let x = u - 0.449871
      let y = v.magnitude + 0.386595
      let q = x * x + y * (0.19600 * y - 0.25472 * x)
      if q < 0.27597 || (q <= 0.27846 && v * v <= -4 * u * u * Elementary.log(u)) { return v / u }
    }
  }

  /// Puts numbers into random order: Fisher and Yates' shuffle, every order equally likely.
  ///
  /// It draws whole blocks, four words of 32 bits each, from the next unused one on.
  ///
  /// - SeeAlso: Lemire (ACM TOMACS 29, 2019), "Fast random integer generation in an interval".
  public mutating func shuffle(_ numbers: UnsafeMutableBufferPointer<Int32>) {
    var words = Words(self)
    for last in stride(from: numbers.count - 1, to: 0, by: -1) {
      numbers.swapAt(last, words.below(UInt32(last + 1)))
    }
    drawn = 2 * words.block
  }

  /// The words of a stream, four a block.
  private struct Words {
    private let stream: RandomStream
    /// The first block that is not used.
    private(set) var block: UInt64
    private var words: (UInt32, UInt32, UInt32, UInt32) = (0, 0, 0, 0)
    private var left = 0

    init(_ stream: RandomStream) {
      self.stream = stream
      block = (stream.drawn + 1) >> 1
    }

    /// A whole number uniform in `0..<bound`, without bias.
    mutating func below(_ bound: UInt32) -> Int {
      var product = next().multipliedFullWidth(by: bound)
      if product.low < bound {
        let excess = (0 &- bound) % bound
        while product.low < excess { product = next().multipliedFullWidth(by: bound) }
      }
      return Int(product.high)
    }

    private mutating func next() -> UInt32 {
      if left == 0 {
        words = stream.block(block)
        (block, left) = (block + 1, 4)
      }
      left -= 1
      defer { words = (words.1, words.2, words.3, 0) }
      return words.0
    }
  }
}
