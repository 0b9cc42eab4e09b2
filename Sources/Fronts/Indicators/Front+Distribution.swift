extension Front {
  /// How unevenly the points are spaced, after Schott.
  ///
  ///     S = √(Σᵢ (d̄ − dᵢ)² / (n − 1)),   dᵢ = min over j ≠ i of Σₖ |pᵢ_k − pⱼ_k|
  ///
  /// Over all points, dominated ones and duplicates included, in the objectives' own units.
  ///
  /// - Returns: 0 for even spacing; `nil` for a single point.
  /// - SeeAlso: Schott (1995), "Fault tolerant design using single and multicriteria genetic
  ///   algorithm optimization", thesis, MIT.
  public func spacing() -> Double? {
    guard count > 1 else { return nil }
    let distances = NeighborSearch(self).distances { ($0 - $1).magnitude }
    let mean = distances.reduce(0, +) / Double(count)
    let squares = distances.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    return (squares / Double(count - 1)).squareRoot()
  }

  /// How far the points are from covering a true front evenly: Deb's Δ for any number of
  /// objectives.
  ///
  ///     Δ = (Σₖ d(eₖ, P) + Σᵢ |dᵢ − d̄|) / (Σₖ d(eₖ, P) + n d̄)
  ///
  /// `dᵢ` is the Euclidean distance of point `i` to its nearest neighbor in the set, `d(e, P)` that
  /// of an extreme point of the true front to the set; `eₖ` is the nondominated point of the true
  /// front that is worst in objective `k` (the first of several). In the objectives' own units.
  ///
  /// - Returns: 0 for a set that holds the extremes and is evenly spaced, about 1 for a collapsed
  ///   one; `nil` for a single point, or where all points coincide with all extremes.
  /// - Throws: ``FrontError/otherObjectives(found:wanted:)`` where the directions differ.
  /// - SeeAlso: Deb et al., IEEE TEVC 6 (2002), for two objectives; Zhou et al. (CEC 2006), the
  ///   generalization.
  public func spread(trueFront truth: Front) throws(FrontError) -> Double? {
    try requireSameDirections(in: truth)
    guard count > 1 else { return nil }
    let distances = NeighborSearch(self).distances { ($0 - $1) * ($0 - $1) }
      .map { $0.squareRoot() }
    let ends = truth.extremes().map { distance(to: truth.cost($0)) }.reduce(0, +)
    let mean = distances.reduce(0, +) / Double(count)
    let uneven = distances.reduce(0) { $0 + ($1 - mean).magnitude }
    let whole = ends + Double(count) * mean
    return whole > 0 ? (ends + uneven) / whole : nil
  }

  /// The Euclidean distance of a cost to the nearest point.
  private func distance(to cost: ArraySlice<Double>) -> Double {
    (0..<count).map { index in
      zip(self.cost(index), cost).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
    }.reduce(.infinity, min).squareRoot()
  }
}

/// Nearest neighbors within a set: along the first objective, outwards until that one alone is
/// farther than the best found.
private struct NeighborSearch {
  private let m: Int
  private let count: Int
  /// The rows by ascending first objective, and the point that each one is.
  private var rows: [Double] = []
  private var indices: [Int] = []

  init(_ front: Front) {
    (m, count) = (front.objectives, front.count)
    let order = SortBuffer(capacity: count)
    front.costs.withUnsafeBufferPointer { costs in
      guard let base = costs.baseAddress else { return }
      order.sort(base, width: front.objectives, column: 0, count: front.count)
    }
    indices = (0..<count).map { Int(order.entries[$0].index) }
    rows = indices.flatMap { front.cost($0) }
  }

  /// The least `Σₖ part(pᵢ_k, pⱼ_k)` over the others `j`, by points.
  @inline(__always)
  func distances(_ part: (Double, Double) -> Double) -> [Double] {
    var distances = Array(repeating: 0.0, count: count)
    for i in 0..<count {
      var least = Double.infinity
      for step in [-1, 1] {
        var j = i + step
        while j >= 0, j < count, part(rows[i &* m], rows[j &* m]) < least {
          var distance = 0.0
          for k in 0..<m { distance += part(rows[i &* m &+ k], rows[j &* m &+ k]) }
          least = min(least, distance)
          j += step
        }
      }
      distances[indices[i]] = least
    }
    return distances
  }
}
