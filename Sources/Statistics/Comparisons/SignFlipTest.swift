/// The permutation test of paired differences: whether their mean is 0 when each sign is a coin's.
///
///     p = share of sign patterns s with |Σ sᵢdᵢ| ≥ |Σ dᵢ|
///
/// Exact up to ``exactLimit`` pairs, by counting over the sums of two halves; beyond, with `m` random
/// patterns, `p = (b + 1)/(m + 1)`. Edge cases: differences of 0 alone give 1; the smallest `p` of
/// `n` pairs is `2/2ⁿ`.
///
/// - SeeAlso: Fisher, "The Design of Experiments" (1935), §21; Phipson and Smyth (2010) for `+1`.
public struct SignFlipTest: Hashable, Sendable {
  /// The largest number of pairs that is counted exactly.
  public static let exactLimit = 30

  /// The two-sided probability.
  public let pValue: Double
  /// Whether all patterns were counted.
  public let isExact: Bool

  /// Tests differences.
  ///
  /// - Parameters:
  ///   - differences: Of shape `[n]`.
  ///   - flips: The random patterns for more pairs than are counted exactly.
  /// - Throws: ``StatisticsError/lengthsDiffer(series:wanted:found:)`` when `flips` are of another
  ///   number of pairs.
  public init(
    _ differences: FiniteSeries, flips: @autoclosure () throws(StatisticsError) -> SignFlips
  ) throws(StatisticsError) {
    let d = differences.values
    let total = d.reduce(0, +).magnitude
    let slack = 1e-12 * d.reduce(0) { $0 + $1.magnitude }
    isExact = d.count <= Self.exactLimit
    if isExact {
      pValue = Self.exactShare(d, atLeast: total - slack)
    } else {
      let sums = try flips().sums(of: differences)
      let count = sums.count { $0.magnitude >= total - slack }
      pValue = Double(count + 1) / Double(sums.count + 1)
    }
  }

  /// The share of sign patterns whose sum is at least `bound` in magnitude.
  private static func exactShare(_ d: [Double], atLeast bound: Double) -> Double {
    guard bound > 0 else { return 1 }
    let left = patternSums(d[..<(d.count / 2)])
    let right = patternSums(d[(d.count / 2)...])
    // By symmetry only sums of at least `bound` are counted: as the left sum grows, more of the
    // right reach it.
    var (count, cut) = (0, right.count)
    for sum in left {
      while cut > 0, sum + right[cut - 1] >= bound { cut -= 1 }
      count += right.count - cut
    }
    return min(1, 2 * Double(count) / (Double(left.count) * Double(right.count)))
  }

  /// All signed sums, ascending.
  private static func patternSums(_ d: ArraySlice<Double>) -> [Double] {
    d.reduce([0]) { merged($0, $1.magnitude) }
  }

  /// The ascending sums, each once less and once more by `size`, ascending again.
  private static func merged(_ sums: [Double], _ size: Double) -> [Double] {
    let count = sums.count
    return sums.withUnsafeBufferPointer { sums in
      [Double](unsafeUninitializedCapacity: 2 * count) { merged, filled in
        var (low, high, place) = (0, 0, 0)
        // A high sum is above the low one of the same place: the highs never run ahead.
        while low < count {
          let (less, more) = (sums[low] - size, sums[high] + size)
          merged[place] = min(less, more)
          low &+= less <= more ? 1 : 0
          high &+= less <= more ? 0 : 1
          place &+= 1
        }
        for high in high..<count { merged[high + count] = sums[high] + size }
        filled = 2 * count
      }
    }
  }
}
