/// Ranks by nondominated sorting: rank 0 is dominated by nothing, rank `k` by points of rank
/// `k − 1` at best.
///
///     rank(p) = 1 + max of rank(q) over the q that dominate p,   0 without any
///
/// Divide and conquer over the objectives, `n · (log n)^(m − 1)`: the points are halved by the last
/// objective, the better half is ranked, then compared with the worse one in one objective less.
/// Two objectives are swept with a staircase of ranks.
///
/// - SeeAlso: Jensen, IEEE TEVC 7 (2003); Fortin, Grenier and Parizeau (GECCO 2013) for ties.
struct NondominatedSort {
  private let costs: [Double]
  private let m: Int
  /// The distinct points in lexicographic order, and the place of each point among them.
  private var rows: [Double] = []
  private var places: [Int]
  /// The ranks of the distinct points.
  var ranks: [Int32] = []
  private var stair = RankStair()

  /// - Parameters:
  ///   - costs: By rows, of shape `[count, m]`, finite.
  ///   - m: The number of objectives.
  ///   - count: The number of points.
  static func ranks(of costs: [Double], objectives m: Int, count: Int) -> [Int] {
    var sort = NondominatedSort(costs, m, count)
    return sort.sorted()
  }

  private init(_ costs: [Double], _ m: Int, _ count: Int) {
    (self.costs, self.m, places) = (costs, m, Array(repeating: 0, count: count))
    placePoints(count)
    ranks = Array(repeating: 0, count: rows.count / m)
  }

  /// Puts the points into lexicographic order, equal ones together.
  private mutating func placePoints(_ count: Int) {
    let buffer = SortBuffer(capacity: count)
    costs.withUnsafeBufferPointer { costs in
      guard let base = costs.baseAddress else { return }
      buffer.sort(base, width: m, column: m - 1, count: count)
      for column in stride(from: m - 2, through: 0, by: -1) {
        buffer.refine(base, width: m, column: column, count: count)
      }
    }
    rows.reserveCapacity(costs.count)
    for i in 0..<count {
      let index = Int(buffer.entries[i].index)
      let point = costs[index * m..<(index + 1) * m]
      if rows.isEmpty || !point.elementsEqual(rows.suffix(m)) { rows += point }
      places[index] = rows.count / m - 1
    }
  }

  private mutating func sorted() -> [Int] {
    let all = ranks.indices.map { Int32($0) }
    if m == 1 {
      ranks = all
    } else {
      rank(all, upTo: m - 1)
    }
    return places.map { Int(ranks[$0]) }
  }

  private func value(_ point: Int32, _ k: Int) -> Double { rows[Int(point) * m + k] }

  private func isNoWorse(_ p: Int32, _ q: Int32, upTo k: Int) -> Bool {
    (0...k).allSatisfy { value(p, $0) <= value(q, $0) }
  }

  /// Ranks points among each other by the objectives `0…k`, of which they differ in some.
  private mutating func rank(_ points: [Int32], upTo k: Int) {
    if points.count < 2 { return }
    if k == 1 { return sweep(points, points) }
    if points.count <= 16 { return compareEach(points, points, upTo: k) }
    let values = points.map { value($0, k) }
    guard let pivot = Self.pivot(values) else { return rank(points, upTo: k - 1) }
    let better = points.filter { value($0, k) <= pivot }
    let worse = points.filter { value($0, k) > pivot }
    rank(better, upTo: k)
    raise(worse, by: better, upTo: k - 1)
    rank(worse, upTo: k)
  }

  /// Raises the ranks of points above those of the others that are no worse in `0…k`; in all
  /// further objectives each of the others is no worse than each of the points.
  private mutating func raise(_ points: [Int32], by others: [Int32], upTo k: Int) {
    if points.isEmpty || others.isEmpty { return }
    if k == 1 { return sweep(points, others) }
    if points.count * others.count <= 256 { return compareEach(points, others, upTo: k) }
    let (theirs, ours) = (others.map { value($0, k) }, points.map { value($0, k) })
    guard let least = theirs.min(), let most = theirs.max(), let low = ours.min(),
      let high = ours.max()
    else { return }
    if most <= low { return raise(points, by: others, upTo: k - 1) }
    guard least <= high, let pivot = Self.pivot(theirs + ours) else { return }
    let (better, worse) = (
      others.filter { value($0, k) <= pivot }, others.filter { value($0, k) > pivot }
    )
    let (low1, high1) = (
      points.filter { value($0, k) <= pivot }, points.filter { value($0, k) > pivot }
    )
    raise(low1, by: better, upTo: k)
    raise(high1, by: better, upTo: k - 1)
    raise(high1, by: worse, upTo: k)
  }

  /// A value near the median such that some values are above it; `nil` where all are equal.
  private static func pivot(_ values: [Double]) -> Double? {
    let sorted = values.sorted()
    let median = sorted[(sorted.count - 1) / 2]
    if median < sorted[sorted.count - 1] { return median }
    return sorted.last { $0 < median }
  }

  /// Every point with every other; both in lexicographic order.
  private mutating func compareEach(_ points: [Int32], _ others: [Int32], upTo k: Int) {
    for p in points {
      for q in others where q != p && ranks[Int(q)] >= ranks[Int(p)] {
        if q > p { break }
        if isNoWorse(q, p, upTo: k) { ranks[Int(p)] = ranks[Int(q)] + 1 }
      }
    }
  }

  /// The sweep over two objectives: `others` enter the staircase as the first objective grows.
  private mutating func sweep(_ points: [Int32], _ others: [Int32]) {
    stair.removeAll()
    var next = 0
    for p in points {
      while next < others.count, others[next] < p {
        stair.add(value(others[next], 1), ranks[Int(others[next])])
        next += 1
      }
      if let rank = stair.greatest(upTo: value(p, 1)), rank >= ranks[Int(p)] {
        ranks[Int(p)] = rank + 1
      }
    }
  }
}

/// The greatest rank among points whose second objective is no worse: steps by ascending value and
/// rank.
private struct RankStair {
  private var values: [Double] = []
  private var ranks: [Int32] = []

  mutating func removeAll() {
    values.removeAll(keepingCapacity: true)
    ranks.removeAll(keepingCapacity: true)
  }

  /// How many steps are no greater than a value.
  private func count(upTo value: Double) -> Int {
    var (low, high) = (0, values.count)
    while low < high {
      let middle = (low + high) / 2
      if values[middle] <= value { low = middle + 1 } else { high = middle }
    }
    return low
  }

  func greatest(upTo value: Double) -> Int32? {
    let below = count(upTo: value)
    return below == 0 ? nil : ranks[below - 1]
  }

  mutating func add(_ value: Double, _ rank: Int32) {
    let place = count(upTo: value)
    if place > 0, ranks[place - 1] >= rank { return }
    var end = place
    while end < ranks.count, ranks[end] <= rank { end += 1 }
    values.replaceSubrange(place..<end, with: CollectionOfOne(value))
    ranks.replaceSubrange(place..<end, with: CollectionOfOne(rank))
  }
}
