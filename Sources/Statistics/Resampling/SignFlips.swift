/// Sign patterns of `n` pairs, for permutation tests: in each, some pairs are swapped.
///
/// All `2ⁿ` for up to ``exactLimit`` pairs, otherwise random ones. Made once and shared by everything
/// that is compared. Of shape `[m, n]`, each sign ±1.
///
/// A pattern is kept as digits of four signs each, and what four pairs (or two fours) contribute is
/// looked up in a table of all 16 (or 256) cases, made once for all patterns.
public struct SignFlips: Sendable {
  /// The largest number of pairs of which all patterns are listed.
  public static let exactLimit = 12

  /// The number of pairs, `n`.
  public let pairs: Int
  /// The number of patterns, `m`.
  public let count: Int
  /// Whether they are all patterns there are.
  public let isExact: Bool
  /// The signs of four pairs a digit, a bit of 1 for −1: of shape `[m, ⌈n/4⌉]`.
  private let digits: [UInt8]
  /// Digits of a pattern, `⌈n/4⌉`.
  private let width: Int

  /// Lists or draws the patterns.
  ///
  /// - Parameters:
  ///   - pairs: `n`, at least 1.
  ///   - random: How many to draw where there are more pairs than are listed, at least 1.
  ///   - seed: The stream's seed; 32 pairs take one of its words.
  /// - Throws: ``StatisticsError/outOfRange(parameter:value:wanted:)``.
  public init(of pairs: Int, random: Int, seed: StreamSeed) throws(StatisticsError) {
    guard pairs > 0, random > 0 else {
      throw .outOfRange(
        parameter: "the sign patterns", value: "\(random) of \(pairs)",
        wanted: "at least one pattern of at least one pair")
    }
    self.pairs = pairs
    isExact = pairs <= Self.exactLimit
    count = isExact ? 1 << pairs : random
    width = (pairs + 3) / 4
    var digits: [UInt8] = []
    digits.reserveCapacity(count * width)
    let stream = try MersenneTwister(seed: seed.value)
    var bits: UInt32 = 0
    for pattern in 0..<count {
      for place in 0..<width {
        if place.isMultiple(of: 8) { bits = isExact ? UInt32(pattern) : stream.next() }
        digits.append(UInt8(bits & 15))
        bits >>= 4
      }
    }
    self.digits = digits
  }

  /// The sum of one number a pair under every pattern: `Σᵢ sᵢ·xᵢ`, of shape `[m]`.
  ///
  /// - Throws: ``StatisticsError/lengthsDiffer(series:wanted:found:)``.
  public func sums(of values: FiniteSeries) throws(StatisticsError) -> [Double] {
    guard values.count == pairs else {
      throw .lengthsDiffer(series: values.name, wanted: pairs, found: values.count)
    }
    let x = Fours(values.values)
    let table = (0..<width).flatMap { Self.signed(x[$0]) }
    return each(table) { table, digits in
      var sum = 0.0
      for place in digits.indices { sum += table[16 * place + Int(digits[place])] }
      return sum
    }
  }

  /// The quadratic form of a symmetric matrix without diagonal: `Σᵢ﹤ⱼ sᵢ·sⱼ·kᵢⱼ`, of shape `[m]`.
  ///
  /// - Parameter matrix: `k`, of shape `[n, n]` by rows; only `i < j` is read.
  /// - Throws: ``StatisticsError/lengthsDiffer(series:wanted:found:)``.
  public func forms(of matrix: FiniteSeries) throws(StatisticsError) -> [Double] {
    guard matrix.count == pairs * pairs else {
      throw .lengthsDiffer(series: matrix.name, wanted: pairs * pairs, found: matrix.count)
    }
    return each(formTable(matrix.values)) { table, digits in
      var (sum, block) = (0.0, 0)
      for a in digits.indices {
        let row = 16 * Int(digits[a])
        for b in a..<digits.count {
          sum += table[block + row + Int(digits[b])]
          block += 256
        }
      }
      return sum
    }
  }

  /// What every two digits contribute to a quadratic form: by places `a ≤ b`, `[16, 16]` each.
  private func formTable(_ matrix: [Double]) -> [Double] {
    let rows = (0..<pairs).map { i in
      Fours((0..<pairs).map { j in i < j ? matrix[i * pairs + j] : 0 })
    }
    var table: [Double] = []
    table.reserveCapacity(width * (width + 1) / 2 * 256)
    for a in 0..<width {
      let own = (4 * a..<min(4 * a + 4, pairs)).map { rows[$0] }
      for b in a..<width {
        for digit in 0..<16 {
          var columns = SIMD4<Double>.zero
          for (bit, row) in own.enumerated() {
            columns += (digit >> bit) & 1 == 0 ? row[b] : -row[b]
          }
          table += Self.signed(columns)
        }
      }
    }
    return table
  }

  /// The sums of four numbers under the signs of every digit, `[16]`.
  private static func signed(_ x: SIMD4<Double>) -> [Double] {
    (0..<16).map { digit in
      var sum = 0.0
      for bit in 0..<4 { sum += (digit >> bit) & 1 == 0 ? x[bit] : -x[bit] }
      return sum
    }
  }

  /// One number a pattern, from a table and the pattern's digits.
  private func each(
    _ table: [Double],
    _ body: (UnsafeBufferPointer<Double>, UnsafeBufferPointer<UInt8>) -> Double
  ) -> [Double] {
    table.withUnsafeBufferPointer { table in
      digits.withUnsafeBufferPointer { digits in
        stride(from: 0, to: digits.count, by: width).map { start in
          body(table, UnsafeBufferPointer(rebasing: digits[start..<start + width]))
        }
      }
    }
  }
}

/// Numbers in fours, the last filled up with 0.
private struct Fours {
  private let values: [Double]

  init(_ values: [Double]) { self.values = values }

  subscript(place: Int) -> SIMD4<Double> {
    var four = SIMD4<Double>.zero
    for lane in 0..<min(4, values.count - 4 * place) { four[lane] = values[4 * place + lane] }
    return four
  }
}
