/// Picks the value of a rank without sorting the others.
///
/// - SeeAlso: Hoare, Communications of the ACM 4 (1961), Algorithm 65, "Find"; Floyd and Rivest,
///   Communications of the ACM 18 (1975), for a pivot from a sample.
enum Selection {
  /// The value that would stand at `rank` if the values were sorted.
  ///
  /// - Parameters:
  ///   - rank: From 0, below the number of values.
  ///   - values: Finite; reordered so that none before `rank` is larger and none behind smaller.
  static func select(_ rank: Int, of values: inout [Double]) -> Double {
    values.withUnsafeMutableBufferPointer { values in
      var (low, high) = (0, values.count)
      while high - low > 1 {
        let pivot = pivot(near: rank, in: low..<high, of: values)
        let middle = partition(values, low..<high) { $0 < pivot }
        if rank < middle {
          high = middle
          continue
        }
        low = partition(values, middle..<high) { $0 <= pivot }
        if rank < low { return pivot }
      }
      return values[rank]
    }
  }

  /// Moves what belongs to the front there, without a branch that could be mispredicted.
  ///
  /// - Returns: Where the rest begins.
  @inline(__always)
  private static func partition(
    _ values: UnsafeMutableBufferPointer<Double>, _ range: Range<Int>,
    _ isFront: (Double) -> Bool
  ) -> Int {
    var end = range.lowerBound
    for place in range {
      let value = values[place]
      values[place] = values[end]
      values[end] = value
      end &+= isFront(value) ? 1 : 0
    }
    return end
  }

  /// A value of the range that is likely a little beyond the rank, seen from the nearer end: the rest
  /// of the search is then short.
  private static func pivot(
    near rank: Int, in range: Range<Int>, of values: UnsafeMutableBufferPointer<Double>
  ) -> Double {
    let count = min(range.count, 63)
    var sample = (0..<count).map { values[range.lowerBound + $0 * range.count / count] }
    sample.sort()
    let share = Double(rank - range.lowerBound) / Double(range.count)
    let margin = share < 0.5 ? 1.5 : -1.5
    let place = share * Double(count) + margin * (share * (1 - share) * Double(count)).squareRoot()
    return sample[min(count - 1, max(0, Int(place)))]
  }
}
